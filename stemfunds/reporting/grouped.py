"""Findings put together for a reader: one entry for what is said in the same words of several lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from stemfunds.judging.result import Acceptance, FactNeeded, Finding, PlanResult
from stemfunds.judging.verdicts import Verdict


@dataclass(slots=True)
class Grouped:
    """A finding and the lines, or activities, that it was made for."""

    finding: Finding
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Question:
    """A fact that would decide, where it is needed, and the rules that ask."""

    asked: FactNeeded
    places: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


def place_of(finding: Finding) -> str:
    """Where a finding belongs, as it is printed: activity/line, activity, award or the plan."""
    if finding.activity and finding.line:
        return f"{finding.activity}/{finding.line}"
    return finding.activity or finding.award or "the plan"


def findings_to_act_on(result: PlanResult) -> Iterator[Finding]:
    """All findings but those of charges that are refused: their conditions and questions change nothing any more."""
    yield from result.findings
    for charge in result.charges:
        if charge.verdict is not Verdict.NOT_ALLOWABLE:
            yield from charge.findings


def grouped(result: PlanResult, wanted: Callable[[Finding], bool]) -> list[Grouped]:
    """The findings that are wanted, those in the same words together."""
    groups: dict[tuple[str, str, bool, Acceptance | None], Grouped] = {}
    for finding in findings_to_act_on(result):
        if not wanted(finding):
            continue
        key = (finding.rule, finding.message, finding.explanation is not None, finding.acceptance)
        group = groups.setdefault(key, Grouped(finding))
        place = place_of(finding)
        if place not in group.places:
            group.places.append(place)
    return list(groups.values())


def questions(result: PlanResult) -> list[Question]:
    """Every open fact once with all places that need it, the one that most findings wait for first."""
    asked: dict[str, Question] = {}
    waiting: Counter[str] = Counter()
    for finding in findings_to_act_on(result):
        for needed in finding.facts_needed:
            question = asked.setdefault(needed.fact, Question(needed))
            waiting[needed.fact] += 1
            place = _answered_at(needed, finding)
            if place not in question.places:
                question.places.append(place)
            if finding.rule not in question.rules:
                question.rules.append(finding.rule)
    for question in asked.values():
        question.places = [place for place in question.places if place not in _SOMEWHERE] or question.places
    return sorted(asked.values(), key=lambda question: -waiting[question.asked.fact])


_SOMEWHERE = frozenset({"the award", "the school", "the activity"})
"""Places of findings over sums, which say nothing beside a place with a name."""


def _answered_at(needed: FactNeeded, finding: Finding) -> str:
    """Where the answer belongs: on the plan, the district, an award, a school, an activity or a line."""
    scope = needed.fact.partition(".")[0]
    if scope in ("plan", "district"):
        return f"the {scope}"
    if scope == "award":
        return finding.award or "the award"
    if scope == "school":
        return needed.subject or "the school"
    return (finding.activity or "the activity") if scope == "activity" else place_of(finding)

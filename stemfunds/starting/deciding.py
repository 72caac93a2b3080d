"""Which open facts of a draft decide most: found by judging the draft under each answer that a fact can have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from msgspec import structs

from stemfunds.asking.given import fact_names
from stemfunds.asking.narrowing import possible_answers
from stemfunds.judging.case import FactValue, Span
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import FactNeeded, Finding, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.comments import Path
from stemfunds.plan.fields import fields_of
from stemfunds.plan.model import Cents, Plan
from stemfunds.plan.model import Fact as Given
from stemfunds.rulebook.model import Fact

_TRIALS = 600
"""How many charges may be judged before a person waits too long; facts beyond that are ordered by who waits for them."""

_PARTS = {"": "Plan", "district": "District", "schools": "School", "awards": "Award", "activities": "Activity", "lines": "Line"}


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that charges wait for: the parts of the plan that it is about, and how many charges its answers divide."""

    fact: Fact
    needed: FactNeeded
    places: tuple[Path, ...]
    rules: tuple[str, ...]
    waiting: int
    divides: int = 0


def open_facts(result: PlanResult, judge: Judge, as_of: date, passed: frozenset[tuple[str, Path]]) -> list[OpenFact]:
    """The open facts that a plan can answer, the most deciding one first; those passed over are left out."""
    found = sorted(_gathered(result, judge, passed), key=lambda one: -one.waiting)
    first = judge.rulebook.wording.ask_first
    charges = max(1, sum(1 for _ in result.charges))
    left, tried = _TRIALS // charges, list[OpenFact]()
    for one in sorted(found, key=lambda one: one.fact.id not in first):
        answers = possible_answers(one.fact, as_of)
        left -= len(answers)
        tried.append(replace(one, divides=_divides(one, answers, result.plan, judge, as_of)) if left >= 0 else one)
    return sorted(tried, key=lambda one: (not one.divides, one.fact.id not in first, -one.divides, -one.waiting))


def refused(result: PlanResult) -> frozenset[tuple[str, str, str]]:
    """The charges that are not allowable: activity, line and award."""
    refused = (charge for charge in result.charges if charge.verdict is Verdict.NOT_ALLOWABLE)
    return frozenset((charge.activity, charge.line, charge.award.id) for charge in refused)


def answered(plan: Plan, open_fact: OpenFact, value: FactValue, places: tuple[Path, ...]) -> Plan:
    """The plan with an answer at some places; a field of the plan format where the fact is one, else under facts."""
    for place in places:
        plan = _changed(plan, place, lambda part: _with_answer(part, open_fact.fact, value))
    return plan


def part_at(plan: Plan, place: Path) -> Any:
    """The part of a plan at a place."""
    part: Any = plan
    for step in place:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


# --- gathering --------------------------------------------------------------------------------------------------------


def _gathered(result: PlanResult, judge: Judge, passed: frozenset[tuple[str, Path]]) -> Iterator[OpenFact]:
    """The open facts with their places, in the order in which rules ask."""
    names = fact_names(judge.rulebook)
    needed: dict[str, FactNeeded] = {}
    places: dict[str, dict[Path, None]] = {}
    rules: dict[str, dict[str, None]] = {}
    waiting: dict[str, set[tuple[str | None, str | None]]] = {}
    for finding in result.every_finding:
        for one in finding.facts_needed:
            if one.fact not in names:
                continue
            found = [place for place in _places(names[one.fact], one, finding, result.plan) if (one.fact, place) not in passed]
            if not found:
                continue
            needed.setdefault(one.fact, one)
            places.setdefault(one.fact, {}).update(dict.fromkeys(found))
            rules.setdefault(one.fact, {})[finding.rule] = None
            waiting.setdefault(one.fact, set()).add((finding.line, finding.award))
    for name, one in needed.items():
        yield OpenFact(names[name], one, tuple(places[name]), tuple(rules[name]), len(waiting[name]))


def _places(fact: Fact, needed: FactNeeded, finding: Finding, plan: Plan) -> Iterator[Path]:
    """Where the plan holds the answer for one finding; nowhere if it can only be computed."""
    for place in _of_scope(fact, needed, finding, plan):
        if not fact.built_in or fact.name in _fields(place):
            yield place


def _of_scope(fact: Fact, needed: FactNeeded, finding: Finding, plan: Plan) -> Iterator[Path]:
    activity = next((n for n, one in enumerate(plan.activities) if one.id == finding.activity), None)
    if fact.scope == "plan":
        yield ()
    elif fact.scope == "district":
        yield ("district",)
    elif fact.scope in ("award", "fund"):
        yield from (("awards", n) for n, award in enumerate(plan.awards) if award.id == finding.award)
    elif fact.scope == "school":
        own = plan.activities[activity].schools if activity is not None else ()
        meant = (needed.subject,) if needed.subject else own
        yield from (("schools", n) for n, school in enumerate(plan.schools) if school.id in meant)
    elif activity is not None and fact.scope == "activity":
        yield ("activities", activity)
    elif activity is not None:
        if fact.built_in and fact.name in _fields(("activities", activity)):
            yield ("activities", activity)  # a date of the activity holds for all lines without their own
            return
        line = needed.subject or finding.line
        yield from (
            ("activities", activity, "lines", n) for n, one in enumerate(plan.activities[activity].lines) if one.id == line
        )


def _fields(place: Path) -> frozenset[str]:
    names = [step for step in place if isinstance(step, str)]
    return frozenset(fields_of(_PARTS[names[-1] if names else ""]))


# --- trying -----------------------------------------------------------------------------------------------------------


def _divides(one: OpenFact, answers: tuple[FactValue, ...], plan: Plan, judge: Judge, as_of: date) -> int:
    """How many charges are refused under one answer and not under another."""
    outcomes = [refused(judge.judge(answered(plan, one, answer, one.places), as_of)) for answer in answers]
    return len(frozenset.union(*outcomes) - frozenset.intersection(*outcomes)) if outcomes else 0


def _changed(part: Any, place: Path, change: Any) -> Any:
    """A copy of a part in which what stands at a place is changed."""
    if not place:
        return change(part)
    step, *rest = place
    if isinstance(step, int):
        return (*part[:step], _changed(part[step], tuple(rest), change), *part[step + 1 :])
    return structs.replace(part, **{step: _changed(getattr(part, step), tuple(rest), change)})


def _with_answer(part: Any, fact: Fact, value: FactValue) -> Any:
    if fact.built_in:
        spec = fields_of(type(part).__name__)[fact.name]
        return structs.replace(part, **{spec.attribute: _field_value(value, spec.form)})
    assert not isinstance(value, Span)  # two days are computed, never answered
    written = tuple(choice for choice in fact.choices if choice in value) if isinstance(value, frozenset) else value
    return structs.replace(part, facts={**part.facts, fact.name: Given(value=written)})


def _field_value(value: FactValue, form: str) -> Any:
    """An answer as a field of the plan format holds it."""
    if form == "money":
        return Cents(int(str(value)))
    return int(str(value)) if form == "whole" else value

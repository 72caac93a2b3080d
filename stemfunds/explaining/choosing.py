"""Which findings a person means: a rule id, or `RULE@LINE`, and an award where several pay the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stemfunds.explaining.explaining import Explainer
from stemfunds.explaining.steps import Explanation, Step
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.nearest import nearest_name


class NothingToExplainError(ValueError):
    """No finding and no rule is meant; printed, it says what was found and the nearest right name."""


def all_findings(result: PlanResult) -> Iterator[Finding]:
    """Every finding once: of the plan first, then of the charges; one that several lines of an activity share stands once."""
    yield from result.findings
    yield from _once(finding for charge in result.charges for finding in charge.findings)


def deciding_findings(result: PlanResult) -> Iterator[Finding]:
    """The findings on which a verdict worse than allowable rests, the worst first: of the plan, and of each charge those that
    decide it.
    """
    worse = (charge for charge in result.charges if charge.verdict is not Verdict.ALLOWABLE)
    of_charges = _once(finding for charge in worse for finding in charge.findings if finding.verdict is charge.verdict)
    of_plan = (finding for finding in result.findings if finding.verdict is not Verdict.ALLOWABLE)
    yield from sorted((*of_plan, *of_charges), key=lambda finding: -finding.verdict.rank)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[tuple[str, str | None, str | None, str | None]] = set()
    for finding in findings:
        key = (finding.rule, finding.activity, finding.line if finding.scope == "charge" else None, finding.award)
        if key not in seen:
            seen.add(key)
            yield finding


def told_once(found: Iterable[Explanation]) -> list[Explanation]:
    """Explanations whose conditions came out alike as one, with the other places that it is about."""
    groups: dict[tuple[object, ...], list[Explanation]] = {}
    for one in found:
        verdict = None if one.finding is None else one.finding.verdict
        groups.setdefault((one.rule, verdict, one.says, _outcome(one.tree)), []).append(one)
    return [replace(first, also=tuple(other.about for other in others)) for first, *others in groups.values()]


def _outcome(step: Step | None) -> tuple[object, ...]:
    """The conditions of a tree with their values, without what they read."""
    return () if step is None else (step.words, step.value, *map(_outcome, step.parts))


def explanations(explainer: Explainer, wanted: str, award: str = "") -> list[Explanation]:
    """The explanations of what is meant; raises NothingToExplainError where nothing is."""
    typed, _, place = wanted.partition("@")
    rule = _rule_id(explainer, typed)
    _check_place(explainer, place, award)
    exact = [finding for finding in explainer.result.every_finding if finding.rule == rule and _fits(finding, place, award)]
    findings = exact if place else [finding for finding in all_findings(explainer.result) if finding in exact]
    if findings:
        return [explainer.finding(finding) for finding in findings]
    law = explainer.rulebook.rules.get(rule)
    charges = [
        charge
        for charge in explainer.cases.charges()
        if place in ("", charge.bound.line.id, charge.activity.activity.id) and award in ("", charge.award.id)
    ]
    if law is None or not place:
        where = f" at {place}" if place else " in this plan"
        more = "" if law is None else f"; {rule}@LINE explains why not, for one line"
        raise NothingToExplainError(f"{rule} found nothing{where}{more}")
    reached = [
        charge
        for charge in charges
        if law.owner in explainer.rulebook.owners_for(charge.award.fund)
        and law.selector.reaches(charge.bound.kind, charge.bound.item.id, charge.bound.object, charge.award.fund)
    ]
    if not reached:
        raise NothingToExplainError(f"{rule} does not reach {place}: it is about other kinds, items or funds")
    return [explainer.rule_at(law, charge) for charge in reached]


def _fits(finding: Finding, place: str, award: str) -> bool:
    return place in ("", finding.line, finding.activity) and award in ("", finding.award)


def _rule_id(explainer: Explainer, typed: str) -> str:
    rulebook = explainer.rulebook
    known = {*rulebook.rules, *rulebook.limits, *rulebook.windows(), *rulebook.notices}
    identity = next((one for one in (typed, typed.upper()) if one in known), None)
    if identity is None:
        found = sorted({finding.rule for finding in explainer.result.every_finding})
        near = nearest_name(typed.upper(), found) or nearest_name(typed.upper(), known)
        raise NothingToExplainError(f'no rule "{typed}"{_hint(near)}; stemfunds check lists the findings of a plan')
    return identity


def _check_place(explainer: Explainer, place: str, award: str) -> None:
    plan = explainer.plan
    places = [activity.id for activity in plan.activities]
    places += [line.id for activity in plan.activities for line in activity.lines]
    _check(place, places, "line or activity", plan.path)
    _check(award, [one.id for one in plan.awards], "award", plan.path)


def _check(typed: str, known: Iterable[str], what: str, path: str) -> None:
    names = list(known)
    if typed and typed not in names:
        raise NothingToExplainError(f'{path} has no {what} "{typed}"{_hint(nearest_name(typed, names))}')


def _hint(near: str | None) -> str:
    return f' (did you mean "{near}"?)' if near else ""

"""What stands in the way of a better verdict: for each charge the rules that must come out otherwise, as conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemfunds.judging.case import Case
from stemfunds.judging.cases import ChargeCase, PlanCases
from stemfunds.judging.judge import Judge
from stemfunds.judging.reaching import rules_reaching
from stemfunds.judging.result import ActivityResult, ChargeResult, Finding
from stemfunds.rulebook.model import Rule
from stemfunds.rulebook.reads import facts_read
from stemfunds.rulebook.terms import AnyOf, Condition, Negation


@dataclass(frozen=True, slots=True)
class Blocker:
    """A rule at a charge. `goal` must become yes; it is None where no fact can help. `window` is a window that was missed."""

    rule: str
    line: str
    case: Case
    goal: Condition | None = None
    window: str = ""
    reads: frozenset[str] = frozenset()


_DATES = frozenset({"line.committed_on", "line.starts", "line.ends", "activity.starts", "activity.ends"})


def blockers(result: ActivityResult, cases: PlanCases, judge: Judge) -> list[Blocker]:
    """The findings that give the activity its verdict, one for each charge and rule; of windows, the dates are what they read."""
    found: list[Blocker] = []
    by_line = {charge.bound.line.id: charge for charge in cases.charges()}
    for line in result.lines:
        for charge in line.charges:
            if charge.verdict is result.verdict:
                found += _of_charge(charge, by_line[line.id], judge)
    return found


def _of_charge(result: ChargeResult, charge: ChargeCase, judge: Judge) -> Iterator[Blocker]:
    bound = charge.bound
    asked_authority = False
    for finding in result.findings:
        if finding.verdict is not result.verdict:
            continue
        if _is_of_authority(finding, judge):
            if not asked_authority:
                yield _authority(finding, charge, judge)
            asked_authority = True
        elif finding.rule in judge.rulebook.windows():
            yield Blocker(finding.rule, bound.line.id, charge.case, None, finding.rule, _DATES)
        else:
            yield _rule(finding, charge, judge)


def _is_of_authority(finding: Finding, judge: Judge) -> bool:
    rule = judge.rulebook.rules.get(finding.rule)
    return finding.rule == "NO-AUTHORITY" or (rule is not None and rule.section in ("authorities", "not_authorized"))


def _authority(finding: Finding, charge: ChargeCase, judge: Judge) -> Blocker:
    reaching = rules_reaching(charge, judge.rulebook)
    goals = tuple(rule.test for rule in reaching if rule.section == "authorities" and rule.test is not None)
    return _blocker(finding, charge, judge, AnyOf(goals) if goals else None)


def _rule(finding: Finding, charge: ChargeCase, judge: Judge) -> Blocker:
    rule = judge.rulebook.rules.get(finding.rule)
    return _blocker(finding, charge, judge, None if rule is None or finding.determination else kept(rule))


def _blocker(finding: Finding, charge: ChargeCase, judge: Judge, goal: Condition | None) -> Blocker:
    reads = frozenset() if goal is None else frozenset(facts_read(goal, judge.rulebook))
    return Blocker(finding.rule, charge.bound.line.id, charge.case, goal, "", reads)


def kept(rule: Rule) -> Condition | None:
    """When a rule has nothing to object to: a requirement that is not triggered or met, anything else that does not hold."""
    if rule.section == "requirements":
        if rule.test is None:
            return None
        return rule.test if rule.applies is None else AnyOf((Negation(rule.applies), rule.test))
    return None if rule.test is None else Negation(rule.test)

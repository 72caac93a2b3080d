"""Every activity against every federal fund: which could pay, which could not, and what it would take.

Each line is charged, whole, to an award of the fund: the plan's own, or one of the latest year that is open when the plan starts
and of which nothing else is known. Limits are left out: they are about sums, and no money has been assigned yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from stemfunds.judging.binding import Overrides
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import ActivityResult, Finding
from stemfunds.judging.verdicts import Reason, Verdict, worst
from stemfunds.judging.windows import obligation_window
from stemfunds.plan.model import Activity, Award, Cents, Charge, Plan
from stemfunds.rulebook.model import Reference, Rulebook

_UNKNOWN_OF_AN_AWARD = ("amount", "available", "carryover", "is_carryover", "charged", "application_submitted_on")


@dataclass(frozen=True, slots=True)
class FundAnswer:
    """What one fund says to one activity. `findings` are those that keep it from being plainly allowable, each once.

    `refused` names the lines that it cannot pay, and `rest` is the worst verdict of the others (of all when it can pay none).
    """

    fund: str
    verdict: Verdict
    rest: Verdict
    refused: tuple[str, ...]
    reason: Reason | None
    authority: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An activity with the answer of every fund, best first, and programs that are not judged but could be worth a look."""

    activity: Activity
    answers: tuple[FundAnswer, ...]
    worth_a_look: tuple[Reference, ...]


def match(plan: Plan, judge: Judge, as_of: date, only: str = "") -> Iterator[Match]:
    """The matches of all activities of a plan, or of the one with the id `only`."""
    funds = [fund.id for fund in judge.rulebook.funds.values() if fund.window is not None]
    wanted = [activity for activity in plan.activities if only in ("", activity.id)]
    by_fund = {fund: _judged(plan, wanted, fund, judge, as_of) for fund in funds}
    for number, activity in enumerate(wanted):
        answers = sorted((_answer(fund, by_fund[fund][number]) for fund in funds), key=_best_first)
        yield Match(activity, tuple(answers), _references(activity, judge.rulebook))


def _judged(plan: Plan, activities: Iterable[Activity], fund: str, judge: Judge, as_of: date) -> tuple[ActivityResult, ...]:
    tried, overrides = tried_plan(plan, activities, fund, judge.rulebook, as_of)
    return judge.judge(tried, as_of, overrides, whole=False).activities


def tried_plan(plan: Plan, activities: Iterable[Activity], fund: str, rulebook: Rulebook, as_of: date) -> tuple[Plan, Overrides]:
    """The plan with these activities only, every line charged to one award of the fund, and what is unknown of that award."""
    award, overrides = _award(plan, fund, rulebook, as_of)
    charged = tuple(
        replace(
            activity,
            lines=tuple(replace(line, charges=(Charge(award=award.id, amount=line.amount),)) for line in activity.lines),
        )
        for activity in activities
    )
    return replace(plan, awards=(award,), activities=charged, explanations=()), overrides


def _award(plan: Plan, fund: str, rulebook: Rulebook, as_of: date) -> tuple[Award, Overrides]:
    own = [award for award in plan.awards if award.fund == fund and not award.is_carryover]
    if own:
        return own[0], {}
    award = Award(id=fund, fund=fund, federal_fiscal_year=_latest_year(plan, fund, rulebook, as_of), amount=Cents(0))
    return award, {("award", fund): dict.fromkeys(_UNKNOWN_OF_AN_AWARD)}


def _latest_year(plan: Plan, fund: str, rulebook: Rulebook, as_of: date) -> int:
    """The latest federal fiscal year whose money is open when the plan starts."""
    window = rulebook.funds[fund].window
    starts = plan.period.starts if plan.period is not None else as_of
    for year in (starts.year, starts.year - 1):
        span = obligation_window(window, year, "july") if window is not None else None
        if span is not None and span.opens <= starts <= span.closes:
            return year
    return starts.year


def _best_first(answer: FundAnswer) -> tuple[int, int]:
    return len(answer.refused), answer.rest.rank


def _answer(fund: str, result: ActivityResult) -> FundAnswer:
    charges = [charge for line in result.lines for charge in line.charges]
    others = [line.verdict for line in result.lines if line.verdict is not Verdict.NOT_ALLOWABLE]
    hardest = max(charges, key=lambda charge: charge.verdict.rank, default=None)
    found: dict[tuple[str, str], Finding] = {}
    for charge in charges:
        for finding in charge.findings:
            if finding.verdict is not Verdict.ALLOWABLE:
                found.setdefault((finding.rule, finding.message), finding)
    return FundAnswer(
        fund=fund,
        verdict=result.verdict,
        rest=worst(others) if others else result.verdict,
        refused=tuple(line.id for line in result.lines if line.verdict is Verdict.NOT_ALLOWABLE),
        reason=hardest.reason if hardest else None,
        authority=next((charge.authority.rule for charge in charges if charge.authority), ""),
        findings=tuple(found.values()),
    )


def _references(activity: Activity, rulebook: Rulebook) -> tuple[Reference, ...]:
    return tuple(one for one in rulebook.references.values() if activity.kind in one.kinds)

"""Every activity against every federal fund: which could pay, which could not, and what it would take.

Each line is charged, whole, to an award of each fund: the plan's own, or one of the latest year that is open when the plan
starts and of which nothing else is known. Limits are left out: they are about sums, and no money has been assigned yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from msgspec.structs import replace

from stemfunds.judging.binding import Overrides
from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.charged import Charged
from stemfunds.judging.charges import InShort
from stemfunds.judging.columns import Plane, places
from stemfunds.judging.judge import Judge
from stemfunds.judging.outcomes import Judged
from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Reason, Verdict, worst
from stemfunds.judging.windows import obligation_window
from stemfunds.plan.model import Activity, Award, Cents, Charge, Plan
from stemfunds.rulebook.model import Reference, Rulebook

_UNKNOWN_OF_AN_AWARD = ("amount", "available", "carryover", "is_carryover", "charged", "application_submitted_on")
_OF_ONE_PAYER = {"charges": None, "is_split": False, "charges_agree": True}
"""Each fund is tried by itself: of the others, which are tried at once, no rule hears."""


@dataclass(frozen=True, slots=True)
class FundVerdict:
    """What one fund says to one activity in short. `refused` names the lines that it cannot pay, `rest` is the worst verdict of
    the others (of all when it can pay none).
    """

    fund: str
    verdict: Verdict
    rest: Verdict
    refused: tuple[str, ...]
    reason: Reason | None
    authority: str


@dataclass(frozen=True, slots=True)
class FundAnswer(FundVerdict):
    """The same with the findings that keep it from being plainly allowable, each once."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An activity with the answer of every fund, best first, and programs that are not judged but could be worth a look."""

    activity: Activity
    answers: tuple[FundAnswer, ...]
    worth_a_look: tuple[Reference, ...]


def match(plan: Plan, judge: Judge, as_of: date, only: str = "") -> Iterator[Match]:
    """The matches of all activities of a plan, or of the one with the id `only`."""
    wanted = [activity for activity in plan.activities if only in ("", activity.id)]
    judged = _judged(plan, wanted, judge, as_of)
    for activity in wanted:
        answers = [_answer(_in_short(fund, charges), charges, judge) for fund, charges in judged[activity.id].items()]
        yield Match(activity, tuple(sorted(answers, key=_best_first)), _references(activity, judge.rulebook))


def match_in_short(plan: Plan, judge: Judge, as_of: date) -> Iterator[tuple[str, FundVerdict]]:
    """The id of every activity with the verdict of each fund, in the order of the rulebook."""
    funds = _funds(judge.rulebook)
    tried, overrides = tried_plan(plan, plan.activities, funds, judge.rulebook, as_of)
    charged, short = judge.in_short(tried, as_of, overrides)
    of_activity = {charged.first(plane).activity.activity.id: plane for plane in charged.by_activity.values()}
    for activity in plan.activities:
        for fund in funds:
            plane = of_activity.get(activity.id, 0) & charged.sorts["funds"].get(fund, 0)
            yield activity.id, _of_planes(fund, plane, charged, short)


def _of_planes(fund: str, plane: Plane, charged: Charged, short: InShort) -> FundVerdict:
    refused = plane & short.all_refused
    verdict = short.verdict(plane)
    authorities = (short.authority[number] for number in places(plane))
    return FundVerdict(
        fund=fund,
        verdict=verdict,
        rest=short.verdict(plane & ~refused) if plane & ~refused else verdict,
        refused=tuple([charged.charges[number].bound.line.id for number in places(refused)]),
        reason=short.reason(refused & -refused) if refused else None,
        authority=next((authority.rule for authority in authorities if authority is not None), ""),
    )


def tried_plan(
    plan: Plan, activities: Iterable[Activity], funds: Sequence[str], rulebook: Rulebook, as_of: date
) -> tuple[Plan, Overrides]:
    """The plan with these activities only, every line charged whole to one award of each fund, and what else rules are to see."""
    awards, overrides = list[Award](), dict[tuple[str, str], dict[str, bool | None]]()
    for fund in funds:
        award = _award(plan, fund, rulebook, as_of)
        if award not in plan.awards:
            overrides["award", award.id] = dict.fromkeys(_UNKNOWN_OF_AN_AWARD)
        awards.append(award)
    charged = []
    for activity in activities:
        lines = []
        for line in activity.lines:
            lines.append(replace(line, charges=tuple(Charge(award=award.id, amount=line.amount) for award in awards)))
            overrides["line", line.id] = _OF_ONE_PAYER
        charged.append(replace(activity, lines=tuple(lines)))
    return replace(plan, awards=tuple(awards), activities=tuple(charged), explanations=()), overrides


def _judged(
    plan: Plan, activities: Sequence[Activity], judge: Judge, as_of: date
) -> dict[str, dict[str, list[tuple[ChargeCase, Judged]]]]:
    """The charges of each activity by the fund that is tried."""
    funds = _funds(judge.rulebook)
    tried, overrides = tried_plan(plan, activities, funds, judge.rulebook, as_of)
    found = {activity.id: {fund: list[tuple[ChargeCase, Judged]]() for fund in funds} for activity in activities}
    for charge, judged in judge.charges(tried, as_of, overrides):
        found[charge.activity.activity.id][charge.award.fund].append((charge, judged))
    return found


def _funds(rulebook: Rulebook) -> list[str]:
    return [fund.id for fund in rulebook.funds.values() if fund.window is not None]


def _award(plan: Plan, fund: str, rulebook: Rulebook, as_of: date) -> Award:
    own = next((award for award in plan.awards if award.fund == fund and not award.is_carryover), None)
    if own is not None:
        return own
    identity = fund if all(award.id != fund for award in plan.awards) else f"{fund} (tried)"
    return Award(id=identity, fund=fund, federal_fiscal_year=_latest_year(plan, fund, rulebook, as_of), amount=Cents(0))


def _latest_year(plan: Plan, fund: str, rulebook: Rulebook, as_of: date) -> int:
    """The latest federal fiscal year whose money is open when the plan starts."""
    window = rulebook.funds[fund].window
    starts = plan.period.starts if plan.period is not None else as_of
    for year in (starts.year, starts.year - 1):
        span = obligation_window(window, year, "july") if window is not None else None
        if span is not None and span.opens <= starts <= span.closes:
            return year
    return starts.year


def _best_first(answer: FundVerdict) -> tuple[int, int]:
    return len(answer.refused), answer.rest.rank


def _in_short(fund: str, charges: Sequence[tuple[ChargeCase, Judged]]) -> FundVerdict:
    verdicts = [judged.verdict for _, judged in charges]
    others = [verdict for verdict in verdicts if verdict is not Verdict.NOT_ALLOWABLE]
    hardest = max((judged for _, judged in charges), key=lambda judged: judged.verdict.rank, default=None)
    return FundVerdict(
        fund=fund,
        verdict=worst(verdicts),
        rest=worst(others) if others else worst(verdicts),
        refused=tuple([one.bound.line.id for one, judged in charges if judged.verdict is Verdict.NOT_ALLOWABLE]),
        reason=hardest.reason if hardest else None,
        authority=next((judged.authority.rule for _, judged in charges if judged.authority), ""),
    )


def _answer(short: FundVerdict, charges: Sequence[tuple[ChargeCase, Judged]], judge: Judge) -> FundAnswer:
    found: dict[tuple[str, str], Finding] = {}
    for charge, judged in charges:
        for outcome in judged.outcomes:
            if outcome.verdict is not Verdict.ALLOWABLE:
                finding = judge.memory.outcomes.placed(outcome, charge.place, charge.case)
                found.setdefault((finding.rule, finding.message), finding)
    return FundAnswer(**asdict(short), findings=tuple(found.values()))


def _references(activity: Activity, rulebook: Rulebook) -> tuple[Reference, ...]:
    return tuple(one for one in rulebook.references.values() if activity.kind in one.kinds)

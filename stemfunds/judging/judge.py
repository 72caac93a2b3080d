"""Judging a plan: every charge against its fund's rules, every limit over its sums, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

import msgspec

from stemfunds.judging.binding import BoundActivity, BoundLine, Overrides, scopes_by_name
from stemfunds.judging.cases import ChargeCase, PlanCases
from stemfunds.judging.charged import Charged
from stemfunds.judging.charges import ChargeJudge, InShort, Memory
from stemfunds.judging.determinations import Determinations
from stemfunds.judging.explanations import Explanations
from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.limits import Group, LimitJudge
from stemfunds.judging.outcomes import NO_PLACE, Judged, concluded
from stemfunds.judging.outside import Outside
from stemfunds.judging.result import (
    ActivityResult,
    AwardUse,
    ChargeResult,
    Finding,
    FiscalYearTotal,
    GoalCoverage,
    LimitResult,
    LineResult,
    PlanResult,
)
from stemfunds.judging.ruleset import RuleSets
from stemfunds.judging.verdicts import Reason, Verdict, worst
from stemfunds.judging.windows import ObligationWindow, narrowed
from stemfunds.plan.model import Award, Plan
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import Limit, Rulebook

_NO_OVERRIDES: Overrides = {}


class Judge:
    """Judges plans under one rulebook; conditions are compiled once and serve every plan."""

    charge_judge: type[ChargeJudge] = ChargeJudge

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.rule_sets = RuleSets(rulebook)
        self.make = FindingMaker(rulebook)
        self.memory = Memory(self.rule_sets, self.make)
        self.limits = LimitJudge(self.rule_sets.planes, self.make)
        self.scopes = scopes_by_name(rulebook)

    def judge(self, plan: Plan, as_of: date, overrides: Overrides = _NO_OVERRIDES, *, whole: bool = True) -> PlanResult:
        """The result for a plan as of a date. The plan's names must be those of the rulebook.

        Without `whole`, charges are judged and nothing else: no limits, and not what rules say of an award, activity or plan.
        """
        return _Judging(self, plan, as_of, overrides).result(whole)

    def charges(self, plan: Plan, as_of: date, overrides: Overrides = _NO_OVERRIDES) -> list[tuple[ChargeCase, Judged]]:
        """Every charge of a plan with what the rules say of it by itself: no limits, and nothing made ready to be shown."""
        judging = _Judging(self, plan, as_of, overrides)
        return list(zip(judging.charges, judging.charge_judge.judge(judging.charged), strict=True))

    def in_short(self, plan: Plan, as_of: date, overrides: Overrides = _NO_OVERRIDES) -> tuple[Charged, InShort]:
        """The charges of a plan with their verdicts by themselves."""
        judging = _Judging(self, plan, as_of, overrides)
        return judging.charged, judging.charge_judge.judge_in_short(judging.charged)

    def measures(self, plan: Plan, as_of: date, limits: Iterable[str]) -> list[LimitResult]:
        """What limits add up in a plan, also where they do not apply to it."""
        judging = _Judging(self, plan, as_of, _NO_OVERRIDES)
        return judging.sums(msgspec.structs.replace(self.rulebook.limits[name], applies=None) for name in limits)

    def groups(self, plan: Plan, as_of: date, overrides: Overrides = _NO_OVERRIDES) -> list[tuple[Limit, Group]]:
        """The limits that may be law for the awards of a plan, each with every set of charges over which it is measured."""
        judging = _Judging(self, plan, as_of, overrides)
        return [(limit, group) for limit in self.rulebook.limits.values() for group in judging.groups(limit)]


def judge_plan(plan: Plan, rulebook: Rulebook, as_of: date) -> PlanResult:
    """The result for one plan; to judge many under one rulebook, keep a `Judge`."""
    return Judge(rulebook).judge(plan, as_of)


@dataclass(slots=True)
class _JudgedCharge:
    charge: ChargeCase
    judged: Judged


class _Judging:
    """One plan being judged."""

    def __init__(self, judge: Judge, plan: Plan, as_of: date, overrides: Overrides) -> None:
        self.plan, self.as_of, self.rulebook, self.make = plan, as_of, judge.rulebook, judge.make
        self.limits = judge.limits
        self.outcomes = judge.memory.outcomes
        self.cases = PlanCases(plan, judge.rulebook, as_of, overrides, judge.scopes)
        self.determinations = Determinations(plan.determinations, as_of)
        self.charge_judge = judge.charge_judge(judge.memory, self.determinations, Outside(self.outcomes, as_of))
        self.activities = self.cases.activities
        self.charges = list(self.cases.charges())
        self.charged = Charged(self.charges, judge.scopes)
        self.explanations = Explanations(plan.explanations)

    def result(self, whole: bool) -> PlanResult:
        """Judge every charge, then, if that is wanted, the limits and what the rules say of the whole, then add up."""
        said = self.charge_judge.judge(self.charged)
        charges = [_JudgedCharge(charge, judged) for charge, judged in zip(self.charges, said, strict=True)]
        limit_results, limit_findings = self._limits(charges) if whole else ([], [])
        by_line: dict[int, list[_JudgedCharge]] = {}
        for charge in charges:
            by_line.setdefault(id(charge.charge.bound), []).append(charge)
        activities = tuple(self._activity_result(activity, by_line) for activity in self.activities)
        of_the_whole = self._of_the_whole() if whole else ()
        findings = [self.explanations.beside(finding) for finding in (*limit_findings, *of_the_whole)]
        unused = self.explanations.notices_of(self.make, used=False)
        findings += [*self.determinations.notices(self.make), *unused, *self._unpaid()]
        verdict = worst((*(a.verdict for a in activities), *(finding.verdict for finding in findings)))
        return PlanResult(
            plan=self.plan,
            as_of=self.as_of,
            rulebook_version=self.rulebook.version,
            rulebook_digest=self.rulebook.digest,
            verdict=verdict,
            total=self.plan.total,
            activities=activities,
            limits=tuple(limit_results),
            findings=self.make.in_order(findings),
            awards=tuple(self._award_use(award) for award in self.plan.awards),
            goals=self._goals(),
            fiscal_years=self._fiscal_years(),
            unexplained_warnings=sum(map(_is_unexplained_warning, chain(findings, _said_of_charges(activities)))),
            determinations=len(self.plan.determinations),
        )

    def _of_the_whole(self) -> Iterator[Finding]:
        """What the rules say once of the plan, of each activity and of each award, charged or not."""
        funds, cases = frozenset(award.fund for award in self.plan.awards), self.cases
        activities = [
            (funds, cases.of_activity(one), Place(activity=one.activity.id, at=one.activity.at)) for one in self.activities
        ]
        awards = [
            (frozenset((award.fund,)), cases.of_award(award), Place(award.fund, award.id, at=award.at))
            for award in self.plan.awards
        ]
        yield from self.charge_judge.of_the_whole("plan", [(funds, cases.whole, Place(at=self.plan.at))])
        yield from self.charge_judge.of_the_whole("activity", activities)
        yield from self.charge_judge.of_the_whole("award", awards)

    # --- limits -----------------------------------------------------------------------------------------------------

    def _limits(self, charges: list[_JudgedCharge]) -> tuple[list[LimitResult], list[Finding]]:
        results: list[LimitResult] = []
        findings: list[Finding] = []
        for limit in self.rulebook.limits.values():
            for group in self.groups(limit):
                measured = self.limits.measure(limit, group)
                if measured is not None:
                    results.append(measured[0])
                    findings += measured[1]
                    if limit.stops_charges and measured[0].status != "met":
                        self._stop(limit, group, measured, charges)
        return results, findings

    def sums(self, limits: Iterable[Limit]) -> list[LimitResult]:
        """What limits measure, and nothing that follows from it."""
        found = (self.limits.measure(limit, group) for limit in limits for group in self.groups(limit))
        return [measured[0] for measured in found if measured is not None]

    def groups(self, limit: Limit) -> Iterator[Group]:
        """The sums that a limit is about: for each award of its funds, each activity of such an award, or the plan."""
        awards = [award for award in self.plan.awards if limit.id in self._borne[award.id]]
        if limit.per == "plan" and awards:
            funds, plane = {award.fund for award in awards}, 0
            for award in awards:
                plane |= self.charged.by_award.get(award.id, 0)
            fund = funds.pop() if len(funds) == 1 else ""
            yield Group(self.cases.whole, self.charged, plane, fund, "", None, self.plan.at)
            return
        for award in awards:
            case, own = self.cases.of_award(award), self.charged.by_award.get(award.id, 0)
            if limit.per != "activity":
                yield Group(case, self.charged, own, award.fund, award.id, None, award.at)
                continue
            for activity in self.activities:
                part = self.charged.by_activity.get(id(activity), 0)
                if part & own:
                    about = activity.activity
                    of_activity = self.cases.of_activity(activity, case)
                    yield Group(of_activity, self.charged, part & own, award.fund, award.id, about.id, about.at)

    @cached_property
    def _borne(self) -> dict[str, frozenset[str]]:
        """The ids of the limits that are law for each award."""
        facts = self.cases.award_facts
        return {award.id: self.limits.bearing(award.fund, facts[award.id].get("awarded_on")) for award in self.plan.awards}

    def _stop(
        self, limit: Limit, group: Group, measured: tuple[LimitResult, list[Finding]], charges: Iterable[_JudgedCharge]
    ) -> None:
        """Give the counted charges of a broken cap the verdict of the cap; whether an open one counts is asked."""
        breached, (yes, no) = measured[0].status == "breached", self.charged.counted(limit.counts, self.limits.planes)
        for charge in charges:
            bit = 1 << charge.charge.number
            if bit & group.plane & ~no == 0:
                continue
            over = breached and bool(bit & yes)
            asked = self.limits.open_members(limit, charge.charge) if breached else ()
            questions = measured[1][0].facts_needed if not breached else self.make.questions(asked, charge.charge.place)
            finding = self.make.make(
                limit,
                Verdict.NOT_ALLOWABLE if over else Verdict.NEEDS_INFORMATION,
                limit.otherwise or limit.says if over else limit.says,
                NO_PLACE,
                severity="error" if over else "warning",
                reason=Reason.OVER_LIMIT if over else None,
                hint=None if over else " ".join(dict.fromkeys(question.question for question in questions)),
                facts_needed=questions,
            )
            charge.judged = concluded(charge.judged.authority, (*charge.judged.outcomes, self.outcomes.of(finding)))

    # --- results ----------------------------------------------------------------------------------------------------

    def _activity_result(self, activity: BoundActivity, by_line: dict[int, list[_JudgedCharge]]) -> ActivityResult:
        identity = activity.activity.id
        lines = tuple(self._line_result(bound, by_line.get(id(bound), [])) for bound in activity.lines)
        return ActivityResult(
            id=identity,
            kind=activity.activity.kind,
            goals=activity.activity.goals,
            amount=activity.activity.amount,
            verdict=worst(line.verdict for line in lines),
            lines=lines,
        )

    def _line_result(self, bound: BoundLine, charges: list[_JudgedCharge]) -> LineResult:
        results = tuple(self._charge_result(charge) for charge in charges)
        return LineResult(
            id=bound.line.id,
            object=bound.object,
            item=bound.item.id,
            kind=bound.kind,
            amount=bound.amount,
            verdict=worst(charge.verdict for charge in results) if results else Verdict.NEEDS_INFORMATION,
            charges=results,
            fiscal_year=bound.line.fiscal_year,
        )

    def _charge_result(self, charge: _JudgedCharge) -> ChargeResult:
        of, judged = charge.charge, charge.judged
        first, last = of.case.charge.get("obligated_from"), of.case.charge.get("obligated_to")
        return ChargeResult(
            award=of.award,
            fund=of.award.fund,
            amount=of.amount,
            verdict=judged.verdict,
            reason=judged.reason,
            authority=judged.authority,
            said=self._said(of, judged),
            activity=of.activity.activity.id,
            line=of.bound.line.id,
            at=of.bound.line.at,
            obligated_from=first if isinstance(first, date) else None,
            obligated_to=last if isinstance(last, date) else None,
        )

    def _said(self, charge: ChargeCase, judged: Judged) -> tuple[Finding, ...]:
        """What the rules say of a charge, without its place."""
        said = tuple([self.outcomes.said(outcome, charge.case) for outcome in judged.outcomes])
        if not self.plan.explanations:
            return said
        place = (charge.award.id, charge.activity.activity.id, charge.bound.line.id)
        return tuple([self.explanations.at(finding, *place) for finding in said])

    def _unpaid(self) -> list[Finding]:
        """Lines that no award pays for: their verdict is open until somebody says who pays."""
        found = []
        for activity in self.activities:
            for bound in activity.lines:
                if not bound.charges:
                    place = Place(activity=activity.activity.id, line=bound.line.id, at=bound.line.at)
                    words = {"amount": dollars(bound.amount)}
                    finding = self.make.notice("NOBODY-PAYS", Verdict.NEEDS_INFORMATION, place, words, step="defined")
                    found.append(replace(finding, facts_needed=self.make.questions([("line.charges", "")], place)))
        return found

    def _award_use(self, award: Award) -> AwardUse:
        facts = self.cases.award_facts[award.id]
        opens, closes, liquidate_by = (facts.get(name) for name in ("opens", "closes", "liquidate_by"))
        if isinstance(opens, date) and isinstance(closes, date):
            spans = [span for _, span in self.cases.binder.state_windows(award, facts)]
            narrow = narrowed(ObligationWindow(opens, closes), spans)
            opens, closes = narrow.opens, narrow.closes
        return AwardUse(
            award=award,
            fund=self.rulebook.funds[award.fund],
            available=award.available,
            charged=self.cases.charged[award.id],
            opens=opens if isinstance(opens, date) else None,
            closes=closes if isinstance(closes, date) else None,
            liquidate_by=liquidate_by if isinstance(liquidate_by, date) else None,
        )

    def _fiscal_years(self) -> tuple[FiscalYearTotal, ...]:
        """What the plan costs in each fiscal year that its lines name, those that name none last; nothing where none does."""
        amounts: dict[str, int] = {}
        for activity in self.plan.activities:
            for line in activity.lines:
                amounts[line.fiscal_year] = amounts.get(line.fiscal_year, 0) + line.amount
        in_order = sorted(amounts, key=lambda year: (not year, year))
        return tuple(FiscalYearTotal(year, amounts[year]) for year in in_order) if any(amounts) else ()

    def _goals(self) -> tuple[GoalCoverage, ...]:
        coverage = []
        for goal in self.rulebook.goals.values():
            serving = [activity for activity in self.plan.activities if goal.id in activity.goals]
            amount = sum(activity.amount for activity in serving)
            coverage.append(GoalCoverage(goal.id, goal.number, goal.title, len(serving), amount))
        return tuple(coverage)


def _said_of_charges(activities: Iterable[ActivityResult]) -> Iterator[Finding]:
    for activity in activities:
        for line in activity.lines:
            for charge in line.charges:
                yield from charge.said


def _is_unexplained_warning(finding: Finding) -> bool:
    """Advice that nobody has answered. An open question is no such warning: no explanation can take the place of a fact."""
    return finding.severity == "warning" and finding.verdict is Verdict.ALLOWABLE and finding.explanation is None

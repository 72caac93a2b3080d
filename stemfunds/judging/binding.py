"""From a plan to cases: every fact resolved once per scope, fields of the plan and facts given under `facts:` alike.

A fact of a line may be given on the line, on its activity or on the plan, a fact of an activity or an award on
itself or on the plan; the nearest place
wins. Nothing else is filled in: what is not there stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from stemfunds.judging.case import Case, Facts, FactValue, Span
from stemfunds.judging.operands import lookup_figure
from stemfunds.judging.positions import fte_by_position
from stemfunds.judging.windows import ObligationWindow, obligation_window, state_windows
from stemfunds.judging.worked_out import Look, work_out_missing, worked_out_by_scope
from stemfunds.plan.arithmetic import unit_cost_of, units_of
from stemfunds.plan.model import Activity, Award, Line, Period, Plan, School
from stemfunds.rulebook.dates import shifted
from stemfunds.rulebook.model import Fact, Item, Rulebook, Window

Overrides = Mapping[tuple[str, str], Mapping[str, FactValue | None]]
"""For rule tests: by scope and id, values that replace what the plan says; None takes a fact away."""


class BoundLine(Struct, frozen=True, eq=False):
    """A line with its item, the kind that its money serves, and what each award pays of it. `given` has those of its facts that
    a plan writes under `facts:`; many lines share them.
    """

    line: Line
    item: Item
    kind: str
    object: str
    amount: int
    facts: Facts
    given: Facts
    charges: tuple[tuple[Award, int], ...]


class BoundActivity(Struct, frozen=True, eq=False):
    """An activity with its facts and lines; `given` as in a line."""

    activity: Activity
    facts: Facts
    given: Facts
    schools: Mapping[str, Facts]
    lines: tuple[BoundLine, ...]


@dataclass(slots=True)
class Binder:
    """Resolves the facts of one plan against one rulebook."""

    plan: Plan
    rulebook: Rulebook
    as_of: date
    overrides: Overrides = field(default_factory=dict)
    scopes: Mapping[str, str] = field(default_factory=dict)
    _fte: Mapping[str, Decimal] = field(init=False)
    _of_plan: dict[str, dict[str, FactValue]] = field(init=False)
    _awards: dict[str, Award] = field(init=False)
    _schools: dict[str, Facts] = field(init=False, default_factory=dict)
    _worked_out: Mapping[str, tuple[Fact, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.scopes = self.scopes or scopes_by_name(self.rulebook)
        self._fte = fte_by_position(line for activity in self.plan.activities for line in activity.lines)
        self._awards = {award.id: award for award in self.plan.awards}
        self._worked_out = worked_out_by_scope(self.rulebook)
        self._of_plan = {scope: _values(self.plan.facts, scope, self.scopes) for scope in set(self.scopes.values())}

    def plan_facts(self) -> Facts:
        """Facts of the plan as a whole."""
        plan = self.plan
        starts, ends = _days(plan.period)
        stated, total = plan.stated_total, plan.total
        facts = _known(starts=starts, ends=ends, total=total, stated_total=stated, total_agrees=_agrees(stated, total))
        return self._overridden("plan", "", facts | self._given("plan"))

    def district_facts(self) -> Facts:
        """Facts of the district."""
        district = self.plan.district
        facts = _known(state=district.state, enrollment=_decimal(district.enrollment))
        known = dict(self._overridden("district", "", facts | self._given("district", district.facts)))
        return self._with_worked_out("district", known)

    def fund_facts(self, fund_id: str) -> Facts:
        """Facts of a fund."""
        fund = self.rulebook.funds[fund_id]
        return {"id": fund_id, "indirect_rate": fund.indirect_rate}

    def award_facts(self, award: Award, charged: int) -> Facts:
        """Facts of an award, with its window and what the plan charges to it."""
        facts = _known(
            federal_fiscal_year=Decimal(award.federal_fiscal_year),
            amount=award.amount,
            available=award.available,
            carryover=award.carryover,
            charged=charged,
            is_carryover=award.is_carryover,
            stream=award.stream or "july",
            awarded_on=award.awarded_on,
            application_submitted_on=award.application_submitted_on,
            transferred_in=award.transferred_in,
            transferred_out=award.transferred_out,
            budgeted=award.budgeted,
            budgeted_agrees=_agrees(award.budgeted, charged),
        )
        facts = self._overridden("award", award.id, facts | self._given("award", award.facts))
        self._add_window(award, facts)
        facts = self._overridden("award", award.id, facts)
        self._add_rest(award, facts)
        return self._with_worked_out("award", dict(self._overridden("award", award.id, facts)), award.fund)

    def _with_worked_out(self, scope: str, facts: dict[str, FactValue], fund: str = "") -> dict[str, FactValue]:
        """The facts of an award or of the district with those that calculators give; what stands in the plan goes first."""
        if members := self._worked_out.get(scope):
            work_out_missing(facts, members, self._look(scope, facts), fund, self.rulebook)
        return facts

    def _look(self, scope: str, facts: Facts) -> Look:
        """Finds a fact by its full name: of the scope among `facts`, of the district and the plan as they are bound."""
        wider = {"district": self.district_facts, "plan": self.plan_facts}

        def look(name: str) -> FactValue | None:
            place, _, short = name.partition(".")
            return facts.get(short) if place == scope else wider[place]().get(short) if place in wider else None

        return look

    def _add_rest(self, award: Award, facts: dict[str, FactValue]) -> None:
        """What no line takes of the award, and until when it can be obligated: the earlier of the fund's day and the State's."""
        available, charged, closes = (facts.get(name) for name in ("available", "charged", "closes"))
        if isinstance(available, int) and isinstance(charged, int):
            facts["unbudgeted"] = max(available - charged, 0)
        facts["window_state"] = "none"
        if isinstance(closes, date):
            last = min([closes, *(span.closes for _, span in self.state_windows(award, facts))])
            facts["obligate_by"] = last
            facts["window_state"] = "closed" if last < self.as_of else "open"

    def _add_window(self, award: Award, facts: dict[str, FactValue]) -> None:
        window = self.rulebook.funds[award.fund].window
        year = facts.get("federal_fiscal_year")
        if window is None or not isinstance(year, Decimal):
            return
        span = obligation_window(window, int(year), award.stream or "july")
        facts.setdefault("opens", span.opens)
        facts.setdefault("closes", span.closes)
        facts.setdefault("awarded_on", span.opens)
        closes = facts["closes"]
        if window.liquidation_days is not None and isinstance(closes, date):
            days: Any = lookup_figure(self.rulebook.figures[window.liquidation_days.figure])(Case(award=facts))
            if days is not None:
                facts.setdefault("liquidate_by", shifted(closes, int(days), "days"))

    def state_windows(self, award: Award, facts: Facts) -> tuple[tuple[Window, ObligationWindow], ...]:
        """The windows of State packs for an award, each with its rule."""
        year = facts.get("federal_fiscal_year")
        return state_windows(self.rulebook, award.fund, int(year), award.stream or "july") if isinstance(year, Decimal) else ()

    def school_facts(self, school: School) -> Facts:
        """Facts of a school, the same for all activities that serve it."""
        if school.id not in self._schools:
            self._schools[school.id] = self._school_facts(school)
        return self._schools[school.id]

    def _school_facts(self, school: School) -> Facts:
        lowest, highest = school.grades or (None, None)
        facts = _known(
            title_i_status=_title_i_status(school),
            low_income_percent=school.low_income_percent,
            improvement_status=school.improvement_status,
            enrollment=_decimal(school.enrollment),
            grade_lowest=_decimal(lowest),
            grade_highest=_decimal(highest),
            control=school.control,
        )
        return self._overridden("school", school.id, facts | self._given("school", school.facts))

    def activity(self, activity: Activity) -> BoundActivity:
        """An activity with its lines."""
        plan = self.plan
        plan_starts, plan_ends = _days(plan.period)
        lowest, highest = activity.grades or (None, None)
        facts = _known(
            kind=activity.kind,
            schools=", ".join(activity.schools) or None,
            starts=activity.starts or plan_starts,
            ends=activity.ends or plan_ends,
            amount=activity.amount,
            stated_total=activity.stated_total,
            total_agrees=_agrees(activity.stated_total, activity.amount),
            students=_decimal(activity.students),
            educators=_decimal(activity.educators),
            cost_per_student=activity.amount // activity.students if activity.students else None,
            grade_lowest=_decimal(lowest),
            grade_highest=_decimal(highest),
            evidence_tier=activity.evidence.tier if activity.evidence else None,
            need=activity.need or None,
            objective=activity.objective or None,
        )
        given = self._given("activity", activity.facts)
        known = self._overridden("activity", activity.id, both := facts | given)
        served = [school for school in plan.schools if school.id in activity.schools]
        return BoundActivity(
            activity,
            known,
            given if known is both else known,
            {school.id: self.school_facts(school) for school in served},
            tuple(self._line(activity, line) for line in activity.lines),
        )

    def _line(self, activity: Activity, line: Line) -> BoundLine:
        item = self.rulebook.items[line.item]
        # A bus is transport, and a wall is building work, whatever kind the line names.
        kind = item.kind if item.kind_stays else line.kind or item.kind or activity.kind
        object_class = line.object or item.object
        charges = tuple((self._awards[charge.award], int(charge.amount)) for charge in line.charges)
        computed = line.computed
        plan_starts, plan_ends = _days(self.plan.period)
        facts = _known(
            kind=kind,
            item=item.id,
            object=object_class,
            amount=line.amount,
            quantity=units_of(line),
            unit_cost=unit_cost_of(line),
            arithmetic=line.formula or None,
            position=line.position or None,
            position_fte=self._fte.get(line.position),
            starts=line.starts or activity.starts or plan_starts,
            ends=line.ends or activity.ends or plan_ends,
            committed_on=line.committed_on or activity.committed_on,
            amount_agrees=None if computed is None else computed == line.amount,
            object_agrees=object_class == item.object,
            kind_agrees=line.kind in ("", kind),
            charges_agree=line.charged == line.amount,
            charges=", ".join(charge.award for charge in line.charges) or None,
            is_split=len(charges) > 1 and len({award.fund for award, _ in charges}) > 1,
            description=line.description or None,
        )
        given = self._given("line", activity.facts, line.facts)
        known = self._overridden("line", line.id, both := facts | given)
        return BoundLine(line, item, kind, object_class, line.amount, known, given if known is both else known, charges)

    def charge_facts(self, bound: BoundLine, amount: int) -> Facts:
        """Facts of what one award pays of a line, with the dates on which that is obligated (34 CFR 76.707, as
        data of the item).
        """
        facts: dict[str, FactValue] = {"amount": amount}
        if bound.item.obligated == "commitment":
            period = self.plan.period
            some_day = None if period is None else Span(period.starts, period.ends)
            on = bound.facts.get("committed_on", some_day)
            facts |= _known(obligated_from=on, obligated_to=on)
        else:
            facts |= _known(obligated_from=bound.facts.get("starts"), obligated_to=bound.facts.get("ends"))
        return self._overridden("charge", bound.line.id, facts)

    def _given(self, scope: str, *places: Mapping[str, Any]) -> dict[str, FactValue]:
        """Facts written under `facts:` of the plan and of nearer places, from the widest place to the nearest."""
        found = self._of_plan.get(scope, {})
        for place in places:
            if place:
                found = found | _values(place, scope, self.scopes)
        return found

    def _overridden(self, scope: str, identity: str, facts: dict[str, FactValue]) -> dict[str, FactValue]:
        changes = self.overrides.get((scope, identity))
        if not changes:
            return facts
        return {name: value for name, value in (facts | dict(changes)).items() if value is not None}


def _values(place: Mapping[str, Any], scope: str, scopes: Mapping[str, str]) -> dict[str, FactValue]:
    """The facts of a scope that are given in a place."""
    return {
        name: frozenset(fact.value) if isinstance(fact.value, tuple) else fact.value
        for name, fact in place.items()
        if scopes.get(name) == scope
    }


def scopes_by_name(rulebook: Rulebook) -> dict[str, str]:
    """The scope of every fact that may be given under `facts:`, by its short name."""
    return {fact.name: fact.scope for fact in rulebook.facts.values() if not fact.built_in}


def _known(**facts: Any) -> dict[str, FactValue]:
    return {name: value for name, value in facts.items() if value is not None}


def _title_i_status(school: School) -> str | None:
    """Programs under Title I are those of public schools: children of a private school are served, the school itself is not."""
    return "not-served" if school.control == "private" else school.title_i_status


def _agrees(stated: int | None, computed: int) -> bool | None:
    """Whether a total that somebody typed is the one that comes out; None where nobody typed one."""
    return None if stated is None else stated == computed


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _days(period: Period | None) -> tuple[date | None, date | None]:
    return (None, None) if period is None else (period.starts, period.ends)

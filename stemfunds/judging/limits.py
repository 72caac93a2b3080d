"""Caps, floors and set-asides: which charges count, what they add up to, and whether the bound is kept.

A charge whose membership is unknown may or may not count, so a sum is a range. The status is unknown only where
the range straddles the bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from stemfunds.calculate.amounts import bound_in_cents, percent_of
from stemfunds.judging.bases import MeasuredBase, measured_base
from stemfunds.judging.case import Case, FactValue
from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.charged import Charged
from stemfunds.judging.columns import Plane, places
from stemfunds.judging.conditions import Compiled
from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.limit_steps import base_words
from stemfunds.judging.operands import Lookup, lookup_fact, lookup_operand
from stemfunds.judging.planes import PlaneCompiler
from stemfunds.judging.result import Finding, LimitResult
from stemfunds.judging.ruleset import is_in_force
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.plan.model import Position
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.kleene import Truth
from stemfunds.rulebook.model import BaseRef, Counted, Limit
from stemfunds.rulebook.reads import facts_behind
from stemfunds.rulebook.terms import Condition, FactRef


@dataclass(frozen=True, slots=True)
class Group:
    """The charges of a plan over which one limit is measured, with the case in which its `applies` and base are read."""

    case: Case
    charged: Charged
    plane: Plane
    fund: str
    award: str
    activity: str | None
    at: Position


class _Range(NamedTuple):
    """Cents, at least and at most; parts of a cent come from percentages."""

    low: Fraction | int
    high: Fraction | int


class LimitJudge:
    """Measures limits of one rulebook."""

    def __init__(self, planes: PlaneCompiler, make: FindingMaker) -> None:
        self.planes = planes
        self.compiler = planes.compiler
        self.rulebook = planes.compiler.rulebook
        self.make = make
        self._compiled: dict[int, Compiled] = {}
        self._bounds: dict[str, Lookup] = {}
        self._bearing: dict[tuple[str, FactValue | None], frozenset[str]] = {}

    def bearing(self, fund: str, awarded_on: FactValue | None) -> frozenset[str]:
        """The ids of the limits that are law for an award of a fund, made on a date."""
        key = fund, awarded_on
        if key not in self._bearing:
            owners = self.rulebook.owners_for(fund)
            limits = (limit for limit in self.rulebook.limits.values() if limit.owner in owners)
            inside = (one for one in limits if is_in_force(one.in_force_from, one.in_force_until, awarded_on))
            self._bearing[key] = frozenset(one.id for one in inside)
        return self._bearing[key]

    def measure(self, limit: Limit, group: Group) -> tuple[LimitResult, list[Finding]] | None:
        """What a limit finds in a group; nothing where it does not apply."""
        applies: Truth = True if limit.applies is None else self._ready(limit.applies).value(group.case)
        if applies is False:
            return None
        measured, counted, _ = self._sum(limit.counts, group)
        named = self._named_base(limit, group)
        base = self._base(limit, group) if named is None else _Range(named.low, named.high)
        bound = self._bound(limit, group, base)
        status = _status(limit.direction, measured, bound, applies)
        result = LimitResult(
            rule=limit.id,
            says=limit.says,
            fund=group.fund,
            award=group.award,
            activity=group.activity,
            status=status,
            direction=limit.direction,
            measured=int(measured.low),
            measured_at_most=int(measured.high),
            bound=None
            if bound is None
            else bound_in_cents(bound.low if limit.direction == "at_most" else bound.high, limit.direction),
            base=None if base is None else int(base.low),
            base_at_most=None if base is None else int(base.high),
            percent=self._percent(limit, group.case),
            counted=counted,
            citations=self.make.cited(limit.cite),
            base_says=self._base_says(limit),
            parts=() if named is None else named.parts,
            calculator=limit.calculator,
        )
        if status == "met":
            return result, []
        missing = self._missing(limit, group, applies) if status == "unknown" else []
        return result, [self._finding(limit, group, result, missing)]

    def open_members(self, limit: Limit, charge: ChargeCase) -> list[tuple[str, str]]:
        """The facts that would say whether a charge counts."""
        where = limit.counts.where
        return [] if where is None else list(self._ready(where).missing(charge.case))

    def _finding(self, limit: Limit, group: Group, result: LimitResult, missing: list[tuple[str, str]]) -> Finding:
        place = Place(fund=group.fund, award=group.award or None, activity=group.activity, at=group.at)
        arithmetic = f"Measured: {arithmetic_words(result)}{_gap_words(result)}."
        if result.status == "breached":
            message = f"{limit.otherwise or limit.says} {arithmetic}"
            return self.make.make(limit, Verdict.NOT_ALLOWABLE, message, place, reason=Reason.OVER_LIMIT, scope="award")
        questions = self.make.questions(missing, place)
        hint = " ".join(dict.fromkeys(question.question for question in questions))
        return self.make.make(
            limit,
            Verdict.NEEDS_INFORMATION,
            f"{limit.says} {arithmetic}",
            place,
            severity="warning",
            hint=hint,
            facts_needed=questions,
            scope="award",
        )

    # --- sums -------------------------------------------------------------------------------------------------------

    def _sum(self, counted: Counted, group: Group) -> tuple[_Range, tuple[str, ...], list[ChargeCase]]:
        yes, no = group.charged.counted(counted, self.planes)
        low = high = 0
        lines: list[str] = []
        undecided: list[ChargeCase] = []
        for number in places(group.plane & ~no):
            charge = group.charged.charges[number]
            high += charge.amount
            if yes >> number & 1:
                low += charge.amount
                lines.append(f"{charge.activity.activity.id}/{charge.bound.line.id}")
            else:
                undecided.append(charge)
        return _Range(low, high), tuple(lines), undecided

    def _base(self, limit: Limit, group: Group) -> _Range | None:
        if limit.base is None or isinstance(limit.base, BaseRef):
            return None
        if isinstance(limit.base, FactRef):
            amount = lookup_fact(limit.base.fact)(group.case)
            return None if not isinstance(amount, int) else _Range(amount, amount)
        return self._sum(limit.base, group)[0]

    def _named_base(self, limit: Limit, group: Group) -> MeasuredBase | None:
        if not isinstance(limit.base, BaseRef):
            return None
        return measured_base(self.rulebook.bases[limit.base.base], group.case, group.charged, group.plane, self.planes)

    def _base_says(self, limit: Limit) -> str:
        if isinstance(limit.base, FactRef):
            return self.rulebook.facts[limit.base.fact].called
        return self.rulebook.bases[limit.base.base].says if isinstance(limit.base, BaseRef) else ""

    def _bound(self, limit: Limit, group: Group, base: _Range | None) -> _Range | None:
        value = self._bound_of(limit)(group.case)
        if value is None:
            return None
        if limit.bound_unit == "money":
            return _Range(value, value)
        if base is None:
            return None
        least = percent_of(value, base.low)
        return _Range(least, least if base.low == base.high else percent_of(value, base.high))

    def _percent(self, limit: Limit, case: Case) -> str | None:
        if limit.bound_unit != "percent":
            return None
        value = self._bound_of(limit)(case)
        return f"{value.normalize():f}" if isinstance(value, Decimal) else None

    def _bound_of(self, limit: Limit) -> Lookup:
        """How the right side of a limit is looked up."""
        if limit.id not in self._bounds:
            self._bounds[limit.id] = lookup_operand(limit.bound, limit.bound_unit, self.rulebook)
        return self._bounds[limit.id]

    def _missing(self, limit: Limit, group: Group, applies: Truth) -> list[tuple[str, str]]:
        missing: list[tuple[str, str]] = []
        if applies is None and limit.applies is not None:
            missing += self._ready(limit.applies).missing(group.case)
        direct = [limit.base.fact] if isinstance(limit.base, FactRef) else []
        direct += facts_behind(limit.bound, self.rulebook)
        missing += [(fact, "") for fact in direct if lookup_fact(fact)(group.case) is None]
        missing += self._missing_in_base(limit, group)
        for counted in (limit.base, limit.counts):
            if isinstance(counted, Counted) and counted.where is not None:
                where, undecided = self._ready(counted.where), self._sum(counted, group)[2]
                for charge in undecided:
                    missing += [(fact, subject or charge.bound.line.id) for fact, subject in where.missing(charge.case)]
        return list(dict.fromkeys(missing))

    def _missing_in_base(self, limit: Limit, group: Group) -> list[tuple[str, str]]:
        """The facts that would say what a named base leaves out: of charges that are open, and amounts that nobody gave."""
        named = self._named_base(limit, group)
        if named is None or not isinstance(limit.base, BaseRef):
            return []
        base, missing = self.rulebook.bases[limit.base.base], list[tuple[str, str]]()
        for part in base.leaves_out:
            if part.amount is not None and lookup_fact(part.amount.fact)(group.case) is None:
                missing.append((part.amount.fact, ""))
            if part.beyond is not None:
                behind = facts_behind(part.beyond, self.rulebook)
                missing += [(fact, "") for fact in behind if lookup_fact(fact)(group.case) is None]
        for charge in named.open_charges:
            for counted in (base.counts, *(part.counts for part in base.leaves_out)):
                if counted is not None and counted.where is not None and _chosen(counted, charge):
                    open_facts = self._ready(counted.where).missing(charge.case)
                    missing += [(fact, subject or charge.bound.line.id) for fact, subject in open_facts]
        return missing

    def _ready(self, condition: Condition) -> Compiled:
        key = id(condition)
        if key not in self._compiled:
            self._compiled[key] = self.compiler.compile(condition)
        return self._compiled[key]


def _chosen(counted: Counted, charge: ChargeCase) -> bool:
    bound = charge.bound
    return counted.selector.reaches(bound.kind, bound.item.id, bound.object, charge.award.fund)


def _status(direction: str, measured: _Range, bound: _Range | None, applies: Truth) -> Literal["met", "breached", "unknown"]:
    if direction == "at_most" and measured.high == 0:
        return "met"  # nothing is over no cap, however high it is
    if bound is None:
        return "unknown"
    if direction == "at_most":
        met, breached = measured.high <= bound.low, measured.low > bound.high
    else:
        met, breached = measured.low >= bound.high, measured.high < bound.low
    if met:
        return "met"
    return "breached" if breached and applies is True else "unknown"


def arithmetic_words(result: LimitResult) -> str:
    """The figures of a limit as a person would write them: measured, bound, and the base of a percentage of it."""
    measured = _range_words(result.measured, result.measured_at_most)
    if result.bound is None:
        return measured
    word = "at most" if result.direction == "at_most" else "at least"
    base, made_of = "", base_words(result)
    if result.percent not in (None, "100") and result.base is not None:
        parts = f": {made_of}" if made_of else ""
        base = f" ({result.percent} percent of {_range_words(result.base, result.base_at_most)}{parts})"
    if result.percent and result.base != result.base_at_most:
        return f"{measured}, {word} {result.percent} percent of {_range_words(result.base or 0, result.base_at_most)}"
    return f"{measured}, {word} {dollars(result.bound)}{base}"


def _gap_words(result: LimitResult) -> str:
    if result.status != "breached" or result.bound is None:
        return ""
    if result.direction == "at_most":
        return f", over by {dollars(result.measured - result.bound)}"
    return f", short by {dollars(result.bound - result.measured_at_most)}"


def _range_words(low: int, high: int | None) -> str:
    return dollars(low) if high is None or high == low else f"between {dollars(low)} and {dollars(high)}"

"""Limits as linear rows over charges that could be: `sum of coefficients times cents` at most, or at least, a figure.

A charge that may or may not count is taken the careful way: it counts toward a cap and not toward a floor, and not for a base of
which a cap is a share. So an assignment that keeps the rows keeps the limits, whatever the open facts turn out to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from stemfunds.braiding.trial import Pair, Trial
from stemfunds.judging.columns import Plane, places
from stemfunds.judging.limits import Group
from stemfunds.judging.operands import lookup_fact, lookup_operand
from stemfunds.judging.result import LimitResult
from stemfunds.rulebook.model import Base, BaseRef, Counted, Limit
from stemfunds.rulebook.terms import FactRef

Sums: TypeAlias = dict[Pair, Fraction]
LimitKey: TypeAlias = tuple[str, str, str]
"""A limit by its rule, award and activity; the last two may be empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """One limit over one group. With a `gate`, the charges in `counted` may be nothing, or else the row holds with `bound` less
    the gate: the amount that a base leaves out. `rule` is empty for a balance and for what the call asks for.
    """

    key: LimitKey
    says: str
    direction: Literal["at_most", "at_least"]
    sums: Mapping[Pair, Fraction]
    bound: Fraction
    counted: frozenset[Pair]
    gate: Fraction = Fraction(0)
    is_open: bool = False
    fund: str = ""
    is_balance: bool = False

    @property
    def rule(self) -> str:
        """The id of the limit; empty where no rule says it."""
        return self.key[0]

    @property
    def award(self) -> str:
        """The id of the award; empty where the limit is about several."""
        return self.key[1]

    def measured(self, cents: Mapping[Pair, int]) -> Fraction:
        """What charges add up to in this row."""
        return sum((part * cents.get(pair, 0) for pair, part in self.sums.items()), Fraction(0))

    def over(self, cents: Mapping[Pair, int]) -> Fraction:
        """By how much charges break the row; nothing where they keep it."""
        return self.gap(self.measured(cents), counts=not self.gate or any(cents.get(pair, 0) for pair in self.counted))

    def gap(self, measured: Fraction, *, counts: bool) -> Fraction:
        """By how much a sum breaks the row; `counts` is whether any charge counts toward it."""
        if self.gate and not counts:
            return Fraction(0)
        gap = measured - self.bound + self.gate
        return max(gap if self.direction == "at_most" else -gap, Fraction(0))


def limit_rows(trial: Trial, now: Mapping[LimitKey, LimitResult], *, optimistic: bool) -> list[Row]:
    """The limits of the rulebook over a trial; `now` is what they measure in the plan as it stands."""
    made = (
        _Maker(trial, limit, group, now, optimistic).row()
        for limit, group in trial.judge.groups(trial.plan, trial.as_of, trial.overrides)
    )
    return [row for row in made if row is not None]


def key_of(result: LimitResult) -> LimitKey:
    """The key of a measured limit."""
    return result.rule, result.award, result.activity or ""


@dataclass(slots=True)
class _Maker:
    trial: Trial
    limit: Limit
    group: Group
    now: Mapping[LimitKey, LimitResult]
    optimistic: bool

    def row(self) -> Row | None:
        limit, compiler = self.limit, self.trial.judge.rule_sets.compiler
        if limit.applies is not None and compiler.compile(limit.applies).value(self.group.case) is False:
            return None
        is_cap = limit.direction == "at_most"
        counted = self._sum(limit.counts, with_open=is_cap)
        if not counted and is_cap:
            return None
        bound, sums, gate = self._bound(is_cap)
        if bound is None:
            return self._kept_as_it_is(counted) if is_cap else None
        total = {pair: counted.get(pair, Fraction(0)) - sums.get(pair, Fraction(0)) for pair in counted | sums}
        return self._made(total, bound, counted, gate)

    def _made(self, sums: Sums, bound: Fraction, counted: Sums, gate: Fraction = Fraction(0), *, is_open: bool = False) -> Row:
        group, limit = self.group, self.limit
        key = limit.id, group.award, group.activity or ""
        return Row(key, limit.says, limit.direction, sums, bound, frozenset(counted), gate, is_open, group.fund)

    def _kept_as_it_is(self, counted: Sums) -> Row | None:
        """The row of a cap whose bound is not known: an assignment comes no nearer to it than the plan is now."""
        if self.limit.stops_charges:
            return None if self.optimistic else self._made(counted, Fraction(0), counted, is_open=True)
        before = self.now.get((self.limit.id, self.group.award, self.group.activity or ""))
        return self._made(counted, Fraction(before.measured_at_most if before else 0), counted, is_open=True)

    def _bound(self, is_cap: bool) -> tuple[Fraction | None, Sums, Fraction]:
        """A bound in three parts: an amount, what charges add to it, and what the base leaves out once anything counts."""
        limit, case = self.limit, self.group.case
        value = lookup_operand(limit.bound, limit.bound_unit, self.trial.judge.rulebook)(case)
        nothing: Sums = {}
        if value is None:
            return None, nothing, Fraction(0)
        if limit.bound_unit == "money":
            return Fraction(value), nothing, Fraction(0)
        share = Fraction(value) / 100
        if isinstance(limit.base, FactRef):
            amount = lookup_fact(limit.base.fact)(case)
            return (share * amount if isinstance(amount, int) else None), nothing, Fraction(0)
        if isinstance(limit.base, Counted):
            base = self._sum(limit.base, with_open=not is_cap)
            return Fraction(0), {pair: share * part for pair, part in base.items()}, Fraction(0)
        return self._of_named(share, is_cap) if isinstance(limit.base, BaseRef) else (None, nothing, Fraction(0))

    def _of_named(self, share: Fraction, is_cap: bool) -> tuple[Fraction | None, Sums, Fraction]:
        assert isinstance(self.limit.base, BaseRef)
        base, left_out = self.trial.judge.rulebook.bases[self.limit.base.base], 0
        for part in base.leaves_out:
            if part.amount is not None:
                known = lookup_fact(part.amount.fact)(self.group.case)
                if not isinstance(known, int):
                    return None, {}, Fraction(0)
                left_out += known
        sums = {pair: share * part for pair, part in self._named_sums(base, is_cap)}
        return Fraction(0), sums, share * left_out

    def _named_sums(self, base: Base, is_cap: bool) -> Iterator[tuple[Pair, Fraction]]:
        """What a cent of each charge adds to a named base: the least that it can, for a cap. Where only so much of a charge
        counts, the share that counts of the whole line is taken, which is never more than what counts of a part of it.
        """
        rulebook, planes = self.trial.judge.rulebook, self.trial.judge.rule_sets.planes
        parts = [(part, *self.group.charged.counted(part.counts, planes)) for part in base.leaves_out if part.counts is not None]
        for number in places(self._chosen(base.counts, with_open=not is_cap)):
            charge = self.group.charged.charges[number]
            kept = [Fraction(1)]
            for part, yes, no in parts:
                if no >> number & 1:
                    continue
                figure = None if part.beyond is None else lookup_operand(part.beyond, "money", rulebook)(charge.case)
                left = (
                    Fraction(min(charge.amount, int(figure)), charge.amount)
                    if figure is not None and charge.amount
                    else Fraction(0)
                )
                if yes >> number & 1:
                    kept = [*kept[1:], left]
                    break
                kept.append(left)
            least = min(kept) if is_cap else max(kept)
            if least:
                yield (charge.bound.line.id, charge.award.id), least

    def _sum(self, counted: Counted, *, with_open: bool) -> Sums:
        charges = self.group.charged.charges
        chosen = (charges[number] for number in places(self._chosen(counted, with_open=with_open)))
        return {(charge.bound.line.id, charge.award.id): Fraction(1) for charge in chosen}

    def _chosen(self, counted: Counted, *, with_open: bool) -> Plane:
        yes, no = self.group.charged.counted(counted, self.trial.judge.rule_sets.planes)
        return self.group.plane & (~no if with_open else yes)

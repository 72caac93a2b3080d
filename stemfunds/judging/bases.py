"""The base of a percentage: what an award's charges add up to, less the parts that the law leaves out.

A charge that may or may not count makes the base a range. Of a charge that several parts name, the first one takes it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from stemfunds.judging.case import Case
from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.charged import Charged
from stemfunds.judging.columns import Plane, places
from stemfunds.judging.operands import lookup_fact, lookup_operand
from stemfunds.judging.planes import PlaneCompiler
from stemfunds.judging.result import BasePart
from stemfunds.rulebook.model import Base, LeftOut, Rulebook


@dataclass(frozen=True, slots=True)
class MeasuredBase:
    """A base with the parts that were added and left out, and the charges and amounts that are still open."""

    low: int
    high: int
    parts: tuple[BasePart, ...]
    open_charges: tuple[ChargeCase, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What of one charge counts, at least and at most, and which part may take how much of it."""

    low: int
    high: int
    taken: tuple[tuple[str, int, int], ...]


def measured_base(base: Base, case: Case, charged: Charged, plane: Plane, compiler: PlaneCompiler) -> MeasuredBase:
    """A base over those charges of one award that are in a plane."""
    whole_low = 0
    taken = {part.id: (0, 0) for part in base.leaves_out}
    undecided: list[ChargeCase] = []
    yes, no = charged.counted(base.counts, compiler)
    named = [(part, *charged.counted(part.counts, compiler)) for part in base.leaves_out if part.counts is not None]
    touched = reduce(or_, (charged.every & ~others for _, _, others in named), 0)
    for number in places(plane & yes & ~touched):  # by far the most: they count, and no part names them
        whole_low += charged.charges[number].amount
    whole_high = low = high = whole_low
    for number in places(plane & ~no & (touched | ~yes)):
        charge, counts = charged.charges[number], bool(yes >> number & 1)
        parts = [(part, bool(of >> number & 1)) for part, of, others in named if not others >> number & 1]
        kept = _kept(parts, charge, compiler.compiler.rulebook)
        whole_low += charge.amount if counts else 0
        whole_high += charge.amount
        low += kept.low if counts else 0
        high += kept.high
        for name, least, most in kept.taken:
            taken[name] = taken[name][0] + (least if counts else 0), taken[name][1] + most
        if not counts or kept.low != kept.high:
            undecided.append(charge)
    for part in base.leaves_out:
        if part.amount is not None:
            known = lookup_fact(part.amount.fact)(case)
            least, most = (known, known) if isinstance(known, int) else (0, high)
            taken[part.id] = least, most
            low, high = max(low - most, 0), max(high - least, 0)
    shown = [BasePart("whole", base.says, whole_low, whole_high)]
    shown += [BasePart(part.id, part.says, taken[part.id][0], taken[part.id][1], left_out=True) for part in base.leaves_out]
    return MeasuredBase(low, high, tuple(shown), tuple(undecided))


def _kept(parts: Iterable[tuple[LeftOut, bool]], charge: ChargeCase, rulebook: Rulebook) -> _Kept:
    """What the parts that name a charge, surely or perhaps, leave of it: every outcome that its open facts allow."""
    outcomes: list[int] = []
    taken: list[tuple[str, int, int]] = []
    for part, surely in parts:
        least, most = _left(part, charge, rulebook)
        outcomes += [least, most]
        open_yet = len(outcomes) > 2 or not surely
        taken.append((part.id, 0 if open_yet else charge.amount - most, charge.amount - least))
        if surely:
            return _Kept(min(outcomes), max(outcomes), tuple(taken))
    outcomes.append(charge.amount)
    return _Kept(min(outcomes), max(outcomes), tuple(taken))


def _left(part: LeftOut, charge: ChargeCase, rulebook: Rulebook) -> tuple[int, int]:
    """What a part leaves in the base of a charge that it names, at least and at most."""
    if part.beyond is None:
        return 0, 0
    figure = lookup_operand(part.beyond, "money", rulebook)(charge.case)
    return (0, charge.amount) if figure is None else (min(charge.amount, int(figure)),) * 2

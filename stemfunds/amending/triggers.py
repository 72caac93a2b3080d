"""Which changes must go back to the State, by the amendment triggers of its pack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from stemfunds.judging.findings import FindingMaker
from stemfunds.judging.result import CitedSource, PlacedCharge, PlanResult
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import AmendmentTrigger, Rulebook


@dataclass(frozen=True, slots=True)
class Triggered:
    """A trigger that a change has set off. Sums are in cents; `why` says the figures in words."""

    rule: str
    says: str
    unit: str
    old: int | None
    new: int | None
    why: str
    citations: tuple[CitedSource, ...]


def triggered(old: PlanResult, new: PlanResult, rulebook: Rulebook) -> tuple[Triggered, ...]:
    """The triggers of all packs that the change from old to new sets off, in the order of the packs."""
    make = FindingMaker(rulebook)
    triggers = [trigger for pack in rulebook.packs.values() for trigger in pack.amendment_triggers]
    return tuple(hit for trigger in triggers for hit in _hits(trigger, old, new, make))


def _hits(trigger: AmendmentTrigger, old: PlanResult, new: PlanResult, make: FindingMaker) -> Iterator[Triggered]:
    before, after = _sums(trigger, old), _sums(trigger, new)
    for unit in [*after, *(unit for unit in before if unit not in after)]:
        was, now = before.get(unit), after.get(unit)
        if why := _why(trigger, was, now):
            yield Triggered(trigger.id, trigger.says, unit, was, now, why, make.cited(trigger.cite))


def _sums(trigger: AmendmentTrigger, result: PlanResult) -> dict[str, int]:
    """The sums of the charges that the trigger reaches, by what it measures."""
    sums: defaultdict[str, int] = defaultdict(int)
    for placed in result.placed_charges:
        line, fund = placed.line, placed.charge.fund
        if trigger.selector.reaches(line.kind, line.item, line.object, fund):
            sums[_unit(trigger, placed)] += placed.charge.amount
    return sums


def _unit(trigger: AmendmentTrigger, placed: PlacedCharge) -> str:
    units = {
        "object": placed.line.object,
        "fund": placed.charge.fund,
        "activity": placed.activity.id,
        "line": placed.line.id,
    }
    return units[trigger.per]


def _why(trigger: AmendmentTrigger, old: int | None, new: int | None) -> str:
    """Why a trigger is set off, in figures; empty where it is not. With a share and an amount the first passed decides."""
    change = abs((new or 0) - (old or 0))
    if trigger.new and old is None and new is not None:
        return f"new: {dollars(new)}"
    if trigger.amount and change > trigger.amount:
        return f"changes by {dollars(change)}, more than {dollars(trigger.amount)}"
    if trigger.percent and change and change * 100 > Decimal(trigger.percent) * (old or 0):
        share = f"{Decimal(change * 100) / Decimal(old):.1f} percent" if old else "from nothing"
        return f"changes by {dollars(change)} ({share}), more than {trigger.percent} percent"
    return ""

"""From the columns of a solved program to exact cents, and to a plan with the charges that follow."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from msgspec.structs import replace

from stemfunds.braiding.options import Option, present_cents
from stemfunds.braiding.program import Program, Solved
from stemfunds.plan.describe import Cents
from stemfunds.plan.line import Charge, Line
from stemfunds.plan.model import Plan

Charged: TypeAlias = dict[str, dict[str, int]]
"""By line, the cents that each award pays; an unpaid line is missing."""

_WHOLE = Decimal(100)


def settled(program: Program, solved: Solved) -> tuple[Charged, dict[str, Option]]:
    """Charges in exact cents, and the option of each line that is paid; what awards divide is settled by largest remainder."""
    charges: Charged = {}
    taken: dict[str, Option] = {}
    amounts = {(flow.chosen, flow.pair[1]): solved.values[flow.column] for flow in program.flows if flow.exact is None}
    for column, option in zip(program.chosen, program.options, strict=True):
        if solved.values[column] < 0.5:
            continue
        taken[option.line] = option
        paid = charges.setdefault(option.line, {})
        for part in option.parts:
            if len(part.awards) == 1:
                paid[part.awards[0]] = paid.get(part.awards[0], 0) + part.cents
                continue
            for award, cents in _divided(part.cents, {award: amounts[column, award] for award in part.awards}).items():
                paid[award] = paid.get(award, 0) + cents
    return charges, taken


def _divided(cents: int, dollars: Mapping[str, float]) -> dict[str, int]:
    """An amount by award, near what the solver gave each, settled by largest remainder; awards that pay nothing are left out."""
    near = {award: round(amount * 100, 4) for award, amount in dollars.items() if amount * 100 > 0.5}
    found = {award: int(amount) for award, amount in near.items()}
    by_remainder = sorted(near, key=lambda award: (found[award] - near[award], award))
    left = cents - sum(found.values())
    for number in range(abs(left)):
        found[by_remainder[number % len(by_remainder)]] += 1 if left > 0 else -1
    return {award: amount for award, amount in found.items() if amount}


def with_charges(plan: Plan, charges: Charged) -> Plan:
    """The plan with these charges. What another paper is said to charge to an award is left out where the charges change."""
    activities = tuple(
        replace(activity, lines=tuple(_charged(line, charges.get(line.id, {})) for line in activity.lines))
        for activity in plan.activities
    )
    changed = {
        award
        for activity in plan.activities
        for line in activity.lines
        if present_cents(line) != charges.get(line.id, {})
        for award in (*present_cents(line), *charges.get(line.id, {}))
    }
    awards = tuple(replace(award, budgeted=None) if award.id in changed else award for award in plan.awards)
    return replace(plan, activities=activities, awards=awards)


def _charged(line: Line, paid: Mapping[str, int]) -> Line:
    if present_cents(line) == paid:
        return line
    if len(paid) == 1:
        ((award, cents),) = paid.items()
        share = _WHOLE if cents == line.amount else None
        return replace(line, charges=(Charge(award=award, share=share, amount=Cents(cents)),))
    return replace(line, charges=tuple(Charge(award=award, amount=Cents(cents)) for award, cents in paid.items()))

"""Completing a line: the amount from its arithmetic, the charges settled to the cent."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stemfunds.plan.arithmetic import computed_amount, cost_amount, half_up
from stemfunds.plan.charges import split
from stemfunds.plan.context import Context
from stemfunds.plan.costs import COST_FIELDS, FACTOR_FIELDS, Fringe
from stemfunds.plan.describe import Cents
from stemfunds.plan.line import Charge
from stemfunds.reading.nodes import Mapping
from stemfunds.reading.numbers import plain

WHOLE = Decimal(100)


@dataclass(slots=True)
class ChargeDraft:
    """A charge as it was typed: an award with a share, an amount, or neither."""

    award: str
    share: Decimal | None
    amount: Cents | None
    node: Mapping

    @property
    def is_unreadable(self) -> bool:
        """Whether a share or amount was typed that could not be read; that is told already."""
        return ("share" in self.node and self.share is None) or ("amount" in self.node and self.amount is None)


@dataclass(slots=True)
class WaitingLine:
    """A line that rests on the amounts of other lines: their ids, and what is left to settle when they are known."""

    base_lines: tuple[str, ...]
    node: Mapping
    charges: list[ChargeDraft]
    has_amount: bool


def complete_line(values: dict[str, Any], node: Mapping, meant: Set[str], context: Context) -> None:
    """Fill in what a line leaves to arithmetic: the amount, and what each award pays.

    `meant` holds the fields that the line has under any name, so that a misspelled one is not missed, too.
    The amount of a line that rests on other lines waits for them; `bases` settles it.
    """
    price: Decimal | None = values.get("unit_cost")
    if price is not None:
        values["unit_cost"] = half_up(price.scaleb(2))
        if price.scaleb(2) % 1:
            values["unit_cost_exact"] = price
    _check_one_arithmetic(node, meant, context)
    waits = _rests_on_lines(values)
    if "amount" not in meant:
        _compute_amount(values, price, node, meant, context)
    drafts = _drafts(values, node, context)
    values.pop("charges", None)
    if not _are_sound(drafts, node, context):
        drafts = []
    if waits and "id" in values:
        context.waiting[values["id"]] = WaitingLine(values["fringe"].base_lines, node, drafts, "amount" in meant)
    amount = values.get("amount")
    if drafts and amount is not None:
        values["charges"] = settled(drafts, amount, context)


def _check_one_arithmetic(node: Mapping, meant: Set[str], context: Context) -> None:
    """A line states its arithmetic once: as factors or as one cost."""
    if meant.isdisjoint(COST_FIELDS):
        return
    costs = [name for name in COST_FIELDS if name in meant]
    factors = [name for name in FACTOR_FIELDS if name in meant]
    for extra in (*costs[1:], *(factors if costs else ())):
        message = f"{_name(node)} has both {costs[0]} and {extra}; keep one of them"
        context.problems.add(node.key(extra) or node, message, found=extra, expected=f"{costs[0]} or {extra}")


def _rests_on_lines(values: dict[str, Any]) -> bool:
    return isinstance(values.get("fringe"), Fringe) and bool(values["fringe"].base_lines)


def _compute_amount(values: dict[str, Any], price: Decimal | None, node: Mapping, meant: Set[str], context: Context) -> None:
    cost = next((values[name] for name in COST_FIELDS if name in values), None)
    factors = (values.get("quantity"), values.get("periods"), price, values.get("share_percent"))
    amount = computed_amount(*factors) if cost is None else cost_amount(cost)
    if amount is not None:
        values["amount"] = amount
    elif not {"quantity", "unit_cost"} <= meant and meant.isdisjoint(COST_FIELDS):
        message = "no amount, and no quantity with unit_cost to compute it"
        context.problems.add(node, f"{_name(node)} has {message}", expected="amount")


def _drafts(values: dict[str, Any], node: Mapping, context: Context) -> list[ChargeDraft]:
    """The charges as typed; `charge_to` is one charge of the whole line."""
    award: str | None = values.pop("charge_to", None)
    drafts: list[ChargeDraft] = values.get("charges", [])
    at = node.get("charge_to")
    if at is None:
        return drafts
    if "charges" in node:
        message = f"{_name(node)} has both charge_to and charges; keep one of them"
        context.problems.add(at, message, expected="charge_to or charges")
    whole = Mapping([], at.line, at.column, {}, at.table)
    return [ChargeDraft(award, None, None, whole)] if award is not None else []


def _are_sound(charges: list[ChargeDraft], node: Mapping, context: Context) -> bool:
    """Whether the charges are all shares that reach 100, or all amounts, with each award once."""
    if any(charge.is_unreadable for charge in charges):
        return False
    if len(charges) == 1 and charges[0].share is None:
        return True
    before, seen = len(context.problems), dict[str, ChargeDraft]()
    for charge in charges:
        first = seen.setdefault(charge.award, charge)
        if first is not charge:
            message = f'award "{charge.award}" is charged twice by {_name(node)}'
            context.problems.add(charge.node, message, found=charge.award, expected="each award once")
    shares = [charge.share for charge in charges if charge.share is not None]
    amounts = [charge.amount for charge in charges if charge.amount is not None]
    if shares and amounts:
        message = f"charges of {_name(node)} mix shares and amounts; use one of the two"
        context.problems.add(charges[0].node, message, expected="shares or amounts")
    elif len(charges) > 1 and len(shares) + len(amounts) < len(charges):
        message = f"charges of {_name(node)}: every charge needs a share, or every charge an amount"
        context.problems.add(charges[0].node, message, expected="share or amount")
    elif shares and sum(shares) != WHOLE:
        total = plain(Decimal(sum(shares)))
        message = f"charges of {_name(node)}: the shares add up to {total}, expected 100"
        context.problems.add(charges[0].node, message, found=total, expected="100")
    return len(context.problems) == before


def settled(charges: list[ChargeDraft], amount: Cents, context: Context) -> tuple[Charge, ...]:
    """The charges of a line of this amount, shares turned into cents."""
    if charges[0].amount is not None:
        parts = {charge.award: charge.amount or Cents(0) for charge in charges}
    elif len(charges) == 1:
        parts = {charges[0].award: amount}
    else:
        parts = split(amount, {charge.award: WHOLE if charge.share is None else charge.share for charge in charges})
    return tuple(
        Charge(
            award=charge.award,
            share=WHOLE if charge.share is None and charge.amount is None else charge.share,
            amount=parts[charge.award],
            at=context.at(charge.node),
        )
        for charge in charges
    )


def _name(node: Mapping) -> str:
    from stemfunds.plan.parts import name_of

    return name_of("Line", node)

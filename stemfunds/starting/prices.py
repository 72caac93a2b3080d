"""How the amount of a line comes about: quantity and unit cost, pay, or one amount."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from stemfunds.plan.arithmetic import computed_amount, cost_amount, half_up
from stemfunds.plan.costs import Salary, Stipend
from stemfunds.plan.model import Cents
from stemfunds.reading import scalars
from stemfunds.starting.asker import Asker, Reader, walk
from stemfunds.starting.questions import QUESTIONS as ASK
from stemfunds.starting.whom import a_text

Price: TypeAlias = Mapping[str, Any]
"""Fields of a line that state its arithmetic, and its amount in cents."""

_UNKNOWN: Price = {"amount": Cents(0)}


def ask_price(asker: Asker) -> Price:
    """The arithmetic of one line; an amount of 0 where a figure is not known yet."""
    price: Price = _UNKNOWN
    way: Callable[[Mapping[str, Any]], Price] | None = None
    answers: dict[str, Any] = {}

    def choose() -> None:
        nonlocal way
        way = asker.choose(ASK["price"], [(words, one) for one, words in _WAYS.items()], skip="I don't know the price yet")

    def figures() -> None:
        nonlocal price
        answers.clear()
        if way is not None:
            walk(asker, [_step(asker, answers, name, read) for name, read in _FIGURES[way]])
            price = way(answers)

    walk(asker, [choose, figures])
    return price


def _step(asker: Asker, answers: dict[str, Any], name: str, read: Reader[Any]) -> Callable[[], None]:
    def step() -> None:
        answers[name] = asker.line(ASK[name], read)

    return step


def _of_units(given: Mapping[str, Any]) -> Price:
    quantity, unit_price = given["quantity"], given["unit_cost"]
    amount = computed_amount(quantity, None, unit_price, None)
    if amount is None:
        return _UNKNOWN
    factors = {"quantity": quantity, "unit": given["unit"] or "", "unit_cost": half_up(unit_price.scaleb(2)), "amount": amount}
    return {**factors, "unit_cost_exact": unit_price} if unit_price.scaleb(2) % 1 else factors


def _of_hours(given: Mapping[str, Any]) -> Price:
    if None in (given["people"], given["hours"], given["rate"]):
        return _UNKNOWN
    stipend = Stipend(people=given["people"], hours=given["hours"], rate=given["rate"])
    return {"stipend": stipend, "amount": cost_amount(stipend)}


def _of_a_post(given: Mapping[str, Any]) -> Price:
    fte: Decimal | None = given["fte"]
    if fte is None or given["annual_rate"] is None:
        return _UNKNOWN
    salary = Salary(fte=fte, annual_rate=Cents(given["annual_rate"]), months=given["months"])
    return {"salary": salary, "amount": cost_amount(salary)}


def _as_a_sum(given: Mapping[str, Any]) -> Price:
    return {"amount": Cents(given["total"] or 0)}


_WAYS: Mapping[Callable[[Mapping[str, Any]], Price], str] = {
    _of_units: "Quantity and unit cost: 12 kits at $250",
    _of_hours: "Pay by the hour: 8 teachers, 30 hours each, at $40",
    _of_a_post: "A salary: half a post at $78,500 a year",
    _as_a_sum: "One amount, such as a quote",
}
_FIGURES: Mapping[Callable[[Mapping[str, Any]], Price], tuple[tuple[str, Reader[Any]], ...]] = {
    _of_units: (("quantity", scalars.decimal_number), ("unit", a_text), ("unit_cost", scalars.unit_price)),
    _of_hours: (("people", scalars.decimal_number), ("hours", scalars.decimal_number), ("rate", scalars.unit_price)),
    _of_a_post: (("fte", scalars.decimal_number), ("annual_rate", scalars.money), ("months", scalars.decimal_number)),
    _as_a_sum: (("total", scalars.money),),
}

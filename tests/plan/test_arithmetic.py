"""A line's amount is exact and rounded once, half-up, to the cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.plan.arithmetic import computed_amount, cost_amount
from stemfunds.plan.costs import Cost, Fringe, Salary, Stipend
from stemfunds.plan.model import Cents, Line
from stemfunds.reading.numbers import dollars

from .strategies import costs

numbers = st.decimals(0, 10**12, places=6)
prices = st.decimals(0, 10**10, places=4)
percents = st.decimals(0, 100, places=4)


@given(numbers, st.none() | numbers, prices, st.none() | percents)
def test_exact_and_half_up(quantity: Decimal, periods: Decimal | None, price: Decimal, share: Decimal | None) -> None:
    """The exact product, rounded half-up: no digit is lost on the way."""
    exact = Fraction(quantity) * Fraction(1 if periods is None else periods) * Fraction(price) * 100
    exact *= Fraction(100 if share is None else share) / 100
    assert computed_amount(quantity, periods, price, share) == int(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("quantity", "price", "share", "cents"),
    [
        ("1", "0.005", None, 1),
        ("1", "0.0049", None, 0),
        ("3", "0.335", None, 101),
        ("1", "0.01", "50", 1),
        ("1", "0.01", "49.99", 0),
    ],
)
def test_half_a_cent_goes_up(quantity: str, price: str, share: str | None, cents: int) -> None:
    """On both sides of half a cent."""
    percent = None if share is None else Decimal(share)
    assert computed_amount(Decimal(quantity), None, Decimal(price), percent) == cents


def test_without_quantity_or_price_there_is_no_arithmetic() -> None:
    """Unknown is not zero."""
    assert computed_amount(None, None, Decimal(1), None) is None
    assert computed_amount(Decimal(1), None, None, None) is None


def line(**fields: Any) -> Line:
    return Line(id="L", description="d", item="i", amount=Cents(0), **fields)


@pytest.mark.parametrize(
    ("fields", "formula"),
    [
        (
            {"quantity": Decimal(8), "unit": "teachers", "periods": Decimal(30), "period": "hours", "unit_cost": Cents(4_000)},
            "8 teachers × 30 hours × $40.00 = $9,600.00",
        ),
        (
            {"quantity": Decimal("0.5"), "unit": "coach", "unit_cost": Cents(7_850_000), "share_percent": Decimal("33.30")},
            "0.5 coach × $78,500.00 × 33.3% = $13,070.25",
        ),
        ({"quantity": Decimal(1200), "unit_cost": Cents(1)}, "1,200 × $0.01 = $12.00"),
        ({"quantity": Decimal(1200)}, ""),
        ({}, ""),
    ],
)
def test_formula(fields: dict[str, object], formula: str) -> None:
    """The arithmetic as a reviewer recomputes it."""
    assert line(**fields).formula == formula


@pytest.mark.parametrize(
    ("quantity", "price", "share", "formula"),
    [
        ("3", "12.345", None, "3 × $12.345 = $37.04, rounded"),
        ("2", "12.345", None, "2 × $12.345 = $24.69"),
        ("1", "0.0049", None, "1 × $0.0049 = $0.00, rounded"),
        ("3", "33.33", "50", "3 × $33.33 × 50% = $50.00, rounded"),
    ],
)
def test_parts_of_a_cent_are_told(quantity: str, price: str, share: str | None, formula: str) -> None:
    """A reviewer who recomputes the line finds the half cent, and must not take it for a mistake."""
    cents = Decimal(price).scaleb(2)
    exact = {"unit_cost_exact": Decimal(price)} if cents % 1 else {}
    found = line(
        quantity=Decimal(quantity),
        unit_cost=Cents(int(cents)),
        share_percent=None if share is None else Decimal(share),
        **exact,
    )
    assert found.formula == formula


def _half_up(cents: Fraction) -> int:
    return int(cents + Fraction(1, 2))


@given(costs)
def test_costs_are_exact(cost: Cost) -> None:
    """Each form is its product as written down by hand, rounded once; benefits one by one."""
    if isinstance(cost, Salary):
        months = Fraction(12) if cost.months is None else Fraction(cost.months)
        expected = _half_up(Fraction(cost.fte) * cost.annual_rate * months / 12)
    elif isinstance(cost, Fringe):
        expected = sum(_half_up(Fraction(part.rate) * (cost.base or 0) / 100) for part in cost.components)
    elif isinstance(cost, Stipend):
        days, hours = (Fraction(1) if number is None else Fraction(number) for number in (cost.days, cost.hours))
        expected = _half_up(Fraction(cost.people) * days * hours * Fraction(cost.rate) * 100)
    else:
        trips, people = (Fraction(1) if number is None else Fraction(number) for number in (cost.trips, cost.people))
        stay = Fraction(cost.days or 0) * (cost.per_diem or 0) + Fraction(cost.nights or 0) * (cost.lodging or 0)
        drive = Fraction(cost.miles or 0) * Fraction(cost.mileage_rate or 0) * 100
        expected = _half_up(trips * people * (stay + (cost.fare or 0)) + trips * drive)
    assert cost_amount(cost) == expected


@given(costs)
def test_the_result_ends_the_formula(cost: Cost) -> None:
    """What is printed last is what the line costs."""
    found = line(**{type(cost).__name__.lower(): cost})
    assert found.formula.endswith(dollars(cost_amount(cost)))

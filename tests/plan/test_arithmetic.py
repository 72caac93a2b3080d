"""A line's amount is exact and rounded once, half-up, to the cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.plan.arithmetic import computed_amount
from stemfunds.plan.model import Cents, Line

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

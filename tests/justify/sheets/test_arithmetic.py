"""Printed arithmetic as a formula: only where it gives the amount."""

from __future__ import annotations

import pytest

from stemfunds.justify.sheets.arithmetic import formula_of


@pytest.mark.parametrize(
    ("printed", "cents", "formula"),
    [
        ("8 people × 5 days × 6 hours × $40.00 an hour = $9,600.00", 960_000, "=ROUND(8*5*6*40.00,2)"),
        ("0.5 FTE × $78,500.00 a year × 10/12 months = $32,708.33", 3_270_833, "=ROUND(0.5*78500.00*10/12,2)"),
        (
            "2 trips × 3 people × (4 days × $68.00 per diem + $420.00 fare) + 2 trips × 310 miles × $0.70 a mile = $4,586.00",
            458_600,
            "=ROUND(2*3*(4*68.00+420.00)+2*310*0.70,2)",
        ),
        (
            "Base: A1-pay $10,000.10; retirement $10,000.10 × 9.7% = $970.01; Medicare $10,000.10 × 1.45% = $145.00; total $1,115.01",
            111_501,
            "=ROUND(10000.10*9.7/100,2)+ROUND(10000.10*1.45/100,2)",
        ),
        ("12 sets for A1-kits × $3.50 = $42.00", 4_200, "=ROUND(12*3.50,2)"),
    ],
)
def test_arithmetic_becomes_a_formula(printed: str, cents: int, formula: str) -> None:
    assert formula_of(printed, cents) == formula


@pytest.mark.parametrize(
    ("printed", "cents"),
    [
        ("", 0),
        ("12 sets of 24 pieces × $3.50 = $42.00", 4_200),
        ("12 sets × $3.50 = $42.00", 4_201),
        ("12 × (3 = 36", 3_600),
        ("5/0 = 0", 0),
        ("no figure at all", 100),
    ],
)
def test_what_does_not_give_the_amount_is_no_formula(printed: str, cents: int) -> None:
    """A figure in a name, another amount, a torn bracket: the amount stays a figure."""
    assert formula_of(printed, cents) == ""

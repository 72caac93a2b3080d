"""Figures and values in words, as findings print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from stemfunds.judging.case import FactValue, Span
from stemfunds.judging.findings import in_words
from stemfunds.reading.numbers import dollars


@pytest.mark.parametrize(
    ("cents", "text"),
    [(0, "$0.00"), (5, "$0.05"), (123_450, "$1,234.50"), (100_000_000_01, "$100,000,000.01"), (-5, "($0.05)")],
)
def test_dollars(cents: int, text: str) -> None:
    """Dollars and cents, thousands apart, less than nothing in parentheses."""
    assert dollars(cents) == text


@pytest.mark.parametrize(
    ("value", "fact_type", "text"),
    [
        (True, "yes-no", "yes"),
        (False, "yes-no", "no"),
        (5_000, "money", "$50.00"),
        (Decimal("12.50"), "percent", "12.5 percent"),
        (Decimal("100"), "number", "100"),
        (date(2026, 7, 1), "date", "2026-07-01"),
        (frozenset({"b", "a"}), "choices", "a, b"),
        (Span(date(2026, 7, 1), date(2026, 7, 2)), "date", "2026-07-01 to 2026-07-02"),
        ("nonprofit", "choice", "nonprofit"),
    ],
)
def test_values_in_words(value: FactValue, fact_type: str, text: str) -> None:
    """Every type of fact, never as a number with an exponent."""
    assert in_words(value, fact_type) == text

"""Exact amounts: shares, rounding, and the words of a value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.calculate.amounts import Value, as_text, bound_in_cents, in_words, percent_of, rounded_cents

AMOUNTS = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6)


@given(AMOUNTS)
def test_rounding_goes_where_it_says(amount: Fraction) -> None:
    """Down is never more, up never less, and half-up is the nearest whole cent."""
    down, up, nearest = (rounded_cents(amount, way) for way in ("down", "up", "half-up"))
    assert down <= amount <= up
    assert up - down == (0 if amount.denominator == 1 else 1)
    assert abs(nearest - amount) <= Fraction(1, 2)


def test_a_half_goes_away_from_zero() -> None:
    """Half a cent is a cent, of a debt as of an amount."""
    assert (rounded_cents(Fraction(5, 2), "half-up"), rounded_cents(Fraction(-5, 2), "half-up")) == (3, -3)


@given(st.integers(0, 10**12), st.fractions(0, 100, max_denominator=1000))
def test_a_bound_never_looks_wider_than_it_is(base: int, percent: Fraction) -> None:
    """A cap in whole cents is no more than the percentage, a floor no less."""
    exact = percent_of(percent, base)
    assert bound_in_cents(exact, "at_most") <= exact <= bound_in_cents(exact, "at_least")


@pytest.mark.parametrize(
    ("value", "unit", "words", "text"),
    [
        (Fraction(1_250_000), "money", "$12,500.00", "12500.00"),
        (Fraction(-150), "money", "($1.50)", "-1.50"),
        (Fraction(100, 3), "money", "≈ $0.33", "0.33"),
        (Fraction(17, 4), "percent", "4.25 %", "4.25"),
        (Fraction(100, 3), "percent", "≈ 33.3333 %", "33.3333"),
        (Fraction(2850), "count", "2,850", "2850"),
        (Fraction(2026), "year", "2026", "2026"),
        (Fraction(5, 2), "number", "2.5", "2.5"),
        (date(2028, 9, 30), "date", "2028-09-30", "2028-09-30"),
        (True, "yes-no", "yes", "yes"),
        ("restricted", "choice", "restricted", "restricted"),
        (None, "money", "not given", ""),
    ],
)
def test_words_for_people_and_text_for_programs(value: Value | None, unit: str, words: str, text: str) -> None:
    """A value that goes on is marked; nothing else is lost."""
    assert (in_words(value, unit), as_text(value, unit)) == (words, text)

"""Exact amounts: shares, rounding at the documented place, and the words in which a worksheet prints a value.

Money is a fraction of cents, a percentage a fraction of one hundredth, so that nothing is lost between two steps.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from stemfunds.reading.numbers import dollars

Value: TypeAlias = Fraction | date | bool | str
"""A value of a worksheet: an amount of cents, a number, a percentage, a date, yes or no, or a word."""

_DECIMALS = {"number": 4, "count": 4, "percent": 4}


def percent_of(percent: Decimal | Fraction | int, base: Fraction | int) -> Fraction:
    """A percentage of an amount, exact: 15 percent of 820,000.00 dollars is 12,300,000 cents."""
    up, down = percent.as_integer_ratio()
    return Fraction(up * base.numerator, down * base.denominator * 100)


def bound_in_cents(bound: Fraction | int, direction: str) -> int:
    """A bound in whole cents never looks wider than it is: a cap is rounded down, a floor up."""
    return rounded_cents(bound, "down" if direction == "at_most" else "up")


def rounded_cents(amount: Fraction | int, way: str) -> int:
    """An amount in whole units: `down`, `up`, or `half-up` (a half goes away from zero)."""
    if amount.denominator == 1:
        return amount.numerator
    if way == "down":
        return amount.numerator // amount.denominator
    if way == "up":
        return -(-amount.numerator // amount.denominator)
    half = Fraction(1, 2)
    return rounded_cents(amount + half, "down") if amount >= 0 else rounded_cents(amount - half, "up")


def is_exact(value: Value, unit: str) -> bool:
    """Whether the words of a value show all of it; a rate per child often has no end."""
    if not isinstance(value, Fraction):
        return True
    places: int = _DECIMALS.get(unit, 0)
    return value.denominator == 1 or Fraction(value * 10**places).denominator == 1


def in_words(value: Value | None, unit: str) -> str:
    """A value as people read it: `$12,500.00`, `15 %`, `1,250`, `2026-07-01`, `yes`; a value that goes on is marked ≈."""
    if value is None:
        return "not given"
    sign = "" if is_exact(value, unit) else "≈ "
    if isinstance(value, Fraction) and unit == "money":
        return f"{sign}{dollars(rounded_cents(value, 'half-up'))}"
    written = as_text(value, unit)
    if isinstance(value, Fraction) and unit != "year":
        whole, dot, rest = written.partition(".")
        written = f"{int(whole):,}{dot}{rest}" if whole not in ("-0", "") else written
    return f"{sign}{written} %" if unit == "percent" else f"{sign}{written}"


def as_text(value: Value | None, unit: str) -> str:
    """A value as other programs read it: `12500.00`, `15`, `2026-07-01`, `yes`; nothing where it was not given."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    places = 2 if unit == "money" else _DECIMALS.get(unit, 4)
    units = rounded_cents(value if unit == "money" else value * 10**places, "half-up")
    written = f"{abs(units) // 10**places}.{abs(units) % 10**places:0{places}d}"
    if unit != "money":
        written = written.rstrip("0").rstrip(".")
    return f"-{written}" if units < 0 else written

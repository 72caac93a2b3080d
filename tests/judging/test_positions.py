"""How much of one seat the lines of a plan pay at one time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.judging.positions import fte_by_position
from stemfunds.plan.costs import Salary
from stemfunds.plan.model import Cents, Line


def paid(fte: str, months: int | None = None, **fields: Any) -> Line:
    """A line that pays a part of the seat."""
    salary = Salary(fte=Decimal(fte), annual_rate=Cents(1), months=None if months is None else Decimal(months))
    return Line(id="L", description="", item="i", amount=Cents(0), position="Coach", salary=salary, **fields)


FALL: dict[str, Any] = {"starts": date(2026, 7, 1), "ends": date(2026, 12, 31)}
SPRING: dict[str, Any] = {"starts": date(2027, 1, 1), "ends": date(2027, 6, 30)}
NEW_YEAR: dict[str, Any] = {"starts": date(2026, 12, 31), "ends": date(2027, 1, 31)}


@pytest.mark.parametrize(
    ("lines", "most"),
    [
        ([paid("0.6"), paid("0.4")], "1.0"),
        ([paid("0.6"), paid("0.5")], "1.1"),
        ([paid("0.6", 10), paid("0.6", 10)], "1.2"),  # both pay in the middle of the year
        ([paid("1", 6), paid("1", 6)], "1"),  # one half of the year each
        ([paid("1", 9), paid("0.5", 3)], "1"),  # the summer months may be the other three
        ([paid("1", 6), paid("1", 5), paid("1", 4)], "1.25"),  # fifteen months do not fit into twelve
        ([paid("1", **FALL), paid("1", **SPRING)], "1"),
        ([paid("1", **FALL), paid("1", **SPRING), paid("0.25", **NEW_YEAR)], "1.25"),
        ([paid("1", fiscal_year="2026-27"), paid("1", fiscal_year="2027-28")], "1"),
        ([paid("1", fiscal_year="2026-27"), paid("0.1")], "1.1"),  # it may fall in that year
        ([paid("1", 15)], "1"),
    ],
)
def test_the_most_at_one_time(lines: list[Line], most: str) -> None:
    """What is certain: by days where they are given, else by months."""
    assert fte_by_position(lines) == {"Coach": Decimal(most)}


def test_lines_without_position_or_salary_count_nowhere() -> None:
    """Two lines of two people are two people."""
    nobody = Line(id="N", description="", item="i", amount=Cents(0), position="Coach")
    assert fte_by_position([nobody, Line(id="M", description="", item="i", amount=Cents(0))]) == {}


@given(st.lists(st.decimals("0.01", "0.3", places=2), min_size=1, max_size=3), st.integers(1, 12))
def test_never_more_than_all_together(parts: list[Decimal], months: int) -> None:
    """No line counts twice, and the order has no effect."""
    lines = [paid(str(part), months) for part in parts]
    assert fte_by_position(lines) == fte_by_position(lines[::-1])
    assert fte_by_position(lines)["Coach"] <= sum(parts)

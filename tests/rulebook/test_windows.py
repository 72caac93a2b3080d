"""Obligation windows as rule files write them."""

from __future__ import annotations

import pytest

from .conftest import Told


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "fund.yaml",
            "tydings_months",
            "tidings_months",
            'rules/fund.yaml:13:3  unknown key "tidings_months" in window (did you mean "tydings_months"?)',
        ),
        (
            "fund.yaml",
            "opens: {month: 7, day: 1}",
            "opens: {month: 7, dy: 1}",
            (
                "rules/fund.yaml:11:10  expected a date, or a month and a day of the federal fiscal year\n"
                'rules/fund.yaml:11:21  unknown key "dy" in a moment (did you mean "day"?)'
            ),
        ),
        (
            "fund.yaml",
            "day: 1}, months: 12}",
            "day: 1}, month: 12}",
            'rules/fund.yaml:14:41  unknown key "month" in october (did you mean "months"?)',
        ),
        (
            "fund.yaml",
            "  months: 15\n",
            "  months: 15\n  closes: {month: 9, day: 30}\n",
            "rules/fund.yaml:9:3  a window closes after months or on a date: give one of months and closes",
        ),
        (
            "fund.yaml",
            "  months: 15\n",
            "",
            "rules/fund.yaml:9:3  a window closes after months or on a date: give one of months and closes",
        ),
        (
            "fund.yaml",
            "opens: {month: 7, day: 1}",
            "opens: {month: 13, day: 1}",
            "rules/fund.yaml:11:10  expected a date, or a month and a day of the federal fiscal year",
        ),
        (
            "fund.yaml",
            "  months: 15",
            "  months: fifteen",
            'rules/fund.yaml:12:11  months "fifteen": expected a whole number',
        ),
    ],
)
def test_mistakes(told: Told, file: str, old: str, new: str, message: str) -> None:
    """A window opens on a day and closes after months or on a date, one of them."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "fund.yaml",
            "figure.days_to_pay",
            "figure.days_to_pai",
            'rules/fund.yaml:15:21  unknown figure "days_to_pai" (did you mean "days_to_pay"?)',
        ),
        (
            "fund.yaml",
            "figure.days_to_pay",
            "120",
            'rules/fund.yaml:15:21  "120": expected a figure by its name, such as figure.NAME',
        ),
        (
            "fund.yaml",
            "figure.days_to_pay",
            "figure.threshold",
            "rules/fund.yaml:15:21  the unit of figure threshold is money; expected days",
        ),
    ],
)
def test_liquidation_is_a_figure_of_days(told: Told, file: str, old: str, new: str, message: str) -> None:
    """The days to pay are dated, like every number that the law changes."""
    assert told("", (file, old, new)) == message.split("\n")

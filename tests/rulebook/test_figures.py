"""Dated figures."""

from __future__ import annotations

import pytest

from .conftest import Told


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "facts.yaml",
            "says: Largest share",
            "says: Largest share\n    units: percent",
            'rules/facts.yaml:41:5  unknown key "units" in a figure (did you mean "unit"?)',
        ),
        (
            "facts.yaml",
            'value: "15", cite',
            'val: "15", cite',
            (
                'rules/facts.yaml:44:9  a value of a figure has no "value"\n'
                'rules/facts.yaml:44:28  unknown key "val" in a value of a figure (did you mean "value"?)'
            ),
        ),
    ],
)
def test_unknown_keys(told: Told, file: str, old: str, new: str, message: str) -> None:
    """In the figure and in its values."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "facts.yaml",
            "{from: 2024-10-01, value",
            "{from: 2013-10-01, value",
            "rules/facts.yaml:32:5  figure threshold: the dates of its values must differ and ascend",
        ),
        (
            "facts.yaml",
            "{from: 2024-10-01, value",
            "{from: 2014-01-01, value",
            "rules/facts.yaml:32:5  figure threshold: the dates of its values must differ and ascend",
        ),
        (
            "facts.yaml",
            "unit: percent\n    chosen_by: award.awarded_on",
            "unit: percent\n    chosen_by: award.amount",
            "rules/facts.yaml:42:16  chosen_by: the type of award.amount is money; a figure is chosen by a date",
        ),
    ],
)
def test_dates_ascend(told: Told, file: str, old: str, new: str, message: str) -> None:
    """The value in force is the last one before the date, so the order of dates is the meaning."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "facts.yaml",
            '    values:\n      - {from: 2014-01-01, value: "15", cite: law-1 (c)}\n',
            "",
            "rules/facts.yaml:39:5  figure cap has no values",
        ),
        (
            "facts.yaml",
            "    unit: percent\n    chosen_by: award.awarded_on\n",
            "    unit: percent\n",
            'rules/facts.yaml:39:5  a figure has no "chosen_by"',
        ),
        (
            "facts.yaml",
            'value: "15", cite: law-1 (c)',
            'value: "15"',
            'rules/facts.yaml:44:9  a value of a figure has no "cite"',
        ),
        (
            "facts.yaml",
            'value: "15"',
            'value: "15 percent"',
            'rules/facts.yaml:44:35  value "15 percent": expected a number',
        ),
    ],
)
def test_values(told: Told, file: str, old: str, new: str, message: str) -> None:
    """A figure has values, each a plain number with its citation."""
    assert told("", (file, old, new)) == message.split("\n")

"""Caps and floors as rule files write them."""

from __future__ import annotations

import pytest

from .conftest import LIMIT, Told


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "    counts: all\n    at_most: 5.00\n    base: award.amount\n",
            'rules/fund.yaml:29:5  unknown key "base" in a limit',
        ),
        (
            "    counts: {kind: robotics}\n    at_most: 5.00\n",
            'rules/fund.yaml:27:14  unknown key "kind" in counts (did you mean "kinds"?)',
        ),
    ],
)
def test_unknown_keys(told: Told, more: str, message: str) -> None:
    """Keys of a limit and of what it counts, each told once."""
    assert told(LIMIT + more) == message.split("\n")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("    counts: all\n", "rules/fund.yaml:24:5  a limit has one bound: at_most or at_least"),
        (
            "    counts: all\n    at_most: 5.00\n    at_least: 1.00\n",
            "rules/fund.yaml:24:5  a limit has one bound: at_most or at_least",
        ),
        (
            "    counts: all\n    at_most: much\n",
            'rules/fund.yaml:28:14  bound "much": expected dollars and cents, such as 30000.00',
        ),
        (
            "    counts: all\n    at_most: figure.capp\n    of: award.amount\n",
            (
                'rules/fund.yaml:24:5  "of" gives the base of a percentage; an amount of money has none\n'
                'rules/fund.yaml:28:14  unknown figure "capp" (did you mean "cap"?)'
            ),
        ),
        (
            "    counts: all\n    at_most: figure.days_to_pay\n",
            "rules/fund.yaml:28:14  the unit of figure days_to_pay is days; expected money or percent",
        ),
        (
            "    counts: all\n    at_least: 5.00\n    stops_charges: yes\n",
            "rules/fund.yaml:29:20  stops_charges is for a cap (at_most); a floor stops no charge",
        ),
    ],
)
def test_bounds(told: Told, more: str, message: str) -> None:
    """A limit has one bound: an amount, a percentage, or a figure that is one of the two."""
    assert told(LIMIT + more) == message.split("\n")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "    counts: all\n    at_most: 5 percent\n",
            'rules/fund.yaml:24:5  "of" gives the base of a percentage; an amount of money has none',
        ),
        (
            "    counts: all\n    at_most: 5.00\n    of: award.amount\n",
            'rules/fund.yaml:24:5  "of" gives the base of a percentage; an amount of money has none',
        ),
        (
            "    counts: all\n    at_most: 5 percent\n    of: award.opens\n",
            "rules/fund.yaml:29:9  of: the type of award.opens is date; a base is an amount of money",
        ),
        (
            "    counts: all\n    at_most: 5 percent\n    of: award.amont\n",
            'rules/fund.yaml:29:9  unknown fact "award.amont" (did you mean "award.amount"?)',
        ),
    ],
)
def test_bases(told: Told, more: str, message: str) -> None:
    """A percentage has a base that is an amount of money; an amount has none."""
    assert told(LIMIT + more) == message.split("\n")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("    at_most: 5.00\n", 'rules/fund.yaml:24:5  a limit has no "counts"'),
        (
            "    counts: all\n    at_most: 5.00\n    per: school\n",
            'rules/fund.yaml:29:10  per "school": expected one of activity, award, plan',
        ),
    ],
)
def test_what_is_counted(told: Told, more: str, message: str) -> None:
    """A limit counts something, for each award, activity or plan."""
    assert told(LIMIT + more) == message.split("\n")

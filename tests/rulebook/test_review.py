"""What reviewers work with: rows of the checklist and checks across plans, and what the loader says of mistakes in them."""

from __future__ import annotations

import pytest
from strategies import federal_rulebook

from .conftest import Read, Told

CHECKLIST = """\
checklist_sections:
  - {section: gate, title: Gate}
checklist:
  - {row: plan, section: gate, title: Plan, says: The plan is there., filled_by: human}
  - {row: rest, section: gate, title: Rest, says: The rest is in order., filled_by: {steps: [STEPS], rules: ["SF-*"]}}
"""
CHECK = """\
cross_checks:
  - check: XP-PRICE
    compares: unit-prices
    severity: note
    title: A price
    says: "{price} is far from {median}."
    repair: Look.
    prices: 20
    deviations: "6"
    times: "3"
"""
LINES = """\
cross_checks:
  - check: XP-LINES
    compares: lines
    severity: note
    title: A line
    says: "{line} stands in {others}."
    repair: Look.
    many: 5
"""


def test_the_federal_rows_take_every_finding() -> None:
    """Each rule and limit has a row, and what the checks find too."""
    book = federal_rulebook()
    rows = book.review.rows.values()
    for rule in book.rules_and_limits():
        assert any(rule.id in row.rules or rule.step in row.steps for row in rows), rule.id
    assert {check for row in rows for check in row.checks} == set(book.review.checks)


def test_a_check_is_read(read: Read) -> None:
    """With its figures, and silent toward the district unless it says otherwise."""
    check = read(CHECK).review.checks["XP-PRICE"]
    assert (check.compares, check.prices, check.deviations, check.times, check.tells_district) == (
        "unit-prices",
        20,
        "6",
        "3",
        False,
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("unit-prices", "unit-price", 'compares "unit-price": expected one of districts, lines, positions, unit-prices, vendors'),
        ("severity: note", "severity: error", 'severity "error": expected one of note, warning'),
        ("{median}", "{mean}", 'unknown word in braces "mean" (did you mean "median"?)'),
        ('    times: "3"\n', "", 'a check of unit-prices has no "times"'),
        ('deviations: "6"', "deviations: many", 'deviations "many": expected a number'),
        (CHECK, LINES, "XP-LINES: many and says_many go together; expected both or neither"),
        (CHECK, LINES + "    says_many: '{linse} lines'\n", 'unknown word in braces "linse" (did you mean "lines"?)'),
        ('    times: "3"\n', '    times: "3"\n    within: batch\n', 'unknown key "within" in a check of unit-prices'),
    ],
)
def test_mistakes_in_a_check(told: Told, old: str, new: str, message: str) -> None:
    """Said with the place and the nearest right word."""
    assert any(message in problem for problem in told(CHECK.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("section: gate, title: Plan", "section: gait, title: Plan", 'unknown section "gait" (did you mean "gate"?)'),
        ("filled_by: human}", "filled_by: {}}", "filled_by of plan names nothing"),
        ('"SF-*"', "SF-NONE", 'unknown rule "SF-NONE"'),
        ("row: rest", "row: plan", '"plan" stands twice'),
        ("steps: [STEPS], ", "", "stands in no row of the checklist; expected one"),
    ],
)
def test_mistakes_in_the_checklist(told: Told, old: str, new: str, message: str) -> None:
    """Said, and a step of the ladder without a row is one of them."""
    assert any(message in problem for problem in told(CHECKLIST.replace(old, new).replace("STEPS", "purpose")))

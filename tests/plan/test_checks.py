"""What must fit together inside one part."""

from __future__ import annotations

import pytest

from .plans import WORDS, problems, read


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "title: STEM plan",
            "title: x\nperiod: {starts: 2026-07-01, ends: 2026-06-30}",
            "3:36  ends 2026-06-30 is before starts 2026-07-01",
        ),
        (
            "title: Robotics",
            "title: x\n    starts: 2026-09-01\n    ends: 2026-08-01",
            "13:11  ends 2026-08-01 is before starts 2026-09-01",
        ),
        ("quantity: 6", "starts: 2026-09-01\n        ends: 2026-08-31", "19:15  ends 2026-08-31 is before starts 2026-09-01"),
        ("quantity: 6", "quantity: 0", "18:19  quantity 0 buys nothing; say how many, or leave the line out"),
        (
            "quantity: 6",
            "quantity: 6\n        periods: 0.0",
            "19:18  periods 0 buys nothing; say how many, or leave the line out",
        ),
        ("amount: 182000.00", "amount: 100.00, carryover: 100.01", "7:90  carryover $100.01 is larger than the award of $100.00"),
        (
            "amount: 182000.00",
            "amount: 100.00, transferred_out: 200",
            "7:96  transferred_out is larger than the award of $100.00",
        ),
    ],
)
def test_refused(old: str, new: str, message: str) -> None:
    """The place is that of the later or larger value."""
    assert problems((old, new)) == [message]


def test_a_day_is_a_period() -> None:
    """The first day may be the last."""
    assert read(("quantity: 6", "quantity: 6\n        starts: 2026-09-01\n        ends: 2026-09-01")).total == 1_650_00


@pytest.mark.parametrize(
    ("fields", "available", "is_carryover"),
    [
        ("amount: 100.00", 100_00, False),
        ("amount: 100.00, transferred_in: 20.00, transferred_out: 5.00", 115_00, False),
        ("amount: 100.00, carryover: 30.00", 30_00, True),
        ("amount: 100.00, carryover: 0", 0, True),
    ],
)
def test_what_an_award_has(fields: str, available: int, is_carryover: bool) -> None:
    """Carryover of nothing is still carryover."""
    award = read(("amount: 182000.00", fields)).awards[0]
    assert (award.available, award.is_carryover) == (available, is_carryover)


def statements(text: str) -> tuple[str, str]:
    """The plan with statements before its schools."""
    return "schools:\n", f"{text}\nschools:\n"


def test_statements() -> None:
    """Explanations and determinations are held as data."""
    plan = read(
        statements(
            "explanations: [{rule: T4A-COMPETITION, words: See page 4, activity: A1, line: L1}]\n"
            "determinations: [{rule: UG-NECESSARY, decision: met, reason: r, author: a, date: 2026-06-20, until: 2027-06-30}]"
        ),
        words=WORDS,
    )
    assert plan.explanations[0].line == "L1"
    assert plan.determinations[0].decision == "met"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "explanations: [{rule: T4A-COMPETITON, words: w}]",
            '4:23  unknown rule "T4A-COMPETITON" (did you mean "T4A-COMPETITION"?)',
        ),
        ("explanations: [{rule: UG-NECESSARY, words: w, line: L9}]", '4:53  unknown line "L9" (did you mean "L1"?)'),
        ("explanations: [{rule: UG-NECESSARY}]", '4:16  explanation has no "words"'),
        (
            "determinations: [{rule: UG-NECESSARY, decision: yes, reason: r, author: a, date: 2026-06-20}]",
            '4:49  decision "yes": expected met or not-met',
        ),
        (
            "determinations: [{rule: UG-NECESSARY, decision: met, reason: r, author: a, date: 2026-06-20, until: 2026-01-01}]",
            "4:101  until 2026-01-01 is before date 2026-06-20",
        ),
        ("determinations: [{rule: UG-NECESSARY, decision: met, reason: r, author: a}]", '4:18  determination has no "date"'),
    ],
)
def test_statements_refused(text: str, message: str) -> None:
    """A statement names a rule, a part that exists, and a decision."""
    assert problems(statements(text), words=WORDS) == [message]


def test_a_statement_about_a_line_of_another_activity() -> None:
    """The activity and the line must fit."""
    other = "activities:\n  - {id: A0, title: t, kind: tutoring}\n"
    text = "explanations: [{rule: UG-NECESSARY, words: w, activity: A0, line: L1}]"
    assert problems(statements(text), ("activities:\n", other), words=WORDS) == [
        '4:16  line "L1" belongs to activity "A1", not to "A0"'
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lines:", "line:", 'unknown field "line" in activity "A1" (did you mean "lines"?)'),
        ("activities:", "activites:", 'unknown field "activites" in plan (did you mean "activities"?)'),
    ],
)
@pytest.mark.parametrize(("named", "unknown"), [("L1", []), ("L9", ['unknown line "L9"'])])
def test_what_is_not_read_is_told_once(old: str, new: str, message: str, named: str, unknown: list[str]) -> None:
    """Only an id that stands nowhere is unknown; those in a part that is not read are no further mistake."""
    statement = f"explanations:\n  - {{rule: T4A-COMPETITION, words: w, activity: A1, line: {named}}}"
    told = problems((old, new), statements(statement))
    assert [one.partition("  ")[2] for one in told] == [*unknown, message]

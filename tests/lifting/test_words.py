"""A change is told as a condition: what would have to be so, never what to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from snapshot import same_as_recorded
from strategies import federal_rulebook
from tiny import award

from stemfunds.judging.verdicts import Verdict
from stemfunds.lifting.changes import AwardChange, Change, DateChange, FactChange, SchoolChange, SplitOff
from stemfunds.lifting.smallest import Lift
from stemfunds.lifting.telling import smallest_changes
from stemfunds.lifting.words import change_words, lift_object, lift_words
from stemfunds.reporting.match_report import match_lines
from stemfunds.reporting.styled import plain

from .conftest import DAY, Lifted


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            FactChange("activity.organizer", "nonprofit", "nonprofit", (), "for-profit"),
            "the true answer to “Who runs the competition?” is “A nonprofit organization” (organizer: nonprofit; now for-profit)",
        ),
        (
            FactChange("line.unit_cost", 999_999, "below $10,000.00", ("A1-a", "A1-b"), "$14,000.00"),
            "the true answer to “What does one unit cost (unit_cost)?” is “below $10,000.00” for lines A1-a, A1-b (unit_cost; now $14,000.00)",
        ),
        (DateChange(("A1-a",), date(2026, 7, 1), date(2028, 9, 30), True), "line A1-a is ordered from 2026-07-01 to 2028-09-30"),
        (
            DateChange(("A1-a", "A1-b"), date(2026, 7, 1), date(2028, 9, 30), False),
            "the work of lines A1-a, A1-b lies between 2026-07-01 and 2028-09-30",
        ),
        (
            AwardChange(("A1-a", "A1-b"), "IVA-25", "Title IV-A, FFY 2025", award(id="IVA-25")),
            "lines A1-a, A1-b are charged to the award IVA-25 (Title IV-A, FFY 2025)",
        ),
        (SchoolChange(("one",), ()), "school one takes no part"),
        (SchoolChange(("one", "two"), ("three",)), "schools one, two take no part and school three takes part as well"),
        (SplitOff(("A1-a", "A1-b")), "lines A1-a, A1-b are split off and charged elsewhere"),
    ],
)
def test_changes(change: Change, words: str) -> None:
    """One of each."""
    assert change_words(change, federal_rulebook()) == words


def test_nothing_lifts_it(lifted: Lifted) -> None:
    """It says so, and names the funds that do better."""
    refused = next(one.answer for one in lifted.cases if one.answer.verdict is Verdict.NOT_ALLOWABLE)
    words = lift_words(Lift((), None, ("title-iv-a", "title-i-a")), refused, federal_rulebook())
    assert words == "No change of up to three facts, dates or schools lifts it. Better placed: Title IV-A, Title I-A."
    assert lift_words(Lift((), None), refused, federal_rulebook()).endswith("lifts it. No other fund does better.")
    in_part = Lift((), None, (), 1, ("title-iv-a",))
    assert lift_words(in_part, refused, federal_rulebook()).endswith("Better placed, for part of the lines: Title IV-A.")
    waiting = next(one.answer for one in lifted.cases if one.answer.verdict is Verdict.NEEDS_INFORMATION)
    words = lift_words(Lift((), None, (), 7), waiting, federal_rulebook())
    assert words == "More than three answers are missing. No other fund does better."


def test_as_json(lifted: Lifted) -> None:
    """Every change with its fact, the lines that it is about, and both values."""
    one = lifted.of("R1", "title-iv-a")
    found = lift_object(one.lift, one.answer, federal_rulebook())
    assert found["verdict"] == "allowable"
    (change,) = found["changes"]
    assert (change["change"], change["fact"], change["to"], change["subjects"]) == (
        "fact",
        "activity.iv_a_area",
        "well-rounded",
        [],
    )
    assert found["words"].startswith("Allowable if the true answer to “")


@pytest.mark.parametrize("width", [80, 140])
def test_an_activity_as_recorded(lifted: Lifted, width: int) -> None:
    """The whole report of one activity."""
    match = next(one.match for one in lifted.cases if one.match.activity.id == "R3")
    shown = replace(match, worth_a_look=())
    change = smallest_changes(lifted.lifter.plan, lifted.lifter.judge, DAY)
    lines = [plain(one) for one in match_lines([shown], federal_rulebook(), width, change)]
    assert max(map(len, lines)) <= width
    assert same_as_recorded(__file__, f"match-R3-{width}.txt", "\n".join(lines) + "\n")

"""The totals: each counts what it says, and a test that fails counts for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.proving.totals import Total, numbers, totals

from .proved import case, outcomes_of, proof

SECTIONS = """\
requirements:
  - {id: SF-R, says: S., for: {items: [kits]}, must: {activity.safe: yes}, cite: law-1}
limits:
  - {id: SF-L, says: L., at_most: "500.00", counts: {items: [snacks]}, cite: law-1}
"""
LETTER = "examples:\n" + "".join(
    f"  - {{example: L-{number}, section: 1, who: lea, kinds: [robotics], fund: stem-fund, paraphrase: P., "
    "rests_on: law-1, grade: READ}\n"
    for number in (1, 2)
)
PAID = "verdict: allowable, decided_by: SF-ROBOTICS"

YES = case('"example 1: safe"', "line.item: kits, activity.safe: yes", PAID, "    letter: L-1\n")
NO = case("unsafe", "line.item: kits, activity.safe: no", "verdict: not-allowable, decided_by: SF-R", "    letter: L-1\n")
OPEN = case("open", "line.item: kits", "verdict: needs-information, decided_by: SF-R")
WRONG = case('"Worked example 2: unsafe"', "line.item: kits, activity.safe: no", PAID)
TEACHERS = case("teachers", "line.item: teachers", f"{PAID}, warns: [F-NECESSARY]")
MET = case("met", 'line.item: snacks, line.amount: "500.00"', "limit: SF-L, status: met")
BREACHED = case("over", 'line.item: snacks, line.amount: "500.01"', "limit: SF-L, status: breached")

ALL = (YES, NO, OPEN, TEACHERS, MET, BREACHED)
NAMES = (
    "rule tests that pass",
    "rules driven to yes",
    "rules with a condition driven to no",
    "rules that can ask driven to unknown",
    "limits shown met and breached",
    "rules and limits whose removal breaks a test",
    "examples of the letter, each way",
    "worked examples with the sheet's verdict",
)


@pytest.mark.parametrize(
    ("tests", "shown"),
    [
        (ALL, ((6, 6), (3, 3), (1, 1), (1, 1), (1, 1), (4, 4), (1, 2), (1, 1))),
        ((*ALL, WRONG), ((6, 7), (3, 3), (1, 1), (1, 1), (1, 1), (4, 4), (1, 2), (1, 2))),
        ((YES, OPEN, TEACHERS, MET), ((4, 4), (3, 3), (0, 1), (1, 1), (0, 1), (4, 4), (0, 2), (1, 1))),
        ((NO, WRONG), ((1, 2), (0, 3), (1, 1), (0, 1), (0, 1), (1, 4), (0, 2), (0, 1))),
    ],
)
def test_what_is_shown_of_how_many(tmp_path: Path, tests: tuple[str, ...], shown: tuple[tuple[int, int], ...]) -> None:
    """Rules each way, limits, removal, the letter and the worked examples."""
    proved = proof(tmp_path, "".join(tests), SECTIONS, ("letter.yaml", "", LETTER))
    found = totals(proved[0], outcomes_of(proved))
    assert tuple(total.what for total in found) == NAMES
    assert tuple((total.shown, total.of) for total in found) == shown


@pytest.mark.parametrize(
    ("shown", "of", "share"), [(3, 3, "100 %"), (2, 3, " 66 %"), (999, 1000, " 99 %"), (0, 4, "  0 %"), (0, 0, "100 %")]
)
def test_a_share_is_never_rounded_up(shown: int, of: int, share: str) -> None:
    """One hundred percent means all."""
    assert str(Total("rules", shown, of)).endswith(f"{shown:>5} of {of:>5}  {share}")


CAP = 'limits:\n  - {id: SF-L, says: L., at_most: "500.00", counts: {items: [snacks]}, cite: law-1}\n'


def over(measured: str, status: str) -> str:
    """A test of the cap of $500."""
    return case(f'"{measured}"', f'line.item: snacks, line.amount: "{measured}"', f"limit: SF-L, status: {status}")


@pytest.mark.parametrize(
    ("tests", "held"),
    [
        ((over("500.00", "met"), over("500.01", "breached")), True),
        ((over("500.00", "met"), over("900.00", "breached")), False),
        ((over("100.00", "met"), over("500.01", "breached")), False),
        ((), False),
    ],
)
def test_numbers_on_both_sides(tmp_path: Path, tests: tuple[str, ...], held: bool) -> None:
    """A number is held when the tests notice a unit more and a unit less; one that is not held is named."""
    book, cases = proof(tmp_path, "".join(tests), CAP)
    total, loose = numbers(book, cases)
    figures = [
        "figure.cap: value of 2014-01-01 0.01",
        "figure.days_to_pay: value of 2014-01-01 1",
        "figure.threshold: value of 2014-01-01 one cent",
        "figure.threshold: value of 2024-10-01 one cent",
    ]
    assert loose == ([*figures] if held else sorted([*figures, "SF-L: one cent"]))
    assert (total.what, total.shown, total.of) == ("numbers with tests on both sides of the figure", int(held), 5)

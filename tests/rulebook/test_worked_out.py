"""Facts that a calculator gives: what may give one, and every mistake told at its place."""

from __future__ import annotations

import pytest

from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.worked_out import behind

from .conftest import Read, Told

SHEET = """\
calculators:
  - calculator: half
    title: Half
    says: Half of an amount.
    inputs:
      - {input: amount, question: How much?, type: money, fills: award.amount}
      - {input: extra, question: How much more?, type: money, default: "0"}
    steps:
      - {step: A, label: Amount, is: amount}
      - {step: B, label: Half, quotient: [A, "2"], rounded: down}
      - {step: C, label: Half of a half, quotient: [B, "2"]}
      - {step: D, label: More, is: extra}
      - {step: E, label: Together, sum: [B, D]}
      - {step: F, label: Is it all?, at_least: [B, A]}
    cite: law-1
"""
AMOUNT = "{fact: award.amount, type: money, question: How much is the award?, built_in: yes}"


def fact(text: str, kind: str = "money") -> tuple[str, str, str]:
    """One more fact, which stands below the amount of the award."""
    added = f"{AMOUNT}\n  - {{fact: award.half, type: {kind}, question: How much is half?, worked_out: {text}}}"
    return "facts.yaml", AMOUNT, added


def test_a_fact_holds_the_part_of_the_calculator_that_it_rests_on(read: Read) -> None:
    """Not more: the check of a plan reads no other worksheet."""
    (given,) = read(SHEET, fact("{calculator: half, step: B, fund: stem-fund}")).facts["award.half"].worked_out
    assert given.fund == "stem-fund"
    assert given.part is not None
    assert [one.id for one in given.part.inputs] == ["amount"]
    assert [step.letter for step in given.part.steps] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{calculator: half, step: Q}", 'half has no step "Q"'),
        ("{calculator: hlaf, step: B}", 'unknown calculator "hlaf" (did you mean "half"?)'),
        ("{calculator: half, step: C}", "may end in a part of a cent"),
        ("{calculator: half, step: E}", 'asks "extra", which no fact of the award answers'),
        ("{calculator: half, step: F}", "is no amount that stands by itself"),
        ("{calculator: half, step: B, fund: steam-fund}", 'unknown fund "steam-fund" (did you mean "stem-fund"?)'),
        ("{calculator: half, setp: B}", 'unknown key "setp" in worked_out (did you mean "step"?)'),
        ("[half]", "worked_out: expected a mapping"),
    ],
)
def test_a_step_that_cannot_give_the_fact_is_refused(told: Told, text: str, expected: str) -> None:
    """Each mistake with its file and line, and the nearest right name."""
    problems = told(SHEET, fact(text))
    assert any(expected in problem and "facts.yaml:6" in problem for problem in problems), problems


def test_only_amounts_are_worked_out(told: Told) -> None:
    """A fact of another type has no calculator."""
    assert any("is no amount of" in problem for problem in told(SHEET, fact("{calculator: half, step: B}", "number")))


def test_a_question_about_an_award_of_one_fund_says_which(told: Told) -> None:
    """`of` names a fund, and goes with a fact of an award."""
    sheet = SHEET.replace("fills: award.amount", "of: steam-fund")
    problems = told(sheet)
    assert any('unknown fund "steam-fund"' in problem for problem in problems)
    assert any("of: FUND goes with fills" in problem for problem in problems)


def test_behind_follows_dates_and_conditions_too(federal: Rulebook) -> None:
    """A figure needs the date that picks it, and a step the one that says whether it is taken."""
    _, steps = behind(federal.calculators["indirect-cost"], "C1")
    assert {"A1", "A3"} <= {step.letter for step in steps}

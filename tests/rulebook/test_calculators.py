"""Calculators as rule files write them: what is read, and what is told of mistakes."""

from __future__ import annotations

import pytest

from .conftest import Read, Told

LIMIT = """\
limits:
  - {id: SF-L, says: A cap., cite: law-1, at_most: figure.cap, of: award.amount, counts: all}
  - {id: SF-F, says: A cap., cite: law-1, at_most: activity.share, of: award.amount, counts: all}
"""
SHEET = """\
calculators:
  - calculator: share
    title: A share
    says: How much of it.
    cite: law-1
    dated_by: D
    inputs:
      - {input: amount, question: How much?, type: money, fills: award.amount}
      - {input: on, question: When?, type: date}
      - {input: schools, question: Which schools?, type: rows, optional: yes, columns: [{column: name, question: Which?, type: text}, {column: children, question: How many?, type: count}]}
    steps:
      - {step: A, label: Amount, is: amount}
      - {step: B, label: Share, limit: SF-L, of: A}
      - {step: C, label: Half, quotient: [A, "2"], rounded: down}
      - {step: D, label: Day, is: on}
      - {step: E, label: Threshold, figure: threshold}
      - {step: F, label: For each, over: schools, product: [schools.children, C]}
      - {step: G, label: All, total: F}
      - {step: H, label: Enough?, at_least: [G, B]}
    result: H
"""


def test_a_calculator_is_typed(read: Read) -> None:
    """Letters, operations, units and what they rest on."""
    calculator = read(LIMIT + SHEET).calculators["share"]
    units = {step.letter: step.unit for step in calculator.steps}
    assert units == {
        "A": "money",
        "B": "money",
        "C": "money",
        "D": "date",
        "E": "money",
        "F": "money",
        "G": "money",
        "H": "yes-no",
    }
    assert [(step.limit, step.figure) for step in calculator.steps if step.limit or step.figure] == [
        ("SF-L", ""),
        ("", "threshold"),
    ]
    asked = calculator.input("amount")
    assert asked is not None
    assert asked.fills == "award.amount"
    assert calculator.input("nothing") is None


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("is: amount}", "is: amont}", 'step A: unknown value "amont" (did you mean "amount"?)'),
        ("limit: SF-L", "limit: SF-LL", 'unknown limit "SF-LL" (did you mean "SF-L"?)'),
        ("limit: SF-L", "limit: SF-F", "limit SF-F has no percentage of its own"),
        ("figure: threshold", "figure: treshold", 'unknown figure "treshold" (did you mean "threshold"?)'),
        ('quotient: [A, "2"]', "quotient: [A]", "quotient: expected 2 values, found 1"),
        ('quotient: [A, "2"]', "quotient: [amount, A]", "give it a step of its own (is: amount)"),
        ('quotient: [A, "2"]', 'quotient: [A, "2"], sum: [A, A]', "step C: a step has one operation, found quotient and sum"),
        ("total: F", "sum: [F, A]", "step G: F is a column; take its total, or say over: schools"),
        ("at_least: [G, B]", "at_least: [G, D]", "step H: at_least of money and date; expected one unit"),
        ("at_least: [G, B]", "choose: [G, B, A]", "step H: choose begins with a step that is yes or no"),
        ("product: [schools.children, C]", "product: [C, C]", "money times money is no amount"),
        ("over: schools", "over: schols", 'over "schols": expected a list of rows (did you mean "schools"?)'),
        ("dated_by: D", "dated_by: A", "dated_by: step A is no date"),
        ("    dated_by: D\n", "", "step E uses figure threshold, which has several dates; say dated_by"),
        ("result: H", "result: Z", 'unknown step "Z"'),
        ("step: H", "step: A", "step A stands twice"),
        ("step: H", "step: h", 'step "h": expected a capital letter, such as A, B2 or AA'),
        ("fills: award.amount", "fills: award.amont", 'unknown fact "award.amont" (did you mean "award.amount"?)'),
        ("label: Day", "lable: Day", 'unknown key "lable" in a step (did you mean "label"?)'),
        ("label: Half,", "label: Half, when: Q,", 'step C: when "Q": expected a step before it'),
        ("type: date}", "type: dat}", 'type "dat": expected one of'),
        ("title: A share", "titel: A share", 'unknown key "titel" in a calculator (did you mean "title"?)'),
        ("{step: D, label: Day, is: on}", "{step: D, label: Day, is: amount}", 'no step uses the input "on"'),
    ],
)
def test_a_mistake_is_told_with_its_place(told: Told, right: str, wrong: str, message: str) -> None:
    """Each mistake names what was found, and the nearest right name."""
    assert right in SHEET
    problems = told(LIMIT + SHEET.replace(right, wrong, 1))
    assert any(message in problem for problem in problems), problems
    assert all(problem.startswith("rules/") or ":" in problem for problem in problems)


BASE = """\
bases:
  - base: direct
    says: Direct costs
    counts: {objects: [supplies]}
    leaves_out:
      - {part: large, says: Above it, items: [kits], beyond: figure.threshold}
      - {part: named, says: Named, amount: award.amount}
    cite: law-1
limits:
  - {id: SF-B, says: A cap., cite: law-1, at_most: figure.cap, of: {base: direct}, counts: all}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("of: {base: direct}", "of: {base: direkt}", 'unknown base "direkt" (did you mean "direct"?)'),
        ("beyond: figure.threshold", "beyond: figure.cap", "the unit of figure cap is percent; expected money"),
        ("amount: award.amount", "amount: plan.consulted", "amount: the type of plan.consulted is yes-no"),
        ("amount: award.amount", "amount: award.amount, items: [kits]", "names charges, or the amount that a fact gives"),
        ("amount: award.amount", "amount: award.amount, beyond: figure.threshold", "beyond is for charges"),
        ("part: named", "part: whole", 'the part "whole" of a base needs a name of its own'),
        ("at_most: figure.cap", "at_most: activity.on", "a bound is a percentage or an amount of money"),
    ],
)
def test_a_mistake_in_a_base_is_told(told: Told, right: str, wrong: str, message: str) -> None:
    """Bases are checked as limits are."""
    assert right in BASE
    assert any(message in problem for problem in told(BASE.replace(right, wrong, 1)))


def test_a_base_is_read_with_its_parts(read: Read) -> None:
    """What is left out, in order, and beyond which figure."""
    base = read(BASE).bases["direct"]
    assert [(part.id, part.beyond is not None, part.amount is not None) for part in base.leaves_out] == [
        ("large", True, False),
        ("named", False, True),
    ]

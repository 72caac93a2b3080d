"""The manual of the plan format says what the reader does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stemfunds.plan.manual import field_tables
from stemfunds.plan.reader import parse_plan
from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.reading.problems import UnusableInput

from .plans import changed

MANUAL = (Path(__file__).parents[2] / "docs" / "plan-format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)


def test_the_tables_are_those_of_the_fields() -> None:
    """Made by `python -m stemfunds.plan.manual`; a changed field changes the manual."""
    assert MANUAL.endswith(field_tables() + "\n")


def test_the_plan_in_the_manual_is_read() -> None:
    """The example with the statements added to it, and the arithmetic as printed."""
    plan = parse_plan(f"{BLOCKS[0]}\n{BLOCKS[3]}", "plan-format.md")
    coaches = plan.activities[0].lines[1]
    assert coaches.formula == "2 coaches × 40 hours × $38.50 = $3,080.00"
    assert coaches.formula in MANUAL
    assert [charge.amount for charge in coaches.charges] == [1_848_00, 1_232_00]


def test_the_costs_in_the_manual_are_as_printed() -> None:
    """Each form of cost is read, and its arithmetic is the one that the manual prints."""
    plan = parse_plan(f"{BLOCKS[0]}{BLOCKS[2]}", "plan-format.md")
    coach, benefits, conference, institute = plan.activities[1].lines
    for line in (coach, conference, institute):
        assert f"| {line.formula} |" in MANUAL
    assert f"| {benefits.formula.removeprefix('Base: A2-coach $32,708.33; ')} |" in MANUAL


def test_the_quoted_texts_are_read() -> None:
    """Quotes make text of a colon and of a sign."""
    plan = parse_plan(BLOCKS[0].replace("title: STEM plan 2026-27\n", BLOCKS[1], 1), "plan-format.md")
    assert (plan.title, plan.contact) == ("Title I: Part A summer program", "@lincoln_grants")


def test_the_messages_in_the_manual_are_those_of_the_reader() -> None:
    """Four slips in the example give the four lines that the manual shows."""
    slips = [('"0612345"', "612345"), ("title-iv-a", "title-4a"), ("1,650.00", "12,5OO"), ("share: 40", "share: 30")]
    text = changed(*slips, text=BLOCKS[0])
    with pytest.raises(UnusableInput) as refused:
        parse_plan(text, "plans/lincoln.yaml", vocabulary=Vocabulary(funds=("title-iv-a", "title-ii-a")))
    assert f"```text\n{refused.value}\n```" in MANUAL

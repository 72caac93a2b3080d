"""Funds and grades that a question names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stemfunds.asking.mentions import mentions
from stemfunds.rulebook.model import Rulebook


@pytest.mark.parametrize(
    ("text", "funds"),
    [
        ("Can Title IV pay for the FRC registration?", ("title-iv-a",)),
        ("can title 4 pay", ("title-iv-a",)),
        ("Title 2 or Perkins for training?", ("title-ii-a", "perkins-v")),
        ("Title I, Part A tutors", ("title-i-a",)),
        ("21st CCLC robots", ("title-iv-b",)),
        ("robots from ESSER III", ("arp-esser",)),
        ("Does IDEA allow an iPad", ("idea-b-611",)),
        ("any ideas for summer", ()),
        ("special education math teacher", ()),
        ("gifts and donations", ()),
        ("entitled to a Title", ()),
    ],
)
def test_funds(federal: Rulebook, text: str, funds: tuple[str, ...]) -> None:
    """By proper names only; common words that are also names of money are none."""
    assert mentions(text, federal).funds == funds


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("robots for grades 6-8", (6, 8)),
        ("robots for grade 7", (7, 7)),
        ("grades K to 5 science", (0, 5)),
        ("7th graders", (7, 7)),
        ("5th grade trip", (5, 5)),
        ("the middle school makerspace", (6, 8)),
        ("high school welding", (9, 12)),
        ("elementary and high school robots", None),
        ("grades 3 and 7, and 9th grade", None),
        ("21st century robots", None),
        ("twelve robots", None),
    ],
)
def test_grades(federal: Rulebook, text: str, span: tuple[int, int] | None) -> None:
    """One span, in figures or in a word; several spans are no answer."""
    facts = mentions(text, federal).facts or {}
    expected = {} if span is None else {"activity.grade_lowest": Decimal(span[0]), "activity.grade_highest": Decimal(span[1])}
    assert facts == expected

"""Ids are defined once and must exist where they are used, in any order of the file."""

from __future__ import annotations

import pytest

from stemfunds.plan.context import Context
from stemfunds.plan.vocabulary import EVERYTHING, Vocabulary
from stemfunds.reading.nodes import Scalar

from .plans import problems, read

SECOND_LINE = "charge_to: IVA-26\n      - {id: L1, description: Bus, item: bus, amount: 5}"


def test_two_lines_of_one_name() -> None:
    """A finding names a line by its id alone, so ids of lines are unique in the plan."""
    assert problems(("charge_to: IVA-26", SECOND_LINE)) == [
        '22:14  line id "L1" is used twice; it already stands in line 15, column 13'
    ]


def test_ids_of_different_sorts_do_not_collide() -> None:
    """A school and an activity may share a name."""
    assert read(("id: A1", "id: lincoln-ms")).activities[0].id == "lincoln-ms"


def test_awards_may_stand_behind_the_activities() -> None:
    """The order of the file is free."""
    context = Context("p.yaml", EVERYTHING)
    context.refer("award", "IVA-26", Scalar("IVA-26", 1, 1))
    context.define("award", "IVA-26", Scalar("IVA-26", 2, 1))
    context.check_references()
    assert not context.problems


@pytest.mark.parametrize(
    ("funds", "nearest"),
    [(("title-iv-a",), "title-iv-a"), ({"title-iv-a": "title-iv-a", "Title 4 money": "title-iv-a"}, "title-iv-a"), ((), "")],
)
def test_unknown_words_name_the_nearest(funds: tuple[str, ...] | dict[str, str], nearest: str) -> None:
    """Whether the vocabulary is a list of ids or a table of spellings."""
    context = Context("p.yaml", Vocabulary(funds=funds))
    assert not context.is_known("fund", "title-4-a", Scalar("title-4-a", 1, 1))
    assert [problem.nearest for problem in context.problems] == [nearest]


def test_without_a_vocabulary_every_word_goes() -> None:
    """The form of a plan can be checked without a rulebook."""
    assert read(("fund: title-iv-a", "fund: moon-money")).awards[0].fund == "moon-money"

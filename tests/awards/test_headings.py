"""Headings say what a column holds."""

from __future__ import annotations

import pytest

from stemfunds.awards.headings import ListWords
from stemfunds.judging.judge import Judge


@pytest.fixture(scope="module")
def words(judge: Judge) -> ListWords:
    """The words of the federal rulebook."""
    return ListWords(judge.rulebook)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Allocation", ("", None, None)),
        ("FINAL  ALLOCATION*", ("", None, "final")),
        ("Title IV, Part A", ("title-iv-a", None, None)),
        ("Title IV-A Preliminary Allocation (FFY 2026)", ("title-iv-a", 2026, "preliminary")),
        ("FFY26 Perkins", ("perkins-v", 2026, None)),
        ("IDEA 611 carry-over, federal fiscal year 2025", ("idea-b-611", 2025, "carryover")),
        ("84.367A", ("title-ii-a", None, None)),
        ("Carryover", ("", None, "carryover")),
    ],
)
def test_amounts(heading: str, expected: tuple[str, int | None, str | None], words: ListWords) -> None:
    """A fund, a year and a kind around the word for an amount, in any order."""
    found = words.amount_column(0, heading)
    assert found is not None
    assert (found.fund, found.year, found.kind) == expected


@pytest.mark.parametrize(
    "heading", ["", "State", "Enrollment", "Title I FY 2026", "Title I schools", "Allocation per pupil", "2026"]
)
def test_what_is_no_amount(heading: str, words: ListWords) -> None:
    """A word that nobody knows keeps a column from being read as money; so does a year that may be the State's."""
    assert words.amount_column(0, heading) is None


def test_the_best_heading_wins(words: ListWords) -> None:
    """Beside an NCES id the State's own district number is not taken for one."""
    columns = words.columns(["District number", "LEAID", "LEA", "Award"], {})
    assert columns.roles == {"nces-id": 1, "district": 2}
    assert columns.unused == ["District number"]


def test_sums_beside_columns_of_funds(words: ListWords) -> None:
    """A total over all funds is no allocation."""
    columns = words.columns(["NCES ID", "Title I-A", "Title II-A", "Total allocation"], {})
    assert [column.fund for column in columns.amounts] == ["title-i-a", "title-ii-a"]
    assert columns.unused == ["Total allocation"]

"""Nodes answer for their keys, and describe themselves in a reader's words."""

from __future__ import annotations

import pytest

from stemfunds.reading.nodes import (
    Mapping,
    Node,
    Place,
    Scalar,
    Sequence,
    Table,
    column_letters,
    described,
    place_words,
    shortened,
)


def scalar(text: str, quoted: bool = False) -> Scalar:
    return Scalar(text, 1, 1, quoted)


def test_a_mapping_gives_values_and_keys() -> None:
    """The value, the key with its place, and the names in order."""
    mapping = Mapping([(scalar("b"), scalar("1")), (scalar("a"), scalar("2"))], 1, 1)
    found = mapping.get("a")
    assert isinstance(found, Scalar)
    assert found.text == "2"
    assert mapping.get("c") is None
    assert mapping.keys() == ["b", "a"]
    assert "a" in mapping
    assert "c" not in mapping
    assert len(mapping) == 2


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (scalar("12,5OO"), '"12,5OO"'),
        (scalar(""), "nothing"),
        (scalar("", quoted=True), '""'),
        (Sequence([], 1, 1), "a list"),
        (Mapping([], 1, 1), "a mapping"),
    ],
)
def test_described(node: Node, words: str) -> None:
    """Messages say what was found without words of a programmer."""
    assert described(node) == words


def test_long_and_hostile_text_is_shortened() -> None:
    """A message stays on one line and obeys no terminal codes."""
    assert shortened("a\nb  c") == "a b c"
    assert shortened("\x1b[2Jx") == "\\u001b[2Jx"
    assert shortened("x" * 100) == "x" * 59 + "…"


def test_columns_have_letters() -> None:
    """As spreadsheets name them."""
    assert [column_letters(number) for number in (1, 26, 27, 52, 702, 703)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


def test_places_in_tables_are_said_in_their_words() -> None:
    """A cell of a sheet, a column of a CSV file, a line of a text."""
    assert place_words(Place(3, 5)) == "line 3, column 5"
    assert place_words(Place(12, 6, Table("p.xlsx", "Budget lines"))) == "sheet Budget lines, cell F12"
    assert place_words(Place(5, 2, Table("l.csv", headings=((2, "Unit cost"),)))) == "row 5, column Unit cost"
    assert place_words(Place(5, 3, Table("l.csv"))) == "row 5, column 3"


def test_a_missing_value_is_placed_at_its_empty_cell() -> None:
    """Where there is one; else at the part itself."""
    cell = Place(7, 3, Table("p.xlsx", "Awards"))
    mapping = Mapping([], 7, 1, blanks={"fund": cell})
    assert mapping.place_for("fund") is cell
    assert mapping.place_for("amount") is mapping
    mapping.add(Scalar("fund", 7, 3), Scalar("x", 7, 3))
    assert mapping.keys() == ["fund"]

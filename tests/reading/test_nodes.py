"""Nodes answer for their keys, and describe themselves in a reader's words."""

from __future__ import annotations

import pytest

from stemfunds.reading.nodes import Mapping, Node, Scalar, Sequence, described, shortened


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

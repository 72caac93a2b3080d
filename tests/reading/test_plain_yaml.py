"""Plain YAML without nodes: values, the places that are kept, and everything that makes it give up."""

from __future__ import annotations

import pytest

from stemfunds.reading.plain import Bare, NotPlainError
from stemfunds.reading.plain_yaml import read_plain_yaml


def test_values_and_places() -> None:
    """Words without quotes are told from words with; each mapping, fact and `charge_to` has its place."""
    text = "a: no\nfacts: {x: 1, y: [p, 'q']}\nlines:\n  - id: \"L # 1\"\n    charge_to: W # ours\n  - {}\n"
    read = read_plain_yaml(text)
    lines = [{"id": "L # 1", "charge_to": "W"}, {}]
    assert read.value == {"a": "no", "facts": {"x": "1", "y": ["p", "q"]}, "lines": lines}
    assert isinstance(read.value["a"], Bare)
    assert not isinstance(read.value["lines"][0]["id"], Bare)
    assert [isinstance(one, Bare) for one in read.value["facts"]["y"]] == [True, False]
    assert read.mappings == [(1, 1), (2, 8), (4, 5), (6, 5)]
    assert read.facts == [(2, 12), (2, 18)]
    assert read.charges == [(5, 16)]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2",
        "a: &x 1",
        "a: &x {b: 1}",
        "a: [*x]",
        "a: !!str 1",
        "a: !t {b: 1}",
        "a: order #12",
        "? [a]\n: 1",
        "a: 1\n---\nb: 2",
        "a: {b: 1",
        "a: 'b",
        "# nothing",
        "a: " + "[" * 80 + "]" * 80,
    ],
)
def test_what_is_unusual(text: str) -> None:
    """Is left to the reader that has a message for it, or reads it after all."""
    with pytest.raises(NotPlainError):
        read_plain_yaml(text)


def test_comments_are_usual() -> None:
    """A comment that takes no number away is nothing to look at twice."""
    assert read_plain_yaml("# head\na: 1 # one\nb: # list\n  - c # d\n").value == {"a": "1", "b": ["c"]}

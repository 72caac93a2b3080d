"""Names and examples together."""

from __future__ import annotations

import pytest

from stemfunds.asking.examples import Examples, standing
from stemfunds.asking.index import Emphasis, Entry, Index
from stemfunds.asking.side import Guess, Side
from stemfunds.asking.words import Word

ASKED = ((("robot", "camp"), ("camp",)),) * 6 + ((("robot",), ("robot",)),)


@pytest.fixture
def side() -> Side:
    """Two entries with a name each; robots were mostly asked about for the camp."""
    names = Index([Entry("robot", (("robot",),)), Entry("camp", (("summer", "camp"),))])
    examples = Examples(names.entries, [answers for _, answers in ASKED], standing(stems for stems, _ in ASKED))
    return Side(names, examples, Emphasis(), weight=0.5)


def ranked(side: Side, *stems: str, named: str = "") -> tuple[Guess, ...]:
    words = [Word(stem, typed=stem) for stem in stems]
    heard = side.hear(words)
    return side.ranked({identity: one.score for identity, one in heard.items()}, heard, words, named)


def test_a_name_outweighs_examples(side: Side) -> None:
    """What is said stands first, and examples bring the other up."""
    first, second = ranked(side, "robot")
    assert (first.id, second.id) == ("robot", "camp")
    assert (first.said, second.said) == (True, False)
    assert first.confidence + second.confidence == pytest.approx(1)


def test_examples_alone(side: Side) -> None:
    """A word that no name has still speaks; a word that nobody knows gives no guess."""
    assert ranked(side, "camp")[0].id == "camp"
    assert ranked(side, "xkcd") == ()


def test_what_the_person_names_stands_first(side: Side) -> None:
    """With full confidence, and once."""
    first, second = ranked(side, "robot", named="camp")
    assert (first, second.id) == (Guess("camp", 1.0), "robot")


def test_names_explain_words(side: Side) -> None:
    """In full where the whole name stands there, and not at all where it does not."""
    words = [Word("summer"), Word("camp"), Word("xkcd")]
    heard = side.hear(words)["camp"]
    assert [side.explains(word, place, heard) for place, word in enumerate(words)] == [1, 1, 0]

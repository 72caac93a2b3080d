"""What examples say of words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.asking.examples import Examples, standing

TEXTS = (("sub", "training"), ("sub", "trip"), ("bus", "trip"), ("bus", "trip", "zoo"), ("gift",))
ANSWERS = (("pay",), ("pay",), ("ride",), ("ride", "visit"), ())


@pytest.fixture
def examples() -> Examples:
    """Four examples of three entries, and a text that names none."""
    return Examples(("pay", "ride", "visit", "never"), ANSWERS, standing(TEXTS))


def test_where_stems_stand() -> None:
    """By number; a stem that a text has twice stands there once."""
    assert standing([("a", "b", "a"), ("b",)]) == {"a": [0], "b": [0, 1]}


def test_a_word_speaks_for_what_it_stood_beside(examples: Examples) -> None:
    """And against the others; more with every example."""
    assert examples.says("sub", "pay") > 0 > examples.says("sub", "ride")
    assert examples.says("bus", "ride") > examples.says("trip", "ride") > 0
    assert examples.says("zoo", "visit") > 0


@pytest.mark.parametrize("word", ["unheard", "gift"])
def test_a_word_of_no_example_says_nothing(examples: Examples, word: str) -> None:
    """Nor does one that stands only where no answer is."""
    assert examples.says(word, "pay") == 0
    assert examples.speak([word]) == examples.speak([])


def test_what_is_usual_is_likely_before_a_word_is_said(examples: Examples) -> None:
    """As a logarithm of shares that sum to 1; an entry without an example keeps a small one."""
    told = examples.speak([])
    assert sum(map(math.exp, told.values())) == pytest.approx(1)
    assert told["pay"] > told["ride"] > told["visit"] > told["never"]


def test_words_add_up(examples: Examples) -> None:
    """Each once, however often it is said."""
    silent, told = examples.speak([]), examples.speak(["sub", "trip", "sub"])
    for entry, likely in told.items():
        assert likely == pytest.approx(silent[entry] + examples.says("sub", entry) + examples.says("trip", entry))


def test_a_word_is_known_from_its_second_example(examples: Examples) -> None:
    """One could be a slip of the pen."""
    assert (examples.know("bus"), examples.know("zoo"), examples.know("unheard")) == (True, False, False)


@given(
    st.lists(st.tuples(st.lists(st.sampled_from("abcd"), max_size=4), st.lists(st.sampled_from("xyz"), unique=True)), max_size=8)
)
def test_no_entry_is_ruled_out(asked: list[tuple[list[str], list[str]]]) -> None:
    """Whatever the examples, each entry keeps a finite likelihood, and the order of the examples does not matter."""
    one = Examples("xyz", [answers for _, answers in asked], standing([stems for stems, _ in asked]))
    back = Examples("xyz", [answers for _, answers in asked[::-1]], standing([stems for stems, _ in asked[::-1]]))
    assert one.speak("abcd") == back.speak("abcd")
    assert all(map(math.isfinite, one.speak("abcd").values()))

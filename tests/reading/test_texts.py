"""Text, ids, choices and answers."""

from __future__ import annotations

import pytest

from stemfunds.reading.nodes import Mapping, Scalar, Sequence
from stemfunds.reading.texts import choice, choice_list, identifier, one_of, text, yes_no

from .told import told

TIERS = ("schoolwide", "targeted-assistance", "not-served")


@pytest.mark.parametrize("typed", ["Grants office", "12", "no one", "null hypothesis", "a\tb\nc"])
def test_text(typed: str) -> None:
    """Text is kept as typed."""
    assert told(text, typed, name="need") == (typed, "")


def test_text_in_quotes_may_be_any_word() -> None:
    """Quotes say that the word is meant."""
    assert told(text, "no", quoted=True, name="need") == ("no", "")


@pytest.mark.parametrize("typed", ["yes", "no", "on", "off", "true", "false", "null", "~", "No", "TRUE"])
def test_bare_words_are_refused(typed: str) -> None:
    """A bare word may be an answer, a slip or text: the author must say."""
    assert told(text, typed, name="need") == (
        None,
        f"p.yaml:3:9  need is the bare word {typed}; write it in quotes if the word is meant",
    )


@pytest.mark.parametrize(("typed", "quoted"), [("", False), ("", True), ("   ", True)])
def test_nothing_is_no_text(typed: str, quoted: bool) -> None:
    """An empty field is not an answer."""
    assert told(text, typed, quoted, name="need") == (None, "p.yaml:3:9  need has no value; write text, or delete the line")


def test_a_list_is_no_text() -> None:
    """The message says what was found."""
    assert told(text, Sequence([], 3, 9), name="need") == (None, "p.yaml:3:9  need: expected text, found a list")


def test_control_characters_are_refused() -> None:
    """Text ends up in terminals and documents."""
    assert told(text, "a\x1b[2J", quoted=True, name="need") == (
        None,
        "p.yaml:3:9  need holds the control character U+001B; delete it",
    )


@pytest.mark.parametrize("typed", ["A1", "IVA-26", "1", "summer.camp_2"])
def test_identifiers(typed: str) -> None:
    """Short names without spaces."""
    assert told(identifier, typed) == (typed, "")


@pytest.mark.parametrize("typed", ["Robotics camp", "-a", "é", "x" * 81])
def test_other_identifiers_are_refused(typed: str) -> None:
    """The message lists what an id is made of."""
    value, message = told(identifier, typed)
    assert value is None
    assert message.endswith("expected letters, digits, hyphens, dots and underscores, without spaces")


def test_choice() -> None:
    """A word of the list, or the nearest one."""
    assert told(choice, "schoolwide", name="title_i_status", choices=TIERS) == ("schoolwide", "")
    assert told(choice, "school-wide", name="tier", choices=TIERS) == (
        None,
        'p.yaml:3:9  tier "school-wide": expected schoolwide, targeted-assistance or not-served (did you mean "schoolwide"?)',
    )


def test_choice_knows_other_spellings() -> None:
    """Another spelling is not accepted, but it leads to the right one."""
    value, message = told(choice, "TAS", name="s", choices=TIERS, also={"tas": "targeted-assistance"})
    assert value is None
    assert message.endswith('(did you mean "targeted-assistance"?)')


def test_choice_list() -> None:
    """A list, or one word; doubles count once."""
    items = Sequence([Scalar("b", 3, 9), Scalar("a", 3, 12), Scalar("b", 3, 15)], 3, 8)
    assert told(choice_list, items, name="goals", choices=("a", "b")) == (("b", "a"), "")
    assert told(choice_list, "a", name="goals", choices=("a", "b")) == (("a",), "")


def test_choice_list_refuses_every_wrong_word() -> None:
    """All wrong words at once, each at its place; nothing is read in part."""
    items = Sequence([Scalar("x", 3, 9), Scalar("a", 3, 12), Scalar("y", 3, 15)], 3, 8)
    value, message = told(choice_list, items, name="goals", choices=("a", "b"))
    assert value is None
    assert message == 'p.yaml:3:9  goals "x": expected a or b\np.yaml:3:15  goals "y": expected a or b'


@pytest.mark.parametrize("node", [Sequence([], 3, 9), Mapping([], 3, 9)])
def test_choice_list_refuses_other_shapes(node: Sequence | Mapping) -> None:
    """An empty list says nothing, so it is no answer."""
    value, message = told(choice_list, node, name="goals", choices=("a", "b"))
    assert value is None
    assert message.startswith("p.yaml:3:9  goals: expected a list of a or b, found")


@pytest.mark.parametrize(("typed", "answer"), [("yes", True), ("No", False), ("true", True), ("FALSE", False)])
def test_yes_no(typed: str, answer: bool) -> None:
    """Yes, no, true and false in any case."""
    assert told(yes_no, typed) == (answer, "")


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("y", 'expected yes or no (did you mean "yes"?)'),
        ("off", 'expected yes or no (did you mean "no"?)'),
        ("maybe", "expected yes or no"),
        ("unknown", "if it is not known, delete the line; expected yes or no"),
    ],
)
def test_yes_no_refused(typed: str, rest: str) -> None:
    """Nothing else is an answer."""
    assert told(yes_no, typed, name="fictional") == (None, f'p.yaml:3:9  fictional "{typed}": {rest}')


def test_one_of() -> None:
    """Choices in words; a long list is left to the nearest name."""
    assert one_of(["a"]) == "a"
    assert one_of(["a", "b", "c"]) == "a, b or c"
    assert one_of([str(n) for n in range(60)]) == "one of 60 known words"

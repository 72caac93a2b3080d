"""The truth table of `rules/README.md`, pinned cell by cell, and the laws that follow from it."""

from __future__ import annotations

import re
from itertools import permutations, product

import pytest

from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.kleene import Truth, all_of, any_of, implies, in_words, negation

YES, NO, UNKNOWN = True, False, None
VALUES: tuple[Truth, ...] = (YES, NO, UNKNOWN)


@pytest.mark.parametrize(
    ("first", "second", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, YES, NO, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN, YES),
        (UNKNOWN, NO, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_all_and_any(first: Truth, second: Truth, both: Truth, either: Truth) -> None:
    """Every cell of the two tables."""
    assert (all_of((first, second)), any_of((first, second))) == (both, either)


@pytest.mark.parametrize(("value", "negated"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_negation(value: Truth, negated: Truth) -> None:
    """Unknown has no opposite."""
    assert negation(value) is negated


@pytest.mark.parametrize(
    ("trigger", "duty", "holds"),
    [
        (YES, YES, YES),
        (YES, NO, NO),
        (YES, UNKNOWN, UNKNOWN),
        (NO, YES, YES),
        (NO, NO, YES),
        (NO, UNKNOWN, YES),
        (UNKNOWN, YES, YES),
        (UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_implies(trigger: Truth, duty: Truth, holds: Truth) -> None:
    """A duty that is met, or that nothing triggers, holds whatever the other side is."""
    assert implies(trigger, duty) is holds


def test_nothing_at_all() -> None:
    """All of nothing holds, any of nothing does not; who asks over people or lines must not rely on it."""
    assert (all_of(()), any_of(())) == (YES, NO)


@pytest.mark.parametrize(("first", "second"), list(product(VALUES, repeat=2)))
def test_de_morgan(first: Truth, second: Truth) -> None:
    """Not all is any not, and not any is all not, with unknowns too."""
    assert negation(all_of((first, second))) is any_of((negation(first), negation(second)))
    assert negation(any_of((first, second))) is all_of((negation(first), negation(second)))


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
def test_order_and_grouping_do_not_matter(values: tuple[Truth, Truth, Truth]) -> None:
    """A condition may be written in any order and any grouping."""
    first, second, third = values
    assert {all_of(order) for order in permutations(values)} == {all_of((first, all_of((second, third))))}
    assert {any_of(order) for order in permutations(values)} == {any_of((first, any_of((second, third))))}


@pytest.mark.parametrize(("first", "second", "third"), list(product(VALUES, repeat=3)))
def test_distribution(first: Truth, second: Truth, third: Truth) -> None:
    """A condition may be multiplied out."""
    assert all_of((first, any_of((second, third)))) is any_of((all_of((first, second)), all_of((first, third))))


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
@pytest.mark.parametrize("combine", [all_of, any_of, lambda values: implies(values[0], values[1])])
def test_an_answer_never_changes_what_was_decided(values: tuple[Truth, ...], combine: object) -> None:
    """The ground of the monotone law: yes stays yes and no stays no, whatever an unknown turns out to be."""
    assert callable(combine)
    before = combine(values)
    for place, answer in product(range(3), (YES, NO)):
        if before is not None and values[place] is None:
            assert combine((*values[:place], answer, *values[place + 1 :])) is before


@pytest.mark.parametrize(("value", "word"), [(YES, "yes"), (NO, "no"), (UNKNOWN, "unknown")])
def test_in_words(value: Truth, word: str) -> None:
    """People read yes, no and unknown."""
    assert in_words(value) == word


def test_the_written_table_is_the_one_that_runs() -> None:
    """The table that rule writers read says what the operators do, row by row."""
    text = (rules_folder() / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (\w+) \| (\w+) \| (\w+) \| (\w+) \|$", text, re.MULTILINE)
    values = {"yes": YES, "no": NO, "unknown": UNKNOWN}
    known = [tuple(values[cell] for cell in row) for row in rows if set(row) <= values.keys()]
    assert len(known) == 6
    for first, second, both, either, negated in known:
        assert (all_of((first, second)), any_of((first, second)), negation(first)) == (both, either, negated)

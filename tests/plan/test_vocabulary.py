"""The vocabulary of plans is handed in from outside."""

from __future__ import annotations

from typing import get_args

from stemfunds.plan.vocabulary import PLACES_OF_A_SCOPE, FactType, ids_of


def test_ids_of() -> None:
    """A list of ids, a table of spellings, or no check."""
    assert ids_of(("a", "b")) == frozenset({"a", "b"})
    assert ids_of({"a": "a", "Alpha": "a"}) == frozenset({"a"})
    assert ids_of(None) is None


def test_every_scope_ends_at_the_plan() -> None:
    """A fact may always be given for the whole plan."""
    assert all(places[-1] == "plan" for places in PLACES_OF_A_SCOPE.values())


def test_fact_types() -> None:
    """The eight types of the rule language."""
    assert len(get_args(FactType)) == 8

"""The words that a plan may use, handed in by whoever holds the rulebook."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

FactType: TypeAlias = Literal["yes-no", "choice", "choices", "money", "number", "percent", "date", "text"]

Words: TypeAlias = Collection[str] | Mapping[str, str] | None
"""Ids; or a mapping from every spelling to its id (ids map to themselves), for hints; None: not checked."""

PLACES_OF_A_SCOPE: Mapping[str, tuple[str, ...]] = {
    "plan": ("plan",),
    "district": ("district", "plan"),
    "fund": ("award", "plan"),
    "award": ("award", "plan"),
    "school": ("school", "plan"),
    "activity": ("activity", "plan"),
    "line": ("line", "activity", "plan"),
    "charge": ("line", "activity", "plan"),
}
"""Where a fact of a scope may be given; the nearest place wins."""


class FactShape(Struct, frozen=True):
    """What the answer to a fact's question looks like."""

    type: FactType
    choices: Mapping[str, str] | tuple[str, ...] = ()
    scope: str = "activity"
    built_in: bool = False
    question: str = ""


class Vocabulary(Struct, frozen=True):
    """Funds, kinds, items, object classes, facts (by short name) and rules; what is None is not checked."""

    funds: Words = None
    kinds: Words = None
    items: Words = None
    objects: Words = None
    facts: Mapping[str, FactShape] | None = None
    rules: Words = None


EVERYTHING = Vocabulary()
"""Checks the form of a plan only."""


def ids_of(words: Words) -> frozenset[str] | None:
    """The right spellings, or None where any word goes."""
    if words is None:
        return None
    return frozenset(words.values() if isinstance(words, Mapping) else words)


class KnownWords:
    """The right spellings of a vocabulary by sort, gathered once for all plans that are read with it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words: Mapping[str, Words] = {
            "fund": vocabulary.funds,
            "kind": vocabulary.kinds,
            "item": vocabulary.items,
            "object": vocabulary.objects,
            "rule": vocabulary.rules,
        }
        self.ids = {what: ids_of(words) for what, words in self.words.items()}

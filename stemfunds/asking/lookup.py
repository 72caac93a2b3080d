"""Look-ups by meaning: the entries that a few words speak for, where no entry has them letter by letter.

Synonyms, other endings and misspellings are understood as in a question; each find says which words it rests on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemfunds.asking.index import Emphasis, Index
from stemfunds.asking.spelling import corrected, joined
from stemfunds.asking.understanding import Listener
from stemfunds.asking.words import Reader, Word
from stemfunds.rulebook.model import Rulebook

_MOST = 6
_WORTH_SHOWING = 0.4
"""A find is shown if it has this share of the best one's score."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with the words that speak for it, as they were typed and as they were understood."""

    id: str
    words: tuple[tuple[str, str], ...]

    @property
    def matched(self) -> str:
        """The words in print: `robtics (as robotic), kits`."""
        return ", ".join(typed if _is_same(typed, stem) else f"{typed} (as {stem})" for typed, stem in self.words)


def _is_same(typed: str, stem: str) -> bool:
    return typed.casefold().startswith(stem[:-1]) or stem.startswith(typed.casefold())


def nearest_kinds(query: str, rulebook: Rulebook) -> list[Found]:
    """The kinds of activities that a query speaks for, best first."""
    listener = Listener(rulebook)
    return _heard(query, listener, listener.kinds.names)


def nearest_items(query: str, rulebook: Rulebook) -> list[Found]:
    """The cost items that a query speaks for, best first."""
    listener = Listener(rulebook)
    return _heard(query, listener, listener.items.names)


def _heard(query: str, listener: Listener, index: Index) -> list[Found]:
    known = frozenset(index.stems)
    words = corrected(joined(listener.reader.words(query), known), sorted(known), {})
    heard = index.hear(words, Emphasis())
    scores = {identity: one.score for identity, one in heard.items()}
    return _best(scores, words, {identity: tuple(one.words) for identity, one in heard.items()})


def nearest_rules(query: str, rulebook: Rulebook) -> list[Found]:
    """The rules and limits whose sentences have words of a query, rare words first."""
    reader = Reader(rulebook.wording)
    texts = {one.id: frozenset(reader.stems(f"{one.says} {one.owner}")) for one in rulebook.rules_and_limits()}
    times = Counter(stem for stems in texts.values() for stem in stems)
    words = corrected(joined(reader.words(query), times.keys()), sorted(times), {})
    scores: dict[str, float] = {}
    places: dict[str, tuple[int, ...]] = {}
    for identity, stems in texts.items():
        there = tuple(place for place, word in enumerate(words) if word.stem in stems)
        if there:
            places[identity] = there
            scores[identity] = sum(math.log(1 + len(texts) / times[words[place].stem]) * words[place].sure for place in there)
    return _best(scores, words, places)


def _best(scores: Mapping[str, float], words: Sequence[Word], places: Mapping[str, Iterable[int]]) -> list[Found]:
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    found = []
    for identity, score in best:
        if score >= best[0][1] * _WORTH_SHOWING:
            pairs = dict.fromkeys((words[place].typed, words[place].stem) for place in sorted(places[identity]))
            found.append(Found(identity, tuple(pairs)))
    return found

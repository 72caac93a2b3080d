"""One side of a question, its kinds or its items: what their names and the examples say of the words of a text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemfunds.asking.examples import Examples
from stemfunds.asking.index import Emphasis, Heard, Index
from stemfunds.asking.words import Word

_UNHEARD = 0.02
"""The share of the score of an entry that no name speaks for."""
_RANKED = 5


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind or an item that a text could mean; `said` is false where only the other one suggests it."""

    id: str
    confidence: float
    said: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """The names and the examples of one list, how much a name counts by its place, and how much the examples count."""

    names: Index
    examples: Examples
    emphasis: Emphasis
    weight: float

    def hear(self, words: Sequence[Word]) -> dict[str, Heard]:
        """The entries whose names stand in a text."""
        return self.names.hear(words, self.emphasis)

    def ranked(
        self, scores: Mapping[str, float], heard: Mapping[str, Heard], words: Sequence[Word], named: str
    ) -> tuple[Guess, ...]:
        """The best guesses with their shares of the score, first the one that the person has named."""
        weighed = self._weighed(scores, [word.stem for word in words])
        best = sorted(weighed.items(), key=lambda pair: (-pair[1], pair[0]))[:_RANKED]
        total = sum(score for _, score in best) or 1.0
        guesses = [Guess(identity, round(score / total, 2), identity in heard) for identity, score in best if identity != named]
        return (Guess(named, 1.0), *guesses) if named else tuple(guesses)

    def _weighed(self, scores: Mapping[str, float], stems: Sequence[str]) -> dict[str, float]:
        """The scores by the names, multiplied by how likely the examples make each entry."""
        if not scores and not any(map(self.examples.know, stems)):
            return {}
        told = self.examples.speak(stems)
        most, total = max(told.values()), sum(scores.values()) or 1.0
        return {
            entry: round((scores.get(entry, 0.0) / total + _UNHEARD) * math.exp(self.weight * (likely - most)), 9)
            for entry, likely in told.items()
        }

    def explains(self, word: Word, place: int, found: Heard) -> float:
        """How far the names of an entry explain a word of the text, between 0 and 1."""
        return min(1.0, found.words.get(place, 0.0) / self.names.weight(word.stem))

"""How sure it is that a question was understood: how much of it is explained, and how far the best reading leads."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from stemfunds.asking.index import Heard
from stemfunds.asking.side import Guess, Side
from stemfunds.asking.words import Word
from stemfunds.rulebook.model import Wording

CONFIDENT = 0.5
"""The confidence from which a question is answered."""

_ANOTHER_QUESTION = 0.45
_NO_WHOLE_NAME = 0.6
_UNKNOWN = 4.5
"""How much a word that nobody knows counts against the confidence."""
_NUMBER = 2.0
"""How much a number does, or the name of a model or a room."""
_MET = 0.15
"""How far a word is explained that stands in examples only."""
_KNOWN = 0.5
"""How far a word is explained that the vocabulary knows, but not the kind or item that was chosen."""
_TIED = 0.12
"""What confidence loses when the second guess is as good as the first."""
_TOO_CLOSE = 1.4
"""How near the second kind and the second item may come to the first together, so that the question is still answered."""
_SPEAKS = 1.0
"""How much more likely, as a logarithm, examples must make a guess with a word, so that the word is told as speaking for it."""
_DOLLAR = "$"
_CURLED, _STRAIGHT = "\u2019", "'"
_LETTERS = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The guesses of one side, best first, and the names of the best that the text has; none in an empty `heard`."""

    side: Side
    guesses: tuple[Guess, ...]
    heard: Heard

    @property
    def closeness(self) -> float:
        """How near the second guess comes to the first, between 0 and 1."""
        first, *others = [guess.confidence for guess in self.guesses]
        return others[0] / first if others and first else 0.0

    def is_told_by(self, word: Word, place: int) -> bool:
        """Whether a word speaks for the best guess: in one of its names, or in examples."""
        examples = self.side.examples.says(word.stem, self.heard.id)
        return place in self.heard.words or examples > _SPEAKS


class Confidence:
    """Judges how well texts were understood in the words of one rulebook."""

    def __init__(self, wording: Wording, common: Collection[str], known: Collection[str]) -> None:
        self._wording = wording
        self._common = common
        self._known = known
        self._of_costs = frozenset(wording.of_costs)

    def of(self, text: str, words: Sequence[Word], chosen: Sequence[Chosen], aside: Collection[str]) -> float:
        """The share of the text's weight that the best guesses explain, less where no name stood there in full."""
        if not chosen:
            return 0.0
        told, whole = 0.0, 0.0
        for place, word in enumerate(words):
            if word.stem not in aside:
                weight, share = self._explained(place, word, chosen)
                told += weight * share
                whole += weight
        sure = told / whole if whole else 0.0
        if not any(one.heard.whole for one in chosen):
            sure *= _NO_WHOLE_NAME
        close = sum(one.closeness for one in chosen)
        sure = min(sure * (1 - _TIED * close / 2), 1.0 if close < _TOO_CLOSE else CONFIDENT - 0.01)
        return min(sure, 1.0) * (_ANOTHER_QUESTION if self._asks_something_else(text) else 1.0)

    def _explained(self, place: int, word: Word, chosen: Sequence[Chosen]) -> tuple[float, float]:
        """What a word weighs, and how far the best guesses explain it."""
        share = max(one.side.explains(word, place, one.heard) for one in chosen)
        if word.stem not in self._known:
            if any(one.side.examples.know(word.stem) for one in chosen):
                return _UNKNOWN, _MET
            return _UNKNOWN if word.stem.isalpha() else _NUMBER, 0.0
        weight = max(one.side.names.weight(word.stem) for one in chosen)
        if word.stem in self._common:
            return weight * share, share  # a common word may explain, and need not be explained
        return weight, max(share, _KNOWN)

    def _asks_something_else(self, text: str) -> bool:
        """Whether a text opens as no question about a cost does, has words that belong to none (`how tall`, `near me`), or asks
        something without a word of paying, of schools or of who asks.
        """
        words = _LETTERS.findall(text.casefold().replace(_CURLED, _STRAIGHT))
        if words and words[0] in self._wording.question_words and _DOLLAR not in text and self._of_costs.isdisjoint(words):
            return True
        said = f" {' '.join(words)} "
        return any(said.startswith(f" {words} ") for words in self._wording.other_questions) or any(
            f" {words} " in said for words in self._wording.other_topics
        )

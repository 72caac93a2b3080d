"""Examples of questions whose kind or item is known: how the words of a question have spoken for each kind or item before.

Of every word it is counted in how many examples it stood, and what those meant. A word speaks for an entry as far as the examples
with the word meant that entry more often than examples do at large; the shares are drawn towards what is usual, so that a word
that stood in one or two examples says little. Counts are whole numbers: an example with two right answers counts half for each.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_WHOLE = 60
"""What an example counts, divided among its answers."""
_DRAWN = 4.0
"""With how many examples of the usual mixture the examples of a word are mixed."""
_AT_LEAST = 0.3
"""How many examples an entry counts as having that has none."""


class Examples:
    """The examples of one list, of kinds or of items: `entries` are its ids; an example is its stems and the ids it may mean."""

    def __init__(self, entries: Sequence[str], asked: Iterable[tuple[Iterable[str], Sequence[str]]]) -> None:
        self._with_word: Counter[str] = Counter()
        self._meant: defaultdict[str, Counter[str]] = defaultdict(Counter)
        usual: Counter[str] = Counter()
        for stems, answers in asked:
            if answers:
                share = _WHOLE // len(answers)
                usual.update(dict.fromkeys(answers, share))
                for stem in dict.fromkeys(stems):
                    self._with_word[stem] += 1
                    meant = self._meant[stem]
                    for answer in answers:
                        meant[answer] += share
        every = usual.total() + _AT_LEAST * _WHOLE * len(entries)
        self._usual = {entry: (usual[entry] + _AT_LEAST * _WHOLE) / every for entry in entries}

    def know(self, stem: str) -> bool:
        """Whether the word stands in more than one example, so that it is no slip of the pen."""
        return self._with_word[stem] > 1

    def speak(self, stems: Iterable[str]) -> dict[str, float]:
        """For each entry the logarithm of how likely it is after these words; not brought to a sum of 1."""
        told = {entry: math.log(share) for entry, share in self._usual.items()}
        for stem in dict.fromkeys(stems):
            if stem in self._meant:
                for entry in told:
                    told[entry] += self.says(stem, entry)
        return told

    def says(self, stem: str, entry: str) -> float:
        """How much more likely an entry is with the word than without, as a logarithm; 0 for a word that no example has."""
        seen = self._with_word[stem]
        if not seen:
            return 0.0
        drawn = _DRAWN * self._usual[entry]
        return math.log((self._meant[stem][entry] / _WHOLE + drawn) / (seen + _DRAWN) / self._usual[entry])

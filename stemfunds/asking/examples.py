"""Examples of questions whose kind or item is known: how the words of a question have spoken for each kind or item before.

Of every word it is counted in how many examples it stood, and what those meant. A word speaks for an entry as far as the examples
with the word meant that entry more often than examples do at large; the shares are drawn towards what is usual, so that a word
that stood in one or two examples says little. Counts are whole numbers: an example with two right answers counts half for each.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

_WHOLE = 60
"""What an example counts, divided among its answers."""
_DRAWN = 4.0
"""With how many examples of the usual mixture the examples of a word are mixed."""
_AT_LEAST = 0.3
"""How many examples an entry counts as having that has none."""


def standing(texts: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    """Each stem with the numbers of the texts in which it stands; a text is its stems."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(texts):
        for stem in dict.fromkeys(stems):
            found[stem].append(number)
    return dict(found)


class Examples:
    """The examples of one list, of kinds or of items.

    `entries` are the ids of the list, `answers` what each example may mean, and `stand` in which examples a stem stands.
    Only the words of a question are counted, when it is asked.
    """

    def __init__(self, entries: Iterable[str], answers: Sequence[Sequence[str]], stand: Mapping[str, Sequence[int]]) -> None:
        self._answers = answers
        self._stand = stand
        self._counted: dict[str, tuple[int, Counter[str]]] = {}
        usual: Counter[str] = Counter()
        for those in answers:
            usual.update(dict.fromkeys(those, _WHOLE // len(those) if those else 0))
        listed = list(entries)
        every = usual.total() + _AT_LEAST * _WHOLE * len(listed)
        self._usual = {entry: (usual[entry] + _AT_LEAST * _WHOLE) / every for entry in listed}
        self._unasked = {entry: math.log(share) for entry, share in self._usual.items()}

    def know(self, stem: str) -> bool:
        """Whether the word stands in more than one example, so that it is no slip of the pen."""
        return len(self._stand.get(stem, ())) > 1

    def speak(self, stems: Iterable[str]) -> dict[str, float]:
        """For each entry the logarithm of how likely it is after these words; not brought to a sum of 1."""
        told = dict(self._unasked)
        for stem in dict.fromkeys(stems):
            seen, meant = self._count(stem)
            if seen:
                silent = math.log(_DRAWN / (seen + _DRAWN))
                for entry in told:
                    told[entry] += self._more(seen, meant[entry], entry) if entry in meant else silent
        return told

    def says(self, stem: str, entry: str) -> float:
        """How much more likely an entry is with the word than without, as a logarithm; 0 for a word that no example has."""
        seen, meant = self._count(stem)
        return self._more(seen, meant[entry], entry) if seen else 0.0

    def _more(self, seen: int, meant: int, entry: str) -> float:
        usual = self._usual[entry]
        return math.log((meant / _WHOLE + _DRAWN * usual) / (seen + _DRAWN) / usual)

    def _count(self, stem: str) -> tuple[int, Counter[str]]:
        """In how many examples with an answer a word stands, and what they meant."""
        if stem not in self._counted:
            those = [self._answers[number] for number in self._stand.get(stem, ()) if self._answers[number]]
            meant: Counter[str] = Counter()
            for answers in those:
                for answer in answers:
                    meant[answer] += _WHOLE // len(answers)
            self._counted[stem] = len(those), meant
        return self._counted[stem]

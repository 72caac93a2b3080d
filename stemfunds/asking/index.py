"""The vocabulary as phrases of stems: how strongly a text speaks for each kind or item, word by word."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from stemfunds.asking.words import Reader, Word

_LEAST_OF_A_PHRASE = 0.45
"""Share of a phrase's weight that a text must have before the phrase counts."""
_WHOLENESS = 3
"""How much less a phrase is worth of which only a part stands in the text."""
_SCATTERED = 0.8
"""What a phrase is worth whose words do not stand together."""
_LOOSE = 0.2
"""What a word of a definition is worth beside one of the names."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind or an item as the index knows it: its names, and the words of its definition."""

    id: str
    phrases: tuple[tuple[str, ...], ...]
    loose: frozenset[str] = frozenset()
    worth: float = 1.0


@dataclass(slots=True)
class Heard:
    """How strongly a text speaks for an entry: in all, what each word says of it, and what is told of that where the word stands.

    `whole` says that a name stood there in full.
    """

    id: str
    score: float = 0.0
    words: dict[int, float] = field(default_factory=dict)
    told: dict[int, float] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Emphasis:
    """How much a phrase counts that stands in a later part of a sentence, and one that is not the head of its part."""

    later: float = 1.0
    inside: float = 1.0

    def of(self, part: int, *, heads: bool) -> float:
        """What counts of a phrase in a part (0 is the first), which says what the part is about or stands beside that."""
        return (1.0 if part == 0 else self.later) * (1.0 if heads else self.inside)


class Index:
    """Entries found by their words. A word that few entries share weighs more; of a longer name, `common` words tell nothing."""

    def __init__(self, entries: Iterable[Entry], common: frozenset[str] = frozenset()) -> None:
        self.common = common
        self.entries = {entry.id: entry for entry in entries}
        self._by_stem: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._loose: dict[str, list[str]] = defaultdict(list)
        shared: Counter[str] = Counter()
        for entry in self.entries.values():
            stems: set[str] = set()
            for phrase in entry.phrases:
                named = entry.id, phrase
                for one in set(phrase) if len(phrase) > 1 else phrase:
                    self._by_stem[one].append(named)
                stems.update(phrase)
            shared.update(stems)
            for one in entry.loose:
                self._loose[one].append(entry.id)
        count = len(self.entries)
        self._weights = {one: math.log(1 + count / times) for one, times in shared.items()}
        self._rarest = math.log(1 + count)

    def weight(self, stem: str) -> float:
        """How much a word tells; one that no entry has weighs as much as the rarest."""
        return self._weights.get(stem, self._rarest)

    def knows(self, stem: str) -> bool:
        """Whether a name of some entry has the word."""
        return stem in self._weights

    @property
    def stems(self) -> Iterable[str]:
        """All words of all names."""
        return self._weights.keys()

    def hear(self, words: Sequence[Word], emphasis: Emphasis) -> dict[str, Heard]:
        """The entries that a text speaks for; `emphasis` says how much each of its words counts."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            places[word.stem].append(place)
        found: dict[str, Heard] = {}
        for identity, phrase in dict.fromkeys(pair for one in places for pair in self._by_stem.get(one, ())):
            self._add_phrase(found.setdefault(identity, Heard(identity)), phrase, places, words, emphasis)
        for one, where in places.items():
            for identity in self._loose.get(one, ()):
                worth = self.weight(one) * _LOOSE
                _note(
                    found.setdefault(identity, Heard(identity)), where[0], worth, emphasis.of(words[where[0]].part, heads=False)
                )
        for heard in found.values():
            heard.score = sum(heard.told.values()) * self.entries[heard.id].worth
        return {identity: heard for identity, heard in found.items() if heard.score > 0}

    def _add_phrase(
        self, heard: Heard, phrase: tuple[str, ...], places: dict[str, list[int]], words: Sequence[Word], emphasis: Emphasis
    ) -> None:
        stems = dict.fromkeys(phrase)
        there = [one for one in stems if one in places]
        whole = sum(self.weight(one) for one in stems)
        share = sum(self.weight(one) for one in there) / whole
        if share < _LEAST_OF_A_PHRASE or (len(there) < len(stems) and self.common.issuperset(there)):
            return
        first = [places[one][0] for one in there]
        together = 1.0 if max(first) - min(first) < len(there) + 1 else _SCATTERED
        heard.whole = heard.whole or share > 0.999
        headed = {words[place].part for place in first if words[place].heads}
        for one, place in zip(there, first, strict=True):
            worth = self.weight(one) * share**_WHOLENESS * together * words[place].sure
            _note(heard, place, worth, emphasis.of(words[place].part, heads=words[place].part in headed))


def _note(heard: Heard, place: int, worth: float, emphasis: float) -> None:
    """What a word adds to an entry; of several names that have the word, the best counts."""
    heard.words[place] = max(heard.words.get(place, 0.0), worth)
    heard.told[place] = max(heard.told.get(place, 0.0), worth * emphasis)


def entry(identity: str, reader: Reader, names: Iterable[str], means: str, worth: float) -> Entry:
    """An entry made from names as people write them."""
    phrases = dict.fromkeys(stems for name in names if (stems := reader.stems(name)))
    return Entry(identity, tuple(phrases), frozenset(reader.stems(means)), worth)

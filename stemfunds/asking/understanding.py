"""What a question is about: the kind of the activity, the item that is bought, and how sure that is.

Every name of a kind or an item is a phrase of stems. A text speaks for an entry by the words of its phrases that stand in it,
rare words more than common ones; kinds and items that usually go together strengthen each other. How sure it is depends on
how much of the text was understood. Nothing is learnt: each score can be followed by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemfunds.asking.examples import Examples
from stemfunds.asking.index import Emphasis, Entry, Heard, Index, entry
from stemfunds.asking.spelling import corrected, joined
from stemfunds.asking.words import Reader, Word
from stemfunds.rulebook.model import HeardAs, Item, Kind, Rulebook

CONFIDENT = 0.5
"""The confidence from which a question is answered."""

_KIND_OF_ITEM = 0.2
_ITEM_OF_KIND = 0.2
_KIND_SETTLED = 0.6
"""What a kind gains from an item that usually goes with it, and the other way round, as a share of the other's score; and from
an item that settles the kind."""
_OF_KINDS = Emphasis()
_OF_ITEMS = Emphasis(later=0.5, inside=0.5)
_GIVES_WAY = 0.4
_PREVAILS = 1.5
"""What the words of an entry are worth that gives way, or prevails."""
_ANOTHER_QUESTION = 0.45
_EXAMPLES_OF_KINDS, _EXAMPLES_OF_ITEMS = 0.2, 0.12
"""How much the examples count beside the names."""
_UNHEARD = 0.02
"""The share of the score of an entry that no name speaks for."""
_RANKED = 5
_CURLED, _STRAIGHT = "\u2019", "'"
_LETTERS = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind or an item that a text could mean; `said` is false where only the other one suggests it."""

    id: str
    confidence: float
    said: bool = True


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was understood: kinds and items, best first, and the confidence in the two first, between 0 and 1."""

    kinds: tuple[Guess, ...]
    items: tuple[Guess, ...]
    confidence: float

    @property
    def kind(self) -> str:
        """The id of the kind, empty when nothing was understood."""
        return self.kinds[0].id if self.kinds else ""

    @property
    def item(self) -> str:
        """The id of the item, empty when nothing was understood."""
        return self.items[0].id if self.items else ""

    @property
    def is_confident(self) -> bool:
        """Whether the question may be answered."""
        return bool(self.kinds and self.items) and self.confidence >= CONFIDENT


class Listener:
    """Understands questions in the words of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        wording = rulebook.wording
        self.wording = wording
        self.reader = Reader(wording)
        self._common = frozenset(one for word in wording.common_words for one in self.reader.stems(word))
        self.kinds = Index((self._kind(kind) for kind in rulebook.kinds.values()), self._common)
        self.items = Index((self._item(item) for item in rulebook.items.values()), self._common)
        self.known = tuple(sorted({*self.kinds.stems, *self.items.stems}))
        self._known = frozenset(self.known)
        self._of_costs = frozenset(wording.of_costs)
        self._written_out = {
            short.casefold(): self.reader.stems(full) for short, full in wording.abbreviations.items() if len(short) > 4
        }
        self._items_of = {identity: heard.usual for identity, heard in wording.kinds.items()}
        asked = [(self.reader.stems(one.text), one) for one in wording.asked]
        self._asked_kinds = Examples(tuple(rulebook.kinds), ((stems, one.kinds) for stems, one in asked))
        self._asked_items = Examples(tuple(rulebook.items), ((stems, one.items) for stems, one in asked))
        self._settling = {identity for identity, heard in wording.items.items() if heard.settles}
        self._kinds_of = {item.id: self._usual_kinds(item) for item in rulebook.items.values()}

    def understand(self, text: str, *, kind: str = "", item: str = "", aside: Iterable[str] = ()) -> Understood:
        """What a text means. `kind` and `item` are those that the person has named; `aside` are phrases that were
        understood as something else, such as the name of a fund, and that need no explaining; one that begins with a
        common word, as Title IV does, hints at nothing either.
        """
        named = [self.reader.stems(phrase) for phrase in aside]
        silent = frozenset(one for stems in named if stems and stems[0] in self._common for one in stems)
        spoken = [word for word in self.reader.words(text) if word.stem not in silent]
        words = corrected(joined(spoken, self._known), self.known, self._written_out, self._asked_items.know)
        heard_kinds = self.kinds.hear(words, _OF_KINDS)
        heard_items = self.items.hear(words, _OF_ITEMS)
        gains = {
            identity: _KIND_SETTLED if heard_items[identity].whole else _KIND_OF_ITEM
            for identity in self._settling & heard_items.keys()
        }
        kinds = self._strengthened(heard_kinds, heard_items, self._kinds_of, gains, _KIND_OF_ITEM)
        items = self._strengthened(heard_items, heard_kinds, self._items_of, {}, _ITEM_OF_KIND)
        stems = tuple(word.stem for word in words)
        kinds = _weighed(kinds, self._asked_kinds, stems, _EXAMPLES_OF_KINDS)
        items = _weighed(items, self._asked_items, stems, _EXAMPLES_OF_ITEMS)
        ranked = _ranked(kinds, heard_kinds, kind), _ranked(items, heard_items, item)
        if kind and item:
            return Understood(*ranked, 1.0)
        set_aside = frozenset(one for stems in named for one in stems)
        sure = self._confidence(text, words, heard_kinds, heard_items, ranked, set_aside)
        return Understood(*ranked, round(sure, 2))

    # --- entries ----------------------------------------------------------------------------------------------------

    def _kind(self, kind: Kind) -> Entry:
        heard = self.wording.kinds.get(kind.id)
        names = (kind.name, kind.id.replace("-", " "), *kind.also_called, *(heard.called if heard else ()))
        yields = kind.incidental or kind.never_primary
        return entry(kind.id, self.reader, names, kind.means, _GIVES_WAY if yields else _worth(heard))

    def _item(self, item: Item) -> Entry:
        heard = self.wording.items.get(item.id)
        names = (item.name, item.id.replace("-", " "), *item.also_called, *(heard.called if heard else ()))
        return entry(item.id, self.reader, names, "", _worth(heard))

    def _usual_kinds(self, item: Item) -> tuple[str, ...]:
        heard = self.wording.items.get(item.id)
        return heard.usual if heard is not None and heard.usual else ((item.kind,) if item.kind else ())

    # --- scores -----------------------------------------------------------------------------------------------------

    @staticmethod
    def _strengthened(
        heard: Mapping[str, Heard],
        others: Mapping[str, Heard],
        usual: Mapping[str, tuple[str, ...]],
        gains: Mapping[str, float],
        gain: float,
    ) -> dict[str, float]:
        """The scores of one list, raised by what the other list usually goes with; `gains` are those of some entries."""
        scores = {identity: one.score for identity, one in heard.items()}
        gained: dict[str, float] = {}
        for other in others.values():
            more = other.score * gains.get(other.id, gain)
            for place, identity in enumerate(usual.get(other.id, ())):
                gained[identity] = max(gained.get(identity, 0.0), more * (0.9**place))
        for identity, more in gained.items():
            scores[identity] = scores.get(identity, 0.0) + more
        return scores

    # --- confidence -------------------------------------------------------------------------------------------------

    def _confidence(
        self,
        text: str,
        words: Sequence[Word],
        kinds: Mapping[str, Heard],
        items: Mapping[str, Heard],
        ranked: tuple[tuple[Guess, ...], tuple[Guess, ...]],
        aside: frozenset[str],
    ) -> float:
        """The share of the text's weight that the two first explain, less where no name stood there in full."""
        chosen = [found for found in (_heard(kinds, ranked[0]), _heard(items, ranked[1])) if found is not None]
        if not chosen:
            return 0.0
        told, whole = 0.0, 0.0
        for place, word in enumerate(words):
            if word.stem in aside:
                continue
            weight = max(self.kinds.weight(word.stem), self.items.weight(word.stem)) if word.stem in self._known else _UNKNOWN
            share = max(self._share(found, place, word) for found in chosen)
            if word.stem in self._common:
                weight *= share  # a common word may explain, and need not be explained
            elif word.stem in self._known:
                share = max(share, _KNOWN)
            told += weight * share
            whole += weight
        sure = told / whole if whole else 0.0
        if not any(found.whole for found in chosen):
            sure *= 0.6
        close = _closeness(ranked[0]) + _closeness(ranked[1])
        sure = min(sure * (1 - _TIED * close / 2), 1.0 if close < _TOO_CLOSE else CONFIDENT - 0.01)
        return min(sure, 1.0) * (_ANOTHER_QUESTION if self._asks_something_else(text) else 1.0)

    def _share(self, found: Heard, place: int, word: Word) -> float:
        index = self.kinds if found.id in self.kinds.entries and found.id not in self.items.entries else self.items
        most = index.weight(word.stem) if index.knows(word.stem) else self.kinds.weight(word.stem)
        return min(1.0, found.words.get(place, 0.0) / most)

    def _asks_something_else(self, text: str) -> bool:
        """Whether a text opens as no question about a cost does, has words that belong to none (`how tall`, `near me`), or asks
        something without a word of paying, of schools or of who asks.
        """
        words = _LETTERS.findall(text.casefold().replace(_CURLED, _STRAIGHT))
        if words and words[0] in self.wording.question_words and _DOLLAR not in text and self._of_costs.isdisjoint(words):
            return True
        said = f" {' '.join(words)} "
        return any(said.startswith(f" {words} ") for words in self.wording.other_questions) or any(
            f" {words} " in said for words in self.wording.other_topics
        )


_DOLLAR = "$"
_UNKNOWN = 4.5
"""How much a word that no name has counts against the confidence."""
_KNOWN = 0.5
"""How far a word is explained that the vocabulary knows, but not the kind or item that was chosen."""


_TIED = 0.12
"""What confidence loses when the second guess is as good as the first."""
_TOO_CLOSE = 1.65
"""How near the second kind and the second item may come to the first together, so that the question is still answered."""


def _closeness(ranked: tuple[Guess, ...]) -> float:
    """How near the second guess comes to the first, between 0 and 1."""
    return ranked[1].confidence / ranked[0].confidence if len(ranked) > 1 and ranked[0].confidence else 0.0


def _worth(heard: HeardAs | None) -> float:
    """What the words of an entry are worth beside those of others."""
    if heard is None:
        return 1.0
    return _GIVES_WAY if heard.gives_way else _PREVAILS if heard.prevails else 1.0


def _heard(heard: Mapping[str, Heard], ranked: tuple[Guess, ...]) -> Heard | None:
    return heard.get(ranked[0].id) if ranked else None


def _weighed(scores: Mapping[str, float], examples: Examples, stems: Sequence[str], weight: float) -> dict[str, float]:
    """The scores, multiplied by how likely the examples make each entry."""
    if not scores and not any(map(examples.know, stems)):
        return {}
    told = examples.speak(stems)
    most, total = max(told.values()), sum(scores.values()) or 1.0
    return {
        entry: (scores.get(entry, 0.0) / total + _UNHEARD) * math.exp(weight * (likely - most)) for entry, likely in told.items()
    }


def _ranked(scores: Mapping[str, float], heard: Mapping[str, Heard], named: str) -> tuple[Guess, ...]:
    """The best guesses with their shares of the score, first the one that the person has named."""
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:_RANKED]
    total = sum(score for _, score in best) or 1.0
    guesses = [Guess(identity, round(score / total, 2), identity in heard) for identity, score in best if identity != named]
    return (Guess(named, 1.0), *guesses) if named else tuple(guesses)

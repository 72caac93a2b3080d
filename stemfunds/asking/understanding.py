"""What a question is about: the kind of the activity, the item that is bought, and how sure that is.

Every name of a kind or an item is a phrase of stems. A text speaks for an entry by the words of its phrases that stand in it,
rare words more than common ones; kinds and items that usually go together strengthen each other. Examples of questions whose
meaning is known then say how each word has spoken before. How sure it is depends on how much of the text was understood.
Everything is counted, and each score can be followed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stemfunds.asking.confidence import CONFIDENT, Chosen, Confidence
from stemfunds.asking.examples import Examples, standing
from stemfunds.asking.index import Emphasis, Entry, Heard, Index, entry
from stemfunds.asking.side import Guess, Side
from stemfunds.asking.spelling import corrected, joined
from stemfunds.asking.words import Reader
from stemfunds.rulebook.model import HeardAs, Item, Kind, Rulebook

_KIND_OF_ITEM = 0.2
_ITEM_OF_KIND = 0.1
_KIND_SETTLED = 0.3
"""What a kind gains from an item that usually goes with it, and the other way round, as a share of the other's score; and from
an item that settles the kind."""
_GIVES_WAY = 0.4
_PREVAILS = 1.5
"""What the words of an entry are worth that gives way, or prevails."""


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was understood: kinds and items, best first, and the confidence in the two first, between 0 and 1.

    `words` are those of the text that speak for the two, as they were typed.
    """

    kinds: tuple[Guess, ...]
    items: tuple[Guess, ...]
    confidence: float
    words: tuple[str, ...] = ()

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
        stand = standing(self.reader.stems(one.text) for one in wording.asked)
        self.kinds = Side(
            Index((self._kind(kind) for kind in rulebook.kinds.values()), self._common),
            Examples(rulebook.kinds, [one.kinds for one in wording.asked], stand),
            Emphasis(),
            weight=0.2,
        )
        self.items = Side(
            Index((self._item(item) for item in rulebook.items.values()), self._common),
            Examples(rulebook.items, [one.items for one in wording.asked], stand),
            Emphasis(later=0.4, inside=0.5),
            weight=0.12,
        )
        self.known = tuple(sorted({*self.kinds.names.stems, *self.items.names.stems}))
        self._known = frozenset(self.known)
        self._confidence = Confidence(wording, self._common, self._known)
        self._written_out = {
            short.casefold(): self.reader.stems(full) for short, full in wording.abbreviations.items() if len(short) > 4
        }
        self._items_of = {identity: heard.usual for identity, heard in wording.kinds.items()}
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
        words = corrected(joined(spoken, self._known), self.known, self._written_out)
        heard_kinds, heard_items = self.kinds.hear(words), self.items.hear(words)
        gains = {
            identity: _KIND_SETTLED if heard_items[identity].whole else _KIND_OF_ITEM
            for identity in self._settling & heard_items.keys()
        }
        kinds = self._strengthened(heard_kinds, heard_items, self._kinds_of, gains, _KIND_OF_ITEM)
        items = self._strengthened(heard_items, heard_kinds, self._items_of, {}, _ITEM_OF_KIND)
        ranked_kinds = self.kinds.ranked(kinds, heard_kinds, words, kind)
        ranked_items = self.items.ranked(items, heard_items, words, item)
        if kind and item:
            return Understood(ranked_kinds, ranked_items, 1.0)
        chosen = [
            Chosen(side, ranked, heard.get(ranked[0].id, Heard(ranked[0].id)))
            for side, ranked, heard in ((self.kinds, ranked_kinds, heard_kinds), (self.items, ranked_items, heard_items))
            if ranked
        ]
        set_aside = frozenset(one for stems in named for one in stems)
        sure = self._confidence.of(text, words, chosen, set_aside)
        told = dict.fromkeys(word.typed for place, word in enumerate(words) if any(one.is_told_by(word, place) for one in chosen))
        return Understood(ranked_kinds, ranked_items, round(sure, 2), tuple(told))

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


def _worth(heard: HeardAs | None) -> float:
    """What the words of an entry are worth beside those of others."""
    if heard is None:
        return 1.0
    return _GIVES_WAY if heard.gives_way else _PREVAILS if heard.prevails else 1.0

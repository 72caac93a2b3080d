"""Words as typed data: how questions in free text are read, and what the tool itself says."""

import msgspec

from stemfunds.rulebook.rule_model import Severity
from stemfunds.rulebook.terms import Frozen


class HeardAs(Frozen, frozen=True):
    """More words by which questions mean a kind or an item. ``usual`` are the items that a kind mostly buys, or the kinds
    that an item mostly goes with, the likeliest first; what ``gives_way`` is meant only where nothing else is, and what
    ``prevails`` is rarely mentioned unless it is meant, as a fine is. An item that ``settles`` goes with its usual kinds
    whatever else the text names: taxes on a bus are administration.
    """

    id: str
    called: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    gives_way: bool = False
    prevails: bool = False
    settles: bool = False


class Asked(Frozen, frozen=True, array_like=True):
    """A question that somebody asked, with the kinds and the items that an expert accepts as its meaning; either may be none."""

    text: str
    kinds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class Wording(Frozen, frozen=True):
    """How questions in free text are read: the little words, the abbreviations, and more names of kinds and items.

    ``actions`` are verbs that say what is paid for where a part of the text opens with one, as "rent a hall" does.
    ``own_words`` keep their endings, as bowling does, which is no bowl. A text that opens with one of ``other_questions`` or
    has one of ``other_topics`` in it asks about no cost, and neither does a question (one of ``question_words`` opens it)
    without a word ``of_costs``: of paying, of schools, of who asks.
    ``capitals`` are abbreviations only when written so. ``grades`` maps words such as middle school to the lowest and
    highest grade. ``ask_first`` are facts that are asked before all others. ``asked`` are examples: from them the listener
    counts how each word speaks for kinds and items.
    """

    little_words: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    common_words: tuple[str, ...] = ()
    other_questions: tuple[str, ...] = ()
    other_topics: tuple[str, ...] = ()
    question_words: tuple[str, ...] = ()
    of_costs: tuple[str, ...] = ()
    ask_first: tuple[str, ...] = ()
    abbreviations: dict[str, str] = msgspec.field(default_factory=dict)
    capitals: dict[str, str] = msgspec.field(default_factory=dict)
    grades: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    kinds: dict[str, HeardAs] = msgspec.field(default_factory=dict)
    items: dict[str, HeardAs] = msgspec.field(default_factory=dict)
    asked: tuple[Asked, ...] = ()


class Notice(Frozen, frozen=True):
    """What the tool itself says while it applies the rules; words in braces are filled in."""

    id: str
    says: str
    severity: Severity
    repair: str = ""

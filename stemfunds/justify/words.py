"""How figures, dates, verdicts and other people's texts are written: one function each, for every format."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Manner, Span, Text
from stemfunds.printable import printable

NOTHING = "–"
"""Stands in a cell where there is nothing to print."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SYMBOLS = {
    Verdict.ALLOWABLE: "✓",
    Verdict.WITH_CONDITIONS: "◐",
    Verdict.NEEDS_INFORMATION: "?",
    Verdict.NOT_ALLOWABLE: "✗",
}
_WORDS = {
    Verdict.ALLOWABLE: "Allowable",
    Verdict.WITH_CONDITIONS: "Allowable with conditions",
    Verdict.NEEDS_INFORMATION: "Needs information",
    Verdict.NOT_ALLOWABLE: "Not allowable",
}


def clean(text: str) -> str:
    """A text from a plan or a rule as one printable line: no control or direction signs, no line breaks."""
    return " ".join(printable(text).split())


def percentage(part: int, whole: int) -> str:
    """A share with one decimal, rounded half up; nothing where there is no whole."""
    if whole <= 0:
        return NOTHING
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def day(value: date | None) -> str:
    """A date in a table: ``Oct 1, 2026``."""
    return NOTHING if value is None else f"{_MONTHS[value.month - 1][:3]} {value.day}, {value.year}"


def day_in_prose(value: date) -> str:
    """A date in a sentence: ``October 1, 2026``."""
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def symbol(verdict: Verdict) -> str:
    """The sign that goes with a verdict, so that it never depends on colour."""
    return _SYMBOLS[verdict]


def verdict_words(verdict: Verdict) -> str:
    """The verdict as a phrase: ``Allowable with conditions``."""
    return _WORDS[verdict]


NO_LINE = "Nothing is planned yet"
"""In place of the verdict on an activity without lines: what is not planned was not judged."""


def counted(number: int, one: str, many: str = "") -> str:
    """``1 line`` or ``3 lines``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: ``a``, ``a and b``, ``a, b and c``."""
    known = list(names)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def plain(text: str, manner: Manner = "plain") -> Text:
    """A text in one manner, cleaned; nothing for an empty text."""
    cleaned = clean(text)
    return (Span(cleaned, manner),) if cleaned else ()


def strong(text: str) -> Text:
    """A text that stands out."""
    return plain(text, "strong")


def quiet(text: str) -> Text:
    """A text that steps back: ids, notes on sources."""
    return plain(text, "quiet")


def missing(what: str) -> Text:
    """The visible mark for a text that the plan does not give. Nothing is invented in its place."""
    return (Span(f"[MISSING: {clean(what)}]", "missing"),)


def sentence(text: str) -> str:
    """A text that ends like a sentence, so that another can follow."""
    cleaned = clean(text)
    return cleaned if not cleaned or cleaned[-1] in ".!?…:" else f"{cleaned}."


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def joined(*texts: Text | str) -> Text:
    """Texts behind each other with one space between; empty ones leave no gap."""
    spans: list[Span] = []
    for text in texts:
        part = plain(text) if isinstance(text, str) else text
        if part and spans:
            spans.append(Span(" "))
        spans.extend(part)
    return tuple(spans)


def bare(text: Text) -> str:
    """The words without their manner."""
    return "".join(span.text for span in text)

"""What a question says besides kind and item: the fund that it names, and the grades."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from stemfunds.judging.case import FactValue
from stemfunds.judging.vocabulary import fund_names
from stemfunds.reading import scalars
from stemfunds.reading.nodes import Scalar
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.model import Rulebook

_GRADES = re.compile(
    r"\b(?:grades?|gr\.?)\s*(PK|K|1[0-2]|[1-9])(?:\s*(?:-|\u2013|to|through|and)\s*(1[0-2]|[1-9]))?\b", re.IGNORECASE
)
_SPAN = re.compile(
    r"\b(PK|K|1[0-2]|[1-9])\s*[-\u2013]\s*(1[0-2]|[1-9])(?:st|nd|rd|th)?\s+(?:grade|teachers|students|classrooms)", re.IGNORECASE
)
_ORDINAL = re.compile(r"\b(1[0-2]|[1-9])(?:st|nd|rd|th)[- ](?:grade|grader|graders)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Funds by id, in the order of the text; facts that the text gives; and the words that said each of them."""

    funds: tuple[str, ...] = ()
    facts: Mapping[str, FactValue] | None = None
    words: tuple[str, ...] = ()


def mentions(text: str, rulebook: Rulebook) -> Mentions:
    """The funds and grades that a text names."""
    funds, words = _funds(text, rulebook)
    found = _grades(text, rulebook)
    if found is None:
        return Mentions(funds, {}, words)
    (lowest, highest), said = found
    facts: dict[str, FactValue] = {"activity.grade_lowest": Decimal(lowest), "activity.grade_highest": Decimal(highest)}
    return Mentions(funds, facts, (*words, said))


def _funds(text: str, rulebook: Rulebook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Funds by their proper names: those with a capital or a digit, as they are written; the longest name wins."""
    open_text, found = text, dict[str, int]()
    words: list[str] = []
    for name, identity in sorted(fund_names(rulebook).items(), key=lambda pair: -len(pair[0])):
        if not _is_proper(name) or rulebook.funds[identity].window is None:
            continue
        loosely = re.IGNORECASE if name.casefold().startswith("title") or any(letter.isdigit() for letter in name) else 0
        hit = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", open_text, loosely)
        if hit is not None:
            found.setdefault(identity, hit.start())
            words.append(hit.group())
            open_text = open_text[: hit.start()] + " " * len(hit.group()) + open_text[hit.end() :]
    return tuple(sorted(found, key=found.__getitem__)), tuple(words)


def _is_proper(name: str) -> bool:
    return len(name) > 2 and (any(letter.isdigit() for letter in name) or name[:1].isupper()) and not name[:1].islower()


def _grades(text: str, rulebook: Rulebook) -> tuple[tuple[int, int], str] | None:
    """The lowest and highest grade of the one span that a text names, with its words; several spans name none."""
    hits = [(*_ends(hit), hit.group()) for pattern in (_GRADES, _SPAN, _ORDINAL) for hit in pattern.finditer(text)]
    spans = {(lowest, highest) for lowest, highest, _ in hits}
    if len(spans) == 1:
        return next(iter(spans)), hits[0][2]
    named = [word for word in rulebook.wording.grades if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]
    spans = {rulebook.wording.grades[word] for word in named}
    return (next(iter(spans)), max(named, key=len)) if not hits and len(spans) == 1 else None


def _ends(hit: re.Match[str]) -> tuple[int, int]:
    last = hit.group(2) if hit.re.groups > 1 and hit.group(2) else hit.group(1)
    read = [scalars.grades(Scalar(end.upper(), 1, 1), Problems("")) or (0, 0) for end in (hit.group(1), last)]
    return min(read[0][0], read[1][0]), max(read[0][1], read[1][1])

"""From text to words that can be compared: abbreviations written out, endings taken off, the parts of a sentence numbered."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from stemfunds.rulebook.model import Wording

_WORD = re.compile(r"[A-Za-z0-9]+|[,;:()\u2013\u2014]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['\u2019](?=[A-Za-z])")
_MONEY = re.compile(r"\$\s*[0-9][0-9,]*(?:\.[0-9]+)?\s*[kK]?\b|\b[0-9]+(?:\.[0-9]+)?\s*(?:%|percent\b)")
_ONE_TO_ONE = re.compile(r"\b1\s*:\s*1\b")
_DIMENSIONS = re.compile(r"\b([23])\s*-\s*[dD]\b")
_LONGEST = 400
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, the part of the sentence it stands in (0 is the first), whether it ends a part.

    `typed` is how it was written, for words that nobody knows.
    """

    stem: str
    part: int = 0
    ends_part: bool = False
    typed: str = ""
    sure: float = 1.0


class Reader:
    """Reads texts with the abbreviations and little words of a rulebook."""

    def __init__(self, wording: Wording) -> None:
        self.stops = frozenset(wording.little_words)
        self.breaks = frozenset(wording.breaks)
        self.written_out = {short.casefold(): full for short, full in wording.abbreviations.items()}
        self.capitals = dict(wording.capitals)

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of a phrase, little words left out."""
        return tuple(
            stem(written)
            for typed in self._typed(text)
            if typed[0].isalnum() and (typed in self.capitals or typed.casefold() not in self.breaks)
            for written in self._expanded(typed)
            if written not in self.stops
        )

    def words(self, text: str) -> list[Word]:
        """The words of a text in order; amounts and percentages are no words."""
        parts: list[list[Word]] = [[]]
        for typed in self._typed(text):
            lower = typed.casefold()
            if not lower[0].isalnum() or (lower in self.breaks and typed not in self.capitals):
                if parts[-1]:
                    parts.append([])
                continue
            for written in self._expanded(typed):
                if written not in self.stops:
                    parts[-1].append(Word(stem(written), len(parts) - 1, typed=typed))
        return [
            Word(word.stem, number, place == len(part) - 1, word.typed)
            for number, part in enumerate(part for part in parts if part)
            for place, word in enumerate(part)
        ]

    def _typed(self, text: str) -> list[str]:
        plain = text[:_LONGEST].replace("&", " and ")
        if not plain.isascii():
            plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
        plain = _APOSTROPHE.sub("", _MONEY.sub(" ", plain))
        plain = _ONE_TO_ONE.sub(" one-to-one ", plain)
        plain = _DIMENSIONS.sub(r"\1D", plain)
        return _WORD.findall(plain)

    def _expanded(self, typed: str) -> list[str]:
        full = self.capitals.get(typed) or self.written_out.get(typed.casefold())
        return _WORD.findall(full.casefold()) if full else [typed.casefold()]


@cache
def stem(word: str) -> str:
    """A word without the endings of number and tense: `classes` and `class`, `tutoring` and `tutors`, are one."""
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _singular(word)
    for ending, shortest in (("ing", 6), ("ed", 5)):
        if word.endswith(ending) and len(word) >= shortest and _VOWEL.search(word[: -len(ending)]):
            word = _DOUBLED.sub(r"\1", word[: -len(ending)])
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes", "uses")) and len(word) > 4:
        return word[:-2] if word not in ("uses", "causes", "houses") else word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word

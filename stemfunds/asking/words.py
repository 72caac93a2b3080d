"""From text to words that can be compared: abbreviations written out, endings taken off, the parts of a sentence numbered."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from stemfunds.rulebook.model import Wording

_WORD = re.compile(r"[A-Za-z0-9]+|[,;:()\u2013\u2014]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['\u2019](?=[A-Za-z])")
_MONEY = re.compile(r"\$\s*[0-9][0-9,]*(?:\.[0-9]+)?\s*[kK]?\b|\b[0-9]+(?:\.[0-9]+)?\s*(?:%|percent\b)")
_ONE_TO_ONE = re.compile(r"\b1\s*:\s*1\b")
_LINKED = re.compile(r"(?<=\w)-(?:to|in|of|on|at|for|by|the|and|a)-(?=\w)", re.IGNORECASE)
_WELDED = re.compile(r"\b(in|re|pre|non|co|un|e|i)-(?=[a-z]{2})|(?<=[a-z])-(?=(?:in|up|on|out|off)\b)", re.IGNORECASE)
_DIMENSIONS = re.compile(r"\b([23])\s*-\s*[dD]\b")
_LISTING = frozenset({"and", "or", "plus"})
_LONGEST = 400
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, the part of the sentence it stands in (0 is the first), whether it is what the part is about.

    That is the last word of a part or of a member of a list, or the verb that a part opens with.
    `typed` is how it was written, for words that nobody knows.
    """

    stem: str
    part: int = 0
    heads: bool = False
    typed: str = ""
    sure: float = 1.0


class Reader:
    """Reads texts with the abbreviations and little words of a rulebook."""

    def __init__(self, wording: Wording) -> None:
        self.stops = frozenset(wording.little_words)
        self.breaks = frozenset(wording.breaks)
        self.actions = frozenset(wording.actions)
        self.own_words = frozenset(wording.own_words)
        self.written_out = {short.casefold(): full for short, full in wording.abbreviations.items()}
        self.capitals = dict(wording.capitals)
        self._met: dict[str, tuple[str, ...]] = {}
        self._phrases: dict[str, tuple[str, ...]] = {}

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of a phrase, little words and breaks left out. A name of a kind and an item at once is read once."""
        found = self._phrases.get(text)
        if found is None:
            stems: list[str] = []
            for typed in self._typed(text):
                known = self._met.get(typed)
                stems += self._stems_of(typed) if known is None else known
            found = self._phrases[text] = tuple(stems)
        return found

    def _stems_of(self, typed: str) -> tuple[str, ...]:
        if typed not in self._met:
            left_out = not typed[0].isalnum() or self._is_break(typed)
            self._met[typed] = () if left_out else tuple(self._stem(written) for written in self._written(typed))
        return self._met[typed]

    def words(self, text: str) -> list[Word]:
        """The words of a text in order; amounts and percentages are no words."""
        parts: list[list[Word]] = [[]]
        for typed in self._typed(text):
            if not typed[0].isalnum() or self._is_break(typed):
                if parts[-1]:
                    parts.append([])
            elif typed.casefold() in _LISTING and parts[-1]:
                parts[-1][-1] = replace(parts[-1][-1], heads=True)
            else:
                parts[-1] += [Word(one, typed=typed) for one in self._stems_of(typed)]
        return [word for number, part in enumerate(part for part in parts if part) for word in self._headed(part, number)]

    def _headed(self, part: list[Word], number: int) -> list[Word]:
        """A part with its heads: the verb that it opens with, or else its last word and those before an `and`."""
        if part[0].typed.casefold() in self.actions:
            return [replace(word, part=number, heads=place == 0) for place, word in enumerate(part)]
        return [replace(word, part=number, heads=word.heads or place == len(part) - 1) for place, word in enumerate(part)]

    @staticmethod
    def _typed(text: str) -> list[str]:
        if text.isascii() and text.replace(" ", "").isalpha() and len(text) <= _LONGEST:
            return text.split()
        plain = text[:_LONGEST].replace("&", " and ")
        if not plain.isascii():
            plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
        plain = _APOSTROPHE.sub("", _MONEY.sub(" ", plain) if "$" in plain or "%" in plain or "percent" in plain else plain)
        if ":" in plain:
            plain = _ONE_TO_ONE.sub(" one-to-one ", plain)
        if "-" in plain:
            plain = _DIMENSIONS.sub(r"\1D", plain)
            plain = _WELDED.sub(r"\1", _LINKED.sub(" ", plain))  # hard-to-staff has no break in it, and add-on is one word
        return _WORD.findall(plain)

    def _is_break(self, typed: str) -> bool:
        return typed.casefold() in self.breaks and typed not in self.capitals

    def _written(self, typed: str) -> list[str]:
        """The words that one stands for, abbreviations written out and little words left out."""
        full = self.capitals.get(typed) or self.written_out.get(typed.casefold())
        written = _WORD.findall(full.casefold()) if full else [typed.casefold()]
        return [one for one in written if one not in self.stops]

    def _stem(self, written: str) -> str:
        for own in (written, written.removesuffix("s")):
            if own in self.own_words:
                return own
        return stem(written)


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

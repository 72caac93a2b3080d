"""Misspelt words: the nearest word of the vocabulary, where only one letter or so is wrong."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from stemfunds.asking.words import Word, stem

_SHORTEST = 5
_NEAR_ENOUGH = 0.8


def joined(words: Sequence[Word], known: Collection[str]) -> list[Word]:
    """Words that were written apart put together where the vocabulary writes them as one: `maker space`."""
    found: list[Word] = []
    place = 0
    while place < len(words):
        one = words[place]
        after = words[place + 1] if place + 1 < len(words) else None
        if after is not None and after.part == one.part and not (one.stem in known and after.stem in known):
            both = stem((one.typed + after.typed).casefold())
            if both in known:
                found.append(replace(after, stem=both))
                place += 2
                continue
        found.append(one)
        place += 1
    return found


def corrected(words: Sequence[Word], known: Collection[str], written_out: dict[str, tuple[str, ...]]) -> list[Word]:
    """Unknown words as the known word that was probably meant; a guess counts less than a word that is there.

    `written_out` maps the stems of abbreviations to the stems of what they stand for.
    """
    found: list[Word] = []
    for word in words:
        if word.stem in known or len(word.stem) < _SHORTEST or not word.stem.isalpha():
            found.append(word)
            continue
        near, sure = _nearest(word.stem, [*known, *written_out])
        meant = written_out.get(near, (near,)) if near else (word.stem,)
        found += [replace(word, stem=one, sure=sure) for one in meant]
    return found


def _nearest(typed: str, known: Collection[str]) -> tuple[str, float]:
    """The known word most like the typed one, and how like it is; an empty word when none is near."""
    from rapidfuzz.distance import OSA

    best, likeness = "", 1.0
    least = _NEAR_ENOUGH
    for one in sorted(known):
        if len(one) > 3 and one[0] == typed[0] and abs(len(one) - len(typed)) <= 2:
            like = OSA.normalized_similarity(typed, one)
            if like > least or (like == least and not best):
                best, likeness, least = one, like, like
    return best, likeness

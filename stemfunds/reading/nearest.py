"""The nearest right name for a word that is not one: for funds, kinds, items, facts, keys and commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

CLOSE_ENOUGH = 0.66
"""Share of letters that two names must have in common, in order."""

_BETWEEN_LETTER_AND_DIGIT = re.compile(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")
_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v", "6": "vi", "7": "vii", "8": "viii"}


def nearest_name(word: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant, or None.

    Case, underscores, hyphens and Roman numerals do not count: `Title_4A` is `title-iv-a`. When `known`
    maps spellings to names, the answer is the name behind the nearest spelling. Swapped letters are the likeliest slip.
    """
    spellings: dict[str, str] = {}
    for name in known:
        spellings.setdefault(_spelled(name), name)
    looked_for = _spelled(word[:200])
    found = spellings.get(looked_for)
    if found is None:
        import difflib

        close = difflib.get_close_matches(looked_for, spellings, 5, CLOSE_ENOUGH)
        swapped = (name for name in close if sorted(name) == sorted(looked_for))
        best = next(swapped, close[0] if close else None)
        found = spellings[best] if best is not None else None
    if found is not None and isinstance(known, Mapping):
        meant = known[found]
        return meant if isinstance(meant, str) else found
    return found


def _spelled(name: str) -> str:
    """A name with the differences taken out that people do not notice."""
    parts = re.split(r"[\s_.-]+", name.strip().casefold())
    apart = [piece for part in parts for piece in _BETWEEN_LETTER_AND_DIGIT.split(part)]
    return "-".join(_ROMAN.get(piece, piece) for piece in apart if piece)

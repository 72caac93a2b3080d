"""Which signs the fonts of the PDF compiler hold, and what is written where they hold none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import cache

from stemfunds.printable import printable

STAND_IN = "□"
"""Stands for a sign that no font holds; the cover says which signs these are."""

_USUAL = frozenset("–—…“”‘’•·×→≥≤✓✗◐☐§€™")
_RARE = re.compile("[^\x00-\u024f]")
_LONG = re.compile(r"[^\s\-/]{61,}")
_LONG_IN_A_CELL = re.compile(r"[^\s\-/]{17,}")
_LONGEST_NATURAL = 24
_PIECE = 12
_BREAK = "\u200b"


class Lettering:
    """Makes texts fit to be set, and remembers which of their signs could not be shown."""

    def __init__(self) -> None:
        self._unshown: set[str] = set()

    def fit(self, text: str, in_a_cell: bool = False) -> str:
        """The text with a stand-in for what cannot be drawn, and with places to break in words that are too long."""
        shown = printable(text)
        rare = frozenset(_RARE.findall(shown)) - _USUAL
        if rare and not _can_draw("".join(sorted(rare))):
            shown = self._without({sign for sign in rare if not _can_draw(sign)}, shown)
        if rare and any(map(_is_mark, shown)) and not _can_draw(shown):
            shown = self._without(rare, shown)
        too_long = _LONG_IN_A_CELL if in_a_cell else _LONG
        return too_long.sub(lambda found: _in_pieces(found.group()), shown)

    def _without(self, undrawable: Set[str], text: str) -> str:
        self._unshown |= undrawable & set(text)
        return "".join(STAND_IN if sign in undrawable else sign for sign in text)

    @property
    def unshown(self) -> list[str]:
        """The signs that could not be drawn, by their numbers: ``U+4E2D``."""
        return [f"U+{ord(sign):04X}" for sign in sorted(self._unshown)]


def _in_pieces(word: str) -> str:
    """A long word with places to break; a natural one is left to the hyphenation."""
    if len(word) <= _LONGEST_NATURAL and word.isalpha():
        return word
    return _BREAK.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


def _is_mark(sign: str) -> bool:
    """Whether it joins the sign before it; no font may hold the two together, though each alone has a glyph."""
    return unicodedata.category(sign).startswith("M")


@cache
def _can_draw(signs: str) -> bool:
    """Whether the compiler finds a glyph for every sign: it refuses an accessible file that lacks one."""
    import typst

    program = b"#set document(title: [x])\n#sys.inputs.signs #strong(sys.inputs.signs)"
    try:
        typst.compile(program, format="pdf", ignore_system_fonts=True, pdf_standards=["ua-1"], sys_inputs={"signs": signs})
    except typst.TypstError:
        return False
    return True

"""How wide the columns of a table on paper are: as the document asks, but never so narrow that a figure breaks.

Widths are in twentieths of a point. The widths of signs are those of the table font at 9 points, rounded up.
"""

from __future__ import annotations

import re

from stemfunds.justify.document import Column, Table
from stemfunds.justify.templating import paragraphs
from stemfunds.justify.words import bare

TALL_WIDTH = 10080
"""Width of the text on a portrait letter page."""
WIDE_WIDTH = 13680
"""The same in landscape."""

_MARGINS = 220
_UNBROKEN = re.compile(r"(?:to )?[A-Z][a-z]{2} \d{1,2}, \d{4}(?!\S)|\S+")
"""A date in a table, and any other word."""
_NARROW_SIGNS = ",.:; ()|il"
_NARROW, _USUAL = 58, 98
_LONGEST_WORD = 16


def column_widths(table: Table, wide: bool) -> list[int]:
    """The widths of a table's columns; together they fill the page."""
    whole = WIDE_WIDTH if wide else TALL_WIDTH
    least = [_least_width(table, at, column) for at, column in enumerate(table.columns)]
    if sum(least) > whole:
        return _filled([width * whole // sum(least) for width in least], whole)
    return _filled(_shared([column.width for column in table.columns], least, whole), whole)


def fits_upright(table: Table) -> bool:
    """Whether a portrait page is wide enough for all figures and ordinary words of a table."""
    return sum(_least_width(table, at, column) for at, column in enumerate(table.columns)) <= TALL_WIDTH


def _shared(asked: list[float], least: list[int], whole: int) -> list[int]:
    """Shares of the whole as asked for; too small a column gets what it needs, the others share the rest."""
    fixed: set[int] = set()
    while True:
        rest = whole - sum(least[at] for at in fixed)
        parts = sum(width for at, width in enumerate(asked) if at not in fixed)
        widths = [least[at] if at in fixed else int(rest * width / parts) for at, width in enumerate(asked)]
        narrow = {at for at, width in enumerate(widths) if width < least[at]}
        if not narrow or len(fixed | narrow) == len(asked):
            return widths
        fixed |= narrow


def _filled(widths: list[int], whole: int) -> list[int]:
    return [*widths[:-1], whole - sum(widths[:-1])]


def _least_width(table: Table, at: int, column: Column) -> int:
    """What a column needs so that no word of its head and no figure in it breaks."""
    pieces = column.title.split()
    cells = [bare(text) for row in table.rows for text in paragraphs(row.cells[at])]
    if column.align == "right":
        pieces += cells
    else:
        pieces += [piece for cell in cells for piece in _UNBROKEN.findall(cell)]
    return _MARGINS + max((_width(piece) for piece in pieces if _counts(piece, column)), default=0)


def _counts(piece: str, column: Column) -> bool:
    return column.align == "right" or len(piece) <= _LONGEST_WORD


def _width(piece: str) -> int:
    return sum(_NARROW if sign in _NARROW_SIGNS else _USUAL for sign in piece)

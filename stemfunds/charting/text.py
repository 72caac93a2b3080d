"""A chart for a terminal: as many columns as fit side by side, the others in further blocks below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from stemfunds.charting.grid import Cell, Grid
from stemfunds.reporting.styled import Line, shortened, wrapped

_COLUMN = 8
_NAME = 24
_NAME_AT_MOST = 44


def grid_lines(grid: Grid, width: int) -> Iterator[Line]:
    """Title, blocks of columns, legend and notes."""
    yield from wrapped(grid.title, width, 0, "title")
    if grid.lead:
        yield from wrapped(grid.lead, width, 0, "quiet")
    longest = max((len(_name(row.name, row.note)) for row in grid.rows()), default=_NAME)
    name = max(_NAME, min(longest + 1, _NAME_AT_MOST, width - _COLUMN * max(len(grid.heads), 1)))
    fitting = max((width - name) // _COLUMN, 1)
    for start in range(0, len(grid.heads), fitting):
        yield []
        yield from _block(grid, start, start + fitting, name)
    yield []
    for mark in grid.legend:
        yield from wrapped(mark.means, width, 6, first=[(f"  {mark.text:<4}", mark.style)])
    for note in grid.notes:
        yield from wrapped(note, width, 0, "quiet")


def _block(grid: Grid, start: int, end: int, name: int) -> Iterator[Line]:
    yield from _head(grid.corner, [short for short, _ in grid.heads[start:end]], name)
    for group in grid.groups:
        if group.title:
            yield [(group.title, "title")]
        for row in group.rows:
            shown = shortened(_name(row.name, row.note), name - 1)
            yield [(f"{shown:<{name}}", ""), *(_cell(cell) for cell in row.cells[start:end])]


def _head(corner: str, heads: Sequence[str], name: int) -> Iterator[Line]:
    """Names of columns over several lines, each cut where it does not fit."""
    parts = [textwrap.wrap(_hyphenated(head), _COLUMN - 1) or [""] for head in heads]
    height = max(map(len, parts), default=1)
    for number in range(height):
        words = [part[number - height + len(part)] if number >= height - len(part) else "" for part in parts]
        first = corner if number == height - 1 else ""
        yield [(f"{first:<{name}}", "title"), *((f"{word:<{_COLUMN}}", "title") for word in words)]


def _hyphenated(head: str) -> str:
    """Words that are wider than a column, cut with a hyphen."""
    words = []
    for word in head.replace("-", "- ").split():
        while len(word) > _COLUMN - 1:
            words.append(f"{word[: _COLUMN - 2]}-")
            word = word[_COLUMN - 2 :]
        words.append(word)
    return " ".join(words)


def _cell(cell: Cell) -> tuple[str, str]:
    return f"{cell.mark.text:<{_COLUMN}}", cell.mark.style


def _name(name: str, note: str) -> str:
    return f"{name} {note}" if note else name

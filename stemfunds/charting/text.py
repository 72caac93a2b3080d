"""A chart for a terminal: as many columns as fit side by side, the others in further blocks below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemfunds.charting.grid import Cell, Grid, Group, Row
from stemfunds.reporting.styled import Line, shortened, wrapped

_COLUMN, _COLUMN_AT_MOST = 8, 20
"""A column is as wide as the longest word of its head, which is not cut."""
_NAME = 24
_NAME_AT_MOST = 44


def grid_lines(grid: Grid, width: int) -> Iterator[Line]:
    """Title, blocks of columns, legend and notes."""
    yield from wrapped(grid.title, width, 0, "title")
    if grid.lead:
        yield from wrapped(grid.lead, width, 0, "quiet")
    grid, same = _without_columns_of_one_mark(grid)
    longest = max((len(_name(row.name, row.note)) for row in grid.rows()), default=_NAME)
    columns = [_width(_words(short)) for short, _ in grid.heads]
    name = max(_NAME, min(longest + 1, _NAME_AT_MOST, width - sum(columns)))
    for places in _blocks(columns, width - name):
        yield []
        yield from _block(grid, places, columns, name)
    yield []
    for mark in grid.legend:
        yield from wrapped(mark.means, width, 6, first=[(f"  {mark.text:<4}", mark.style)])
    for note in (*same, *grid.notes):
        yield from wrapped(note, width, 0, "quiet")


def _without_columns_of_one_mark(grid: Grid) -> tuple[Grid, tuple[str, ...]]:
    """A column that says the same quiet thing in every cell is told in a sentence; a terminal has no room for it."""
    rows = list(grid.rows())
    quiet = {
        place: rows[0].cells[place].mark
        for place in range(len(grid.heads))
        if rows and rows[0].cells[place].mark.style == "quiet" and len({row.cells[place].mark for row in rows}) == 1
    }
    kept = [place for place in range(len(grid.heads)) if place not in quiet]
    if not quiet or not kept:
        return grid, ()
    groups = tuple(
        Group(group.title, tuple(Row(row.name, row.note, tuple(row.cells[place] for place in kept)) for row in group.rows))
        for group in grid.groups
    )
    names = ", ".join(grid.heads[place][0] for place in quiet)
    mark = next(iter(quiet.values()))
    return replace(grid, heads=tuple(grid.heads[place] for place in kept), groups=groups), (f"{mark.text} throughout: {names}.",)


def _blocks(columns: Sequence[int], room: int) -> Iterator[range]:
    """The places of the columns that stand side by side: as many as fit, at least one."""
    start = 0
    for place in range(1, len(columns) + 1):
        if place == len(columns) or sum(columns[start : place + 1]) > room:
            yield range(start, place)
            start = place


def _block(grid: Grid, places: range, columns: Sequence[int], name: int) -> Iterator[Line]:
    yield from _head(grid.corner, [(_words(grid.heads[place][0]), columns[place]) for place in places], name)
    for group in grid.groups:
        if group.title:
            yield [(group.title, "title")]
        for row in group.rows:
            shown = shortened(_name(row.name, row.note), name - 1)
            yield [(f"{shown:<{name}}", ""), *(_cell(row.cells[place], columns[place]) for place in places)]


def _head(corner: str, heads: Sequence[tuple[Sequence[str], int]], name: int) -> Iterator[Line]:
    """Names of columns over several lines, the last of each above its cells."""
    parts = [(textwrap.wrap(" ".join(words), column - 1, break_on_hyphens=False) or [""], column) for words, column in heads]
    height = max((len(part) for part, _ in parts), default=1)
    for number in range(height):
        words = [(part[number - height + len(part)] if number >= height - len(part) else "", column) for part, column in parts]
        first = corner if number == height - 1 else ""
        yield [(f"{first:<{name}}", "title"), *((f"{word:<{column}}", "title") for word, column in words)]


def _words(head: str) -> list[str]:
    """The words of a head; one that is wider than a column is parted at its own hyphens, and cut only where it has none."""
    words: list[str] = []
    for word in head.split():
        for part in [word] if len(word) < _COLUMN else word.replace("-", "- ").split():
            words += textwrap.wrap(part, _COLUMN_AT_MOST)
    return words


def _width(words: Sequence[str]) -> int:
    return max(_COLUMN, *(len(word) + 1 for word in words))


def _cell(cell: Cell, column: int) -> tuple[str, str]:
    return f"{cell.mark.text:<{column}}", cell.mark.style


def _name(name: str, note: str) -> str:
    return f"{name} {note}" if note else name

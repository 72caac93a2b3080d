"""A chart for a terminal: as many columns as fit side by side, the others in further blocks below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemfunds.charting.grid import Cell, Grid, Group, Row
from stemfunds.reporting.styled import Line, shortened, wrapped

_COLUMN = 8
_NAME = 24
_NAME_AT_MOST = 44


def grid_lines(grid: Grid, width: int) -> Iterator[Line]:
    """Title, blocks of columns, legend and notes."""
    yield from wrapped(grid.title, width, 0, "title")
    if grid.lead:
        yield from wrapped(grid.lead, width, 0, "quiet")
    grid, same = _without_columns_of_one_mark(grid)
    longest = max((len(_name(row.name, row.note)) for row in grid.rows()), default=_NAME)
    name = max(_NAME, min(longest + 1, _NAME_AT_MOST, width - _COLUMN * max(len(grid.heads), 1)))
    fitting = max((width - name) // _COLUMN, 1)
    for start in range(0, len(grid.heads), fitting):
        yield []
        yield from _block(grid, start, start + fitting, name)
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
    parts = [textwrap.wrap(_hyphenated(head), _COLUMN - 1, break_on_hyphens=False) or [""] for head in heads]
    height = max(map(len, parts), default=1)
    for number in range(height):
        words = [part[number - height + len(part)] if number >= height - len(part) else "" for part in parts]
        first = corner if number == height - 1 else ""
        yield [(f"{first:<{name}}", "title"), *((f"{word:<{_COLUMN}}", "title") for word in words)]


def _hyphenated(head: str) -> str:
    """Words that are wider than a column, cut at their own hyphens or else with one."""
    words: list[str] = []
    for word in head.split():
        parts = [word] if len(word) < _COLUMN else word.replace("-", "- ").split()
        for part in parts:
            while len(part) >= _COLUMN:
                words.append(f"{part[: _COLUMN - 2]}-")
                part = part[_COLUMN - 2 :]
            words.append(part)
    return " ".join(words)


def _cell(cell: Cell) -> tuple[str, str]:
    return f"{cell.mark.text:<{_COLUMN}}", cell.mark.style


def _name(name: str, note: str) -> str:
    return f"{name} {note}" if note else name

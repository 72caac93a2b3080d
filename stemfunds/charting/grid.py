"""A chart as data: heads, grouped rows and cells, each with a sign and a letter, so that color is never needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One sort of cell: the sign, the letter, what it means, and the name of its style."""

    sign: str
    letter: str
    means: str
    style: str

    @property
    def text(self) -> str:
        """How the mark is printed: the sign never stands alone."""
        return f"{self.sign}{self.letter}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A mark at its place; `words` say more about it."""

    mark: Mark
    words: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One activity or kind: its name, a note, and a cell for each head."""

    name: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a title; the title may be empty."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole chart. `heads` are the short and the full names of the columns; `notes` stand below the legend."""

    title: str
    lead: str
    corner: str
    heads: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    legend: tuple[Mark, ...]
    notes: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """All rows, group by group."""
        for group in self.groups:
            yield from group.rows

"""The rows of a sheet, or of a CSV file, as parts of a plan: nodes with the cell of every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemfunds.reading.nodes import Mapping, Node, Place, Scalar, Table
from stemfunds.workbook.cells import ReadCells
from stemfunds.workbook.headings import Headings, find_headings
from stemfunds.workbook.layout import PARENT, Column, SheetLayout

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of one sheet from its first cell on, and how its cells are read."""

    table: Table
    rows: Sequence[Row]
    cells: ReadCells


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the part that it holds, and the id of the part to which it belongs."""

    node: Mapping
    parent: Scalar | None = None

    @property
    def identity(self) -> str:
        """The id of the part, if it has one."""
        node = self.node.get("id")
        return node.text.strip() if isinstance(node, Scalar) else ""


def headings_of(grid: Grid, layout: SheetLayout, computed: Iterable[str], remarks: list[str]) -> Headings | None:
    """The headings of a sheet that lists parts; a problem where a column is missing that every row needs."""
    found = find_headings(grid.rows, layout.columns, layout.part, computed)
    at = Place(1, 1, grid.table)
    if found is None:
        if any(not grid.cells.is_blank(cell, 0, 0) for row in grid.rows for cell in row):
            expected = ", ".join(column.heading for column in layout.columns[:4])
            grid.cells.problems.add(at, f"no row of headings is found; expected {expected} …", expected=expected)
        return None
    needed = [column for column in layout.columns if column.required and found.place_of(column) is None]
    for column in needed:
        near = next((heading for heading in found.others.values() if heading.casefold() in column.heading.casefold()), "")
        hint = f'; is it the column "{near}"?' if near else ", which every row needs; add it to the headings"
        message = f'there is no column "{column.heading}"{hint}'
        grid.cells.problems.add(Place(found.row + 1, 1, grid.table), message, expected=column.heading)
    remarks.extend(_remarks(grid.table, found))
    return None if needed else found


def _remarks(table: Table, found: Headings) -> Iterator[str]:
    where = f"{table.file}: sheet {table.sheet}" if table.sheet else table.file
    for place, typed in found.misspelt.items():
        yield f'{where}: the column "{typed}" was read as "{found.columns[place].heading}"'
    for typed in found.others.values():
        yield f'{where}: the column "{typed}" is not part of a plan and was not read'


def records(grid: Grid, layout: SheetLayout, found: Headings) -> Iterator[Record]:
    """The rows that hold something, in their order."""
    for number, row in enumerate(grid.rows[found.row + 1 :], found.row + 2):
        filled = {
            place: column
            for place, column in found.columns.items()
            if place < len(row) and not grid.cells.is_blank(row[place], number, place + 1)
        }
        if filled:
            yield _record(grid, layout, found, number, filled)


def _record(grid: Grid, layout: SheetLayout, found: Headings, number: int, filled: dict[int, Column]) -> Record:
    identity = layout.column("id")
    place = found.place_of(identity) if identity is not None else None
    first = min(found.columns) if place is None else place
    node = Mapping([], number, first + 1, table=grid.table, blanks={})
    parent = None
    for at, column in sorted(found.columns.items()):
        if at not in filled:
            if column.required and node.blanks is not None:
                node.blanks[column.path[-1]] = Place(number, at + 1, grid.table)
            if column.path == (PARENT,):
                parent = Scalar("", number, at + 1, table=grid.table)
            continue
        value = grid.cells.node(grid.rows[number - 1][at], number, at + 1, column.spec)
        if column.path == (PARENT,):
            parent = value if isinstance(value, Scalar) else Scalar("", number, at + 1, table=grid.table)
        elif value is not None:
            put(node, column.path, value)
    return Record(node, parent)


def put(node: Mapping, path: Sequence[str], value: Node) -> None:
    """Set a field of a part, in the record that its path names; records are made where they are missing."""
    for name in path[:-1]:
        inner = node.get(name)
        if not isinstance(inner, Mapping):
            inner = Mapping([], value.line, value.column, table=value.table)
            _append(node, name, inner)
        node = inner
    _append(node, path[-1], value)


def _append(node: Mapping, name: str, value: Node) -> None:
    node.add(Scalar(name, value.line, value.column, True, value.table), value)

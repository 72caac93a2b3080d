"""A proposal on a terminal and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from stemfunds.braiding.report import Report, Row, Table
from stemfunds.reporting.markdown_report import escaped
from stemfunds.reporting.styled import Line, shortened, wrapped

_GAP = 2


def table_lines(report: Report, width: int) -> Iterator[Line]:
    """The report for a terminal; columns are wrapped where they have to be."""
    yield from wrapped(report.title, width, 0, "title")
    yield from wrapped(report.head, width, 0, "quiet")
    for paragraph in report.lead:
        yield []
        yield from wrapped(paragraph, width, 0)
    for table in report.tables:
        yield []
        yield [(table.title, "title")]
        for paragraph in table.before:
            yield from wrapped(paragraph, width, 2, first=[("  ", "")])
        yield from _drawn(table, width)
        for paragraph in table.after:
            yield from wrapped(paragraph, width, 2, "quiet", first=[("  ", "")])


def _drawn(table: Table, width: int) -> Iterator[Line]:
    rows = [row for row in table.rows if row.cells]
    if not rows:
        return
    widths = _widths(table, rows, width - 2)
    if widths is None:  # too narrow for columns: one value behind the other
        yield from _listed(table, width)
        return
    if any(table.columns):
        yield from _row(table.columns, widths, table, "quiet")
    for row in table.rows:
        if row.heading:
            yield [("  ", ""), (shortened(row.heading, width - 2), "rule")]
            continue
        yield from _row(row.cells, widths, table, "hint" if _is_changed(row) else "")
        for below in row.below:
            yield from wrapped(below, width, 6, "quiet", first=[("    ", "")])


def _is_changed(row: Row) -> bool:
    return any(cell.startswith("→") for cell in row.cells)


def _widths(table: Table, rows: Sequence[Row], room: int) -> list[int] | None:
    """The widths of the columns: as wide as their longest cell, and where that is too much the widest texts give way, down to
    their longest word.
    """
    cells = [table.columns, *(row.cells for row in rows)]
    columns = range(len(table.columns))
    widths = [max(len(row[number]) for row in cells) for number in columns]
    least = [max((len(word) for row in cells for word in row[number].split()), default=0) for number in columns]
    over = sum(widths) + _GAP * (len(widths) - 1) - room
    while over > 0:
        widest = max(columns, key=lambda number: (widths[number] > least[number], widths[number]))
        if widths[widest] <= least[widest]:
            return None
        widths[widest] -= 1
        over -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], table: Table, style: str) -> Iterator[Line]:
    columns = [textwrap.wrap(cell, width, break_on_hyphens=False) or [""] for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, columns))):
        parts = [column[number] if number < len(column) else "" for column in columns]
        told = [
            f"{part:>{width}}" if name in table.money else f"{part:<{width}}"
            for part, width, name in zip(parts, widths, table.columns, strict=True)
        ]
        yield [("  ", ""), ((" " * _GAP).join(told), style)]


def _listed(table: Table, width: int) -> Iterator[Line]:
    for row in table.rows:
        if row.heading:
            yield [("  ", ""), (shortened(row.heading, width - 2), "rule")]
            continue
        told = "; ".join(f"{name.lower()} {cell}" for name, cell in zip(table.columns[1:], row.cells[1:], strict=True) if cell)
        yield from wrapped(told, width, 6, first=[("  ", ""), (row.cells[0], "rule"), ("  ", "")])
        for below in row.below:
            yield from wrapped(below, width, 6, "quiet", first=[("      ", "")])


def markdown(report: Report) -> str:
    """The report as Markdown."""
    lines = [f"# {escaped(report.title)}", "", escaped(report.head), ""]
    for paragraph in report.lead:
        lines += [escaped(paragraph), ""]
    for table in report.tables:
        lines += [f"## {table.title}", ""]
        for paragraph in table.before:
            lines += [escaped(paragraph), ""]
        if table.rows:
            lines += [*_table_rows(table), ""]
        for paragraph in table.after:
            lines += [escaped(paragraph), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table_rows(table: Table) -> Iterator[str]:
    """Rows of a table; what stands below a row is its last cell."""
    below = any(row.below for row in table.rows)
    columns = [*table.columns, "Why"] if below else list(table.columns)
    yield f"| {' | '.join(columns)} |"
    yield f"| {' | '.join('---:' if name in table.money else '---' for name in columns)} |"
    for row in table.rows:
        cells = [*row.cells, *([" ".join(row.below)] if below else [])]
        if row.heading:
            cells = [f"**{escaped(row.heading)}**", *[""] * (len(columns) - 1)]
            yield f"| {' | '.join(cells)} |"
        else:
            yield f"| {' | '.join(map(escaped, cells))} |"

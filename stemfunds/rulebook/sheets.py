"""Fact sheets, row by row: which rule encodes a paragraph or table row, or why it is not a rule."""

from __future__ import annotations

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.model import Sheet, SheetRow

_KEYS = frozenset({"sheet", "title", "rows"})
_ROW_KEYS = frozenset({"row", "encoded_by", "not_a_rule"})


def read_sheet(node: Node, known: frozenset[str], problems: Problems) -> Sheet:
    """A sheet; a row is either encoded by known names or not a rule for a stated reason."""
    entry = Entry(node, problems, _KEYS, "a sheet")
    rows = tuple(_row(part, known, problems) for part in entry.entries("rows"))
    return Sheet(entry.required_text("sheet"), entry.required_text("title"), rows)


def _row(node: Node, known: frozenset[str], problems: Problems) -> SheetRow:
    entry = Entry(node, problems, _ROW_KEYS, "a row of a sheet")
    row = SheetRow(entry.required_text("row"), entry.texts("encoded_by"), entry.text("not_a_rule"))
    if bool(row.encoded_by) == bool(row.not_a_rule):
        problems.add(entry.at, f'row "{row.row}": expected encoded_by with what encodes it, or not_a_rule with the reason')
    for name in row.encoded_by:
        if name not in known:
            problems.add(entry.at, f'unknown name "{name}" in encoded_by', found=name, nearest=nearest_name(name, known))
    return row

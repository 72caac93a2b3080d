"""The rows of a file of budget lines: a CSV file with any separator, or the sheet of a workbook that looks most like them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from stemfunds.reading.nodes import Place, Table
from stemfunds.reading.problems import Problems
from stemfunds.reading.source_text import decoded
from stemfunds.workbook.computed import LINES, computed_headings
from stemfunds.workbook.headings import find_headings
from stemfunds.workbook.layout import SheetLayout, sheets
from stemfunds.workbook.marks import MOST_ROWS, Marks, PackageView
from stemfunds.workbook.package import safe_bytes

ADDED = ("Verdict", "Rule", "Message", "Hint")
"""The headings of the columns that a check writes behind the others; they are never read."""

_SEPARATORS = ",;\t|"
_APOSTROPHE = re.compile("^'(?=[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")


@dataclass(frozen=True, slots=True)
class LinesTable:
    """Cells by row, the first row that of line 1; columns by field, from 1; empty where no headings are found."""

    table: Table
    rows: list[list[object]]
    columns: dict[str, int]
    heading_row: int = 0
    marks: Marks = field(default_factory=Marks)


def lines_layout() -> SheetLayout:
    """The columns of the sheet Budget lines."""
    return next(one for one in sheets() if one.name == LINES)


# --- CSV ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row as it stands in the file: its first line, from 1, its text with the line break, and its cells."""

    begins: int
    text: str
    cells: list[str]


def csv_of_lines(data: bytes, file: str, layout: SheetLayout, problems: Problems) -> LinesTable:
    """All rows, each at the number of its line, so that a row with line breaks is found where it begins."""
    table = Table(file)
    rows: list[list[object]] = []
    for row in csv_rows(data, file, problems):
        rows.extend([] for _ in range(row.begins - 1 - len(rows)))
        rows.append([_APOSTROPHE.sub("", cell) for cell in row.cells])
    return _with_headings(LinesTable(table, rows, {}), layout)


def csv_rows(data: bytes, file: str, problems: Problems) -> Iterator[CsvRow]:
    """The rows of a CSV file; raises UnusableInput where a row cannot be read."""
    text = csv_text_of(data, file)
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=separator_of(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield CsvRow(begins, "".join(lines[begins - 1 : reader.line_num]), cells)
            begins = reader.line_num + 1
            if begins > MOST_ROWS:
                problems.stop(Place(begins, 1, Table(file)), f"the file has more than {MOST_ROWS:,} rows")
    except csv.Error as error:
        problems.stop(Place(begins, 1, Table(file)), f"the row cannot be read: {error}; is a quote missing?")


def separator_of(text: str) -> str:
    """The sign that parts the cells: the one that the first line has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def encoding_of(data: bytes) -> str:
    """UTF-8, or else the Western European encoding that older programs write."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def csv_text_of(data: bytes, file: str) -> str:
    """The text of a CSV file without its byte order mark; raises UnusableInput for signs that no text has."""
    encoding = encoding_of(data)
    return decoded(data if encoding == "utf-8" else data.decode(encoding, errors="replace").encode(), file)


# --- workbooks ----------------------------------------------------------------------------------------------


def sheet_of_lines(data: bytes, file: str, layout: SheetLayout) -> LinesTable:
    """The sheet of a workbook that has the most headings of budget lines; a workbook that may not be opened is refused."""
    from python_calamine import CalamineError, load_workbook

    view, problems = PackageView(safe_bytes(data, file), file), Problems(file)
    try:
        book = load_workbook(io.BytesIO(data))
        found = [
            _with_headings(LinesTable(Table(file, name), rows, {}, 0, marks), layout)
            for name in view.sheets
            for marks in (view.marks(name),)
            for rows in ([list[object](row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)],)
        ]
    except (CalamineError, OSError, ValueError) as error:
        problems.stop(Place(1, 1), f"the workbook cannot be read: {error}", found="a damaged file")
    return max(found, key=lambda one: len(one.columns))


def _with_headings(table: LinesTable, layout: SheetLayout) -> LinesTable:
    found = find_headings(table.rows, layout.columns, layout.part, (*computed_headings(LINES), *ADDED))
    if found is None:
        return table
    named = tuple((place + 1, column.heading) for place, column in found.columns.items())
    columns = {column.name: place + 1 for place, column in found.columns.items()}
    return replace(table, table=replace(table.table, headings=named), columns=columns, heading_row=found.row + 1)

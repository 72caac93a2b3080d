"""The rows of a CSV file or a workbook as texts, each with the number that the file gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problems
from stemfunds.reading.source_text import contents

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
DELIMITERS = (",", ";", "\t", "|")
_START = Place(1, 1)
_MOST_UNPACKED = 200_000_000
_MOST_ROWS = 200_000
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number from 1, and its cells as texts without blanks around them."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text of a column, counted from 0; nothing behind the last."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the file as a table: a sheet of a workbook, or a delimiter of a CSV file."""

    name: str
    rows: tuple[TableRow, ...]


def readings(path: str | Path, sheet: str = "") -> list[Reading]:
    """The sheets of a workbook, or a CSV file read with each delimiter; raises UnusableInput if it is neither."""
    if Path(path).suffix.lower() in WORKBOOKS:
        return list(_sheets(path, sheet))
    text = _text(contents(path), Problems(str(path)))
    return [Reading("", tuple(_csv_rows(text, delimiter))) for delimiter in DELIMITERS]


def _text(data: bytes, problems: Problems) -> str:
    """The text of a CSV file: UTF-8, or the code page that spreadsheets write in the United States."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        problems.stop(_START, "the file is a workbook; its name must end in .xlsx", found="a workbook", expected=".xlsx")
    if b"\0" in data:
        problems.stop(_START, "this is not a text file (it holds a NUL byte); save it as CSV UTF-8", found="NUL byte")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _csv_rows(text: str, delimiter: str) -> Iterator[TableRow]:
    """Rows with the line on which each begins: a cell in quotes may go over several."""
    import csv
    import io

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            yield TableRow(begins, tuple(" ".join(cell.split()) for cell in cells))
            begins = reader.line_num + 1
    except csv.Error:
        return  # a cell without end: this delimiter is not the file's


def _sheets(path: str | Path, wanted: str) -> Iterator[Reading]:
    from python_calamine import CalamineError, CalamineWorkbook

    problems = Problems(str(path))
    contents(path)  # says what is wrong with a file that is missing, too large or cannot be read
    _refuse_bomb(path, problems)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = [name for name in workbook.sheet_names if not wanted or name.strip().lower() == wanted.strip().lower()]
        if not names:
            problems.stop(_START, f'there is no sheet "{wanted}"; the sheets are {", ".join(workbook.sheet_names)}', found=wanted)
        for name in names:
            sheet = workbook.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
            yield Reading(name, tuple(TableRow(number, tuple(map(_as_text, row))) for number, row in enumerate(rows, start=1)))
    except CalamineError as error:
        problems.stop(_START, f"the workbook cannot be read: {error}", expected="an Excel workbook")


def _refuse_bomb(path: str | Path, problems: Problems) -> None:
    """A workbook is a zip archive; one that unpacks to far more than a list of districts is not read."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        return  # an old .xls; the reader says if it is none
    if size > _MOST_UNPACKED:
        problems.stop(
            _START, f"the workbook unpacks to {size // 1_000_000} MB; that is no list of districts", found=f"{size} bytes"
        )


def _as_text(value: Any) -> str:
    """A cell as people type it: whole numbers without a point, dates as year, month and day."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return " ".join(str(value).split())

"""Rows of a list from a CSV file: a header line with the names of the columns, then one line for each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from stemfunds.calculate.amounts import Value
from stemfunds.calculate.answers import read_row
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node, Place, Scalar
from stemfunds.reading.problems import Problems
from stemfunds.reading.source_text import contents
from stemfunds.rulebook.calculator_model import Input

_MOST_ROWS = 20_000


def read_rows(path: Path, asked: Input, funds: Mapping[str, str]) -> list[dict[str, Value | None]]:
    """The rows of a CSV file; raises UnusableInput with every mistake at its line and column."""
    problems = Problems(path.as_posix())
    try:
        written = contents(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.stop(Place(1, 1), "the file is not UTF-8 text; save it as CSV UTF-8")
    lines = list(csv.reader(io.StringIO(written, newline=""), dialect=_dialect(written)))
    if not lines or not any(cell.strip() for cell in lines[0]):
        expected = ", ".join(column.id for column in asked.columns)
        problems.stop(Place(1, 1), f"there is no header line; expected {expected}")
    if len(lines) > _MOST_ROWS:
        problems.stop(Place(_MOST_ROWS, 1), f"the file has more than {_MOST_ROWS:,} lines; expected a list of schools")
    names = _header(lines[0], asked, problems)
    problems.raise_if_any()  # without a column every row would seem wrong
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells):
            by_name: dict[str, Node] = {
                name: Scalar(cell, number, at) for at, (name, cell) in enumerate(zip(names, cells, strict=False), start=1) if name
            }
            rows.append(read_row(asked, by_name, Scalar("", number, 1), problems, funds))
    problems.raise_if_any()
    return rows


def _dialect(written: str) -> type[csv.Dialect]:
    """Commas, or the semicolons and tabs that spreadsheets of other languages write."""
    first = written.split("\n", 1)[0]

    class Found(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Found


def _header(cells: list[str], asked: Input, problems: Problems) -> list[str]:
    known = {_spelled(column.id): column.id for column in asked.columns}
    names = []
    for at, cell in enumerate(cells, start=1):
        name = known.get(_spelled(cell), "")
        if not name and cell.strip():
            nearest = nearest_name(cell, known.values())
            problems.add(Place(1, at), f'unknown column "{cell.strip()}"', found=cell, nearest=nearest)
        names.append(name)
    for column in asked.columns:
        if column.id not in names and not column.default and not column.optional:
            problems.add(Place(1, 1), f"the column {column.id} is missing: {column.question}", expected=column.id)
    return names


def _spelled(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())

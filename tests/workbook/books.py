"""Workbooks to test with: the small plan of the plan tests, changed as a district or another program would change it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from plan.plans import WORDS, read

from stemfunds.plan.model import Plan
from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.reader import read_workbook
from stemfunds.workbook.writer import workbook_bytes

Change = Callable[[Workbook], None]


def small_book(rulebook: Rulebook, *changes: tuple[str, str]) -> bytes:
    """The small plan as a workbook."""
    return workbook_bytes(rulebook, read(*changes, words=WORDS), WORDS, spare=False)


def edited(data: bytes, change: Change) -> bytes:
    """The workbook as another program saves it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(data: bytes, **parts: bytes | None) -> bytes:
    """The workbook with parts replaced, added, or (None) left out; `__` in a name stands for a slash, `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in named if name not in old.namelist())]:
            content = named[name] if name in named else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def cell_of(sheet: Worksheet, heading: str, row: int) -> Any:
    """The cell under a heading."""
    for cells in sheet.iter_rows(max_row=10):
        for cell in cells:
            if str(cell.value or "").removesuffix(" *") == heading:
                return sheet.cell(row, cell.column)
    raise AssertionError(f"no heading {heading}")


def set_cell(sheet: str, heading: str, row: int, value: object, number_format: str = "") -> Change:
    """A change of one cell."""

    def change(book: Workbook) -> None:
        cell = cell_of(book[sheet], heading, row)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


def read_book(data: bytes, folder: Path) -> Plan:
    """The plan of a workbook that lies in a folder as plan.xlsx."""
    path = folder / "plan.xlsx"
    path.write_bytes(data)
    return read_workbook(path, WORDS)


def told(data: bytes, folder: Path) -> list[str]:
    """What is wrong with a workbook, without its folder."""
    with pytest.raises(UnusableInput) as unusable:
        read_book(data, folder)
    return [str(problem).replace(str(folder) + "/", "") for problem in unusable.value.problems]

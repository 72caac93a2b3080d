"""Cells that people fill in: their value, their dropdown or check, and the help on their heading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from stemfunds.plan.fields import FieldSpec
from stemfunds.plan.forms import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR
from stemfunds.plan.writer import Data
from stemfunds.reading.nodes import Place, shortened
from stemfunds.reading.problems import Problems
from stemfunds.workbook.cells import exact
from stemfunds.workbook.layout import Column
from stemfunds.workbook.lists import Lists
from stemfunds.workbook.safe_text import LONGEST_CELL, fits_in_cell, write_text
from stemfunds.workbook.styles import NUMBER_FORMATS, Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FIRST_DAY, _LAST_DAY = dt.date(1900, 3, 1), dt.date(2199, 12, 31)  # Excel's February of 1900 is not the calendar's
_WIDTHS = {
    "id": 14,
    "activity": 12,
    "line": 16,
    "award": 14,
    "fact": 36,
    "state": 9,
    "date": 12,
    "money": 14,
    "unit-cost": 12,
    "percent": 10,
    "number": 10,
    "whole": 11,
    "yes-no": 9,
}
_WORDS, _NARROW_TEXT, _WIDE_TEXT = 20, 16, 44
_LINE, _HIGHEST_ROW, _SIGNS_PER_WIDTH = 13.5, 400, 1.12
_HELP_AUTHOR = "Help"


def width_of(column: Column) -> int:
    """The width of a column, in signs: that of its form, or of its example."""
    example = len(column.spec.example)
    wide = max(_NARROW_TEXT, min(_WIDE_TEXT, example + example // 2)) if column.spec.form == "text" else _WORDS
    return max(_WIDTHS.get(column.spec.form, wide), max(map(len, column.heading.split())) + 4)


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """The height of a row in points, so that its longest text fits into its column."""
    lines = [
        sum(1 + int(len(part) / max(width * _SIGNS_PER_WIDTH - 2, 1)) for part in text.splitlines()) for text, width in texts
    ]
    return min(_HIGHEST_ROW, max(1, *lines, 1) * _LINE + 2)


def text_of(value: Data | None) -> str:
    """A value as a cell shows it, more or less."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def write_input(sheet: Worksheet, row: int, column: int, spec: FieldSpec, value: Data | None, styles: Styles) -> None:
    """Write one value, or an empty cell to fill in; numbers and dates that a cell cannot hold exactly become text."""
    form = spec.form if spec.form in NUMBER_FORMATS else "text"
    if value is None or value == "":
        blank = styles.input_text().usual if form == "text" else styles.input(form)
        sheet.write_blank(row, column, None, blank)
        return
    text = text_of(value)
    if not fits_in_cell(text):
        problems = Problems("plan")
        message = f'{spec.name} "{shortened(text)}" has {len(text):,} signs; a cell of a workbook holds {LONGEST_CELL:,}'
        problems.stop(Place(0, 0), message, found=f"{len(text):,} signs", expected=f"at most {LONGEST_CELL:,}")
    if form == "date" and (day := _day(text)) is not None:
        sheet.write_datetime(row, column, day, styles.input(form))
    elif form not in ("text", "date") and (number := _number(text, form)) is not None:
        sheet.write_number(row, column, number, styles.input(form))
    else:
        write_text(sheet, row, column, text, styles.input_text())


def _number(text: str, form: str) -> float | None:
    """The number that a cell holds for a text, or None where its binary fraction would be another number."""
    try:
        number = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        return None
    if form == "percent":
        number = number.scaleb(-2)
    held = float(number)
    return held if exact(held) == number else None


def _day(text: str) -> dt.date | None:
    day = dt.date.fromisoformat(text)
    return day if _FIRST_DAY <= day <= _LAST_DAY else None


def validation(column: Column, lists: Lists, references: dict[str, str]) -> dict[str, Any] | None:
    """What a cell lets people type; `references` are the ids on other sheets, by form."""
    spec = column.spec
    source = lists.source(column) or references.get(spec.form.removesuffix("-list"))
    if source is not None:
        several = spec.form.endswith("-list")
        told = f"{column.heading}: choose a word from the list. The sheet Words says what each means."
        return {"validate": "list", "source": source, "show_error": not several, **_error("Not in the list", told)}
    checks: dict[str, dict[str, Any]] = {
        "date": {"validate": "date", "criteria": "between", "minimum": dt.date(2000, 1, 1), "maximum": dt.date(2099, 12, 31)},
        "percent": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
        "fiscal-year": {"validate": "integer", "criteria": "between", "minimum": FIRST_FISCAL_YEAR, "maximum": LAST_FISCAL_YEAR},
        "whole": {"validate": "integer", "criteria": ">=", "value": 0},
        "nces-id": {"validate": "length", "criteria": "==", "value": 7},
        "nces-school-id": {"validate": "length", "criteria": "==", "value": 12},
        **{form: {"validate": "decimal", "criteria": ">=", "value": 0} for form in ("money", "unit-cost", "number")},
    }
    check = checks.get(spec.form)
    told = f"{column.heading}: {spec.description}"
    return None if check is None else {**check, **_error("This does not fit", f"{told} Example: {spec.example}")}


def _error(title: str, message: str) -> dict[str, str]:
    return {"error_title": title, "error_message": message[:250]}


def help_text(column: Column) -> str:
    """The comment on a heading: what the field means, how it is written, an example."""
    spec = column.spec
    lines = [spec.description]
    if spec.form.endswith("-list"):
        lines.append("Several are parted by commas.")
    if spec.form == "percent":
        lines.append("Typed as 60 or 60%.")
    if spec.example:
        lines.append(f"Example: {spec.example.strip('[]')}")
    lines.append("Needed in every row." if column.required else "May be left empty.")
    return "\n".join(lines)


def write_help(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Put help on a heading, as a comment that shows when somebody points at it."""
    height = 18 * sum(1 + len(line) // 40 for line in text.split("\n")) + 12
    options = {"author": _HELP_AUTHOR, "width": 260, "height": height, "font_name": "Calibri", "font_size": 9, "color": "#FFFFF0"}
    sheet.write_comment(row, column, text, options)

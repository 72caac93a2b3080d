"""One sheet of the workbook, filled cell by cell: text stays text, money is exact, formulas carry their value."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.sheets.looks import Looks
from stemfunds.justify.words import symbol, verdict_words
from stemfunds.printable import printable

_LONGEST_TEXT = 32_000
_LINE_HEIGHT, _HIGHEST = 12.9, 400.0
_ROOM, _BOLD = 1.18, 0.95
"""Letters for each unit of width: text is set smaller than the font that widths are measured in."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what stands over it, and how wide it is in characters."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Sum:
    """Cents that a formula computes; `cents` is what it gives today."""

    formula: str
    cents: int


@dataclass(frozen=True, slots=True)
class Told:
    """A text, a count or a share that a formula gives, with what it gives today."""

    formula: str
    value: str | int | Decimal


@dataclass(frozen=True, slots=True)
class Cents:
    """An amount of money that somebody typed."""

    cents: int


Value: TypeAlias = str | int | Decimal | date | Verdict | Sum | Told | Cents | None
"""What a cell may hold; None leaves it empty, but lined."""


class Grid:
    """A worksheet whose rows are written from the top down. Rows and columns are counted from 0."""

    def __init__(self, book: Any, looks: Looks, name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.name = name
        self.looks = looks
        self.row = 0
        self._widths: tuple[float, ...] = ()
        self._title = ""
        self._printed_from: int | None = None
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(1)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)

    def upright(self) -> None:
        """Print on upright pages, so that several short tables stand on one."""
        self.sheet.set_portrait()

    def foot(self, text: str) -> None:
        """What every printed page says at its foot."""
        self.sheet.set_footer(f"&L&8{text.replace('&', '&&')[:200]}&R&8{self.name}, page &P of &N")

    def title(self, text: str, *notes: str) -> None:
        """The title of the sheet with what explains it, each on a row of its own."""
        self._title = text
        self.write(self.row, 0, text, "title")
        self.row += 1
        for note in notes:
            self.write(self.row, 0, note, "note")
            self.row += 1
        self.row += 1

    def heading(self, text: str) -> None:
        """A heading over a table of a sheet with several."""
        self.write(self.row, 0, text, "heading")
        self.row += 1

    def widths(self, widths: Sequence[float]) -> None:
        """The widths of the columns, in characters."""
        self._widths = tuple(widths)
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)

    def heads(self, heads: Sequence[str]) -> None:
        """A header row."""
        self._set_height(heads, _BOLD)
        for at, title in enumerate(heads):
            self.write(self.row, at, title, "head")
        self.row += 1

    def table(self, heads: Sequence[Head], *, frozen_columns: int = 0, pages_wide: int = 1) -> int:
        """The header row of the only table of a sheet, frozen and repeated on each page; gives its row."""
        self.widths([head.width for head in heads])
        at = self.row
        self.heads([head.title for head in heads])
        self.sheet.freeze_panes(self.row, frozen_columns)
        self.sheet.repeat_rows(at)
        if pages_wide > 1:
            self.sheet.fit_to_pages(pages_wide, 0)
            self.sheet.repeat_columns(0, frozen_columns - 1)
            self._printed_from = at
        return at

    def finish(self) -> None:
        """Settle what is printed: on a sheet of several pages side by side the title stands above each page."""
        if self._printed_from is not None:
            title = self._title.replace("&", "&&")
            self.sheet.set_header(f'&L&"Calibri,Bold"&12{title}')
            self.sheet.print_area(self._printed_from, 0, max(self.row - 1, self._printed_from + 1), len(self._widths) - 1)

    def line(self, values: Sequence[Value], styles: Sequence[str], prefix: str = "") -> None:
        """A row of values, each in the style of its column; `prefix` picks the styles of a total."""
        self._set_height(values)
        for at, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.write(self.row, at, value, f"{prefix}{style}")
        self.row += 1

    def _set_height(self, values: Sequence[Value], room: float = _ROOM) -> None:
        """Make the row as high as its longest text needs: not every program does so when it opens a file."""
        texts = [(value, width) for value, width in zip(values, self._widths, strict=False) if isinstance(value, str)]
        texts += [
            (verdict_text(value), width) for value, width in zip(values, self._widths, strict=False) if isinstance(value, Verdict)
        ]
        lines = max((_lines(text, width * room) for text, width in texts), default=1)
        self.sheet.set_row(self.row, min(_LINE_HEIGHT * lines + 3, _HIGHEST))

    def entry(self, label: str, value: Value) -> None:
        """A label with what stands behind it, in the first two columns."""
        self._set_height(("", value))
        self.write(self.row, 0, label, "label")
        self.write(self.row, 1, value, "text")
        self.row += 1

    def write(self, row: int, column: int, value: Value, style: str) -> None:
        """One cell."""
        look = self.looks.style(style)
        match value:
            case None:
                self.sheet.write_blank(row, column, None, look)
            case Verdict():
                self.sheet.write_string(row, column, verdict_text(value), self.looks.verdict(value))
            case str():
                self._text(row, column, value, style)
            case Sum(formula, cents):
                self.sheet.write_formula(row, column, formula, look, dollars(cents))
            case Told(formula, told):
                self.sheet.write_formula(row, column, formula, look, told)
            case Cents(cents):
                self.sheet.write_number(row, column, dollars(cents), look)
            case date():
                self.sheet.write_datetime(row, column, value, look)
            case _:
                self.sheet.write_number(row, column, value, look)

    def _text(self, row: int, column: int, text: str, style: str) -> None:
        """A text as text: no formula ever comes out of what people wrote, not even when the cell is edited."""
        shown = printable(text)
        shown = shown if len(shown) <= _LONGEST_TEXT else f"{shown[: _LONGEST_TEXT - 1]}…"
        look = self.looks.style(style, quoted=text.startswith(_FORMULA_STARTS) or shown.startswith(_FORMULA_STARTS))
        self.sheet.write_string(row, column, shown, look)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width in characters."""
    room = max(int(width), 4)
    return sum(max(len(textwrap.wrap(line, room)), 1) for line in text[:_LONGEST_TEXT].split("\n"))


def dollars(cents: int) -> Decimal:
    """Cents as dollars, exactly."""
    return Decimal(cents).scaleb(-2)


def verdict_text(verdict: Verdict) -> str:
    """The verdict by sign and word."""
    return f"{symbol(verdict)} {verdict_words(verdict)}"


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is ``A``, 26 is ``AA``."""
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(column)
    return name


def cell(column: int, row: int, sheet: str = "", *, fixed: bool = False) -> str:
    """A cell as formulas name it: ``C5``, ``$C$5`` or ``'Budget lines'!C5``."""
    dollar = "$" if fixed else ""
    return _on(sheet, f"{dollar}{letters(column)}{dollar}{row + 1}")


def span(column: int, first: int, last: int, sheet: str = "", *, fixed: bool = False) -> str:
    """A part of a column as formulas name it: ``C5:C9``."""
    return _on(sheet, f"{cell(column, first, fixed=fixed)}:{cell(column, last, fixed=fixed)}")


def _on(sheet: str, place: str) -> str:
    return f"'{sheet}'!{place}" if sheet else place

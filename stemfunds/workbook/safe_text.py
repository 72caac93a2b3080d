"""Text of users in cells: it stays text, whatever it begins with, and is read back unchanged.

A spreadsheet program takes `=HYPERLINK(...)` for a formula when somebody edits the cell, and a CSV file has no
types at all. In a workbook such a text is written as a text cell with the quote prefix, the mark that Excel itself
sets when a person types an apostrophe first; in CSV the apostrophe is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FORMULA_SIGNS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""First signs of a text that a spreadsheet program could take for a formula, the full-width ones among them."""

LONGEST_CELL = 32_767
"""Characters (UTF-16 units) that a cell holds."""


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet program could take this text for a formula."""
    return text[:1] in FORMULA_SIGNS


def fits_in_cell(text: str) -> bool:
    """Whether a cell can hold the whole text."""
    return len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One look of text cells, with and without the quote prefix."""

    usual: Format
    quoted: Format

    def of(self, text: str) -> Format:
        """The format for a text."""
        return self.quoted if is_formula_like(text) else self.usual


def text_style(workbook: Workbook, properties: Mapping[str, Any]) -> TextStyle:
    """The two formats of a look; `properties` are those of xlsxwriter's formats."""
    return TextStyle(workbook.add_format({**properties}), workbook.add_format({**properties, "quote_prefix": True}))


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: TextStyle) -> None:
    """Write a text (row and column from 0) so that it is never a formula, a link or a number."""
    sheet.write_string(row, column, text, style.of(text))


def csv_text(text: str) -> str:
    """A text for a CSV file; an apostrophe stands before what could be taken for a formula."""
    return f"'{text}" if is_formula_like(text) else text

"""Text of users stays text, whatever it begins with."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import load_workbook
from xlsxwriter import Workbook

from stemfunds.workbook.safe_text import LONGEST_CELL, csv_text, fits_in_cell, is_formula_like, text_style, write_text

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\uff1d1+1"]
HARMLESS = ["", "a", "1", " =1", "'=1", "two = two"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula(text: str) -> None:
    """It gets the apostrophe in CSV."""
    assert is_formula_like(text)
    assert csv_text(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_does_not(text: str) -> None:
    """It is written as it is."""
    assert not is_formula_like(text)
    assert csv_text(text) == text


def test_written_text_is_read_back_unchanged_and_no_formula() -> None:
    """The cells hold texts, those that look like formulas with the quote prefix."""
    data, texts = io.BytesIO(), [*DANGEROUS, *HARMLESS[1:], "http://example.org", "007", "1E5", "2026-07-01"]
    book = Workbook(data, {"in_memory": True})
    sheet, style = book.add_worksheet(), text_style(book, {"bold": True})
    for row, text in enumerate(texts):
        write_text(sheet, row, 0, text, style)
    book.close()
    data.seek(0)
    assert [row[0] for row in load_workbook(data).get_sheet_by_index(0).to_python()] == texts
    with zipfile.ZipFile(data) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        assert b'quotePrefix="1"' in package.read("xl/styles.xml")
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in package.namelist()  # no link was made


def test_the_longest_text_of_a_cell() -> None:
    """Signs outside the basic plane count twice, as Excel counts them."""
    assert fits_in_cell("a" * LONGEST_CELL)
    assert not fits_in_cell("a" * (LONGEST_CELL + 1))
    assert not fits_in_cell("\U0001d518" * (LONGEST_CELL // 2 + 1))

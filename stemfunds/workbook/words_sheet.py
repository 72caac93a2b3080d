"""The sheet Words: every word that a dropdown holds, with what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.input_cells import height_of
from stemfunds.workbook.lists import WORDS_SHEET, words_table
from stemfunds.workbook.safe_text import write_text
from stemfunds.workbook.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HEADING_ROW = 3
_COLUMNS = (("Sort", 14), ("Word", 32), ("Name or question", 60), ("Meaning or choices", 78))


def write_words(sheet: Worksheet, styles: Styles, rulebook: Rulebook) -> None:
    """Write the sheet; it can be filtered, and nothing in it is filled in."""
    sheet.hide_gridlines(2)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, WORDS_SHEET, styles.title)
    sheet.write_string(
        1, 0, "The words of the dropdowns. Filter by sort; write the word itself into the other sheets.", styles.hint
    )
    for place, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(_HEADING_ROW, place, heading, styles.heading)
    table = words_table(rulebook)
    widths = [width for _, width in _COLUMNS]
    for row, words in enumerate(table, _HEADING_ROW + 1):
        sheet.set_row(row, height_of(zip(words, widths, strict=True)))
        for place, text in enumerate(words):
            write_text(sheet, row, place, text, styles.plain_text(bold=place == 1))
    sheet.autofilter(_HEADING_ROW, 0, _HEADING_ROW + len(table), len(_COLUMNS) - 1)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_footer("&L&9&F – &A&R&9Page &P of &N")
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})

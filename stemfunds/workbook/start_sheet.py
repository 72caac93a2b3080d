"""The sheet Start: how the workbook is filled in and checked, and which version it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.stamp import TEMPLATE_VERSION
from stemfunds.workbook.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_STEPS = (
    "Fill in the sheets from left to right: District, Schools, Awards, Activities, Budget lines.",
    "A line that one award pays names it under Charge to. One that several pay stands on Shared costs, a row for each.",
    "Point at a heading to read what belongs there. Cells with a list open with Alt and the down arrow; Words explains them.",
    "Under Facts, answer what you know about the plan, the district, an activity or a line. What is not known stays empty.",
    "Save the workbook and check it:   stemfunds check plan.xlsx",
    "To get the findings back on the cells:   stemfunds check plan.xlsx --annotate checked.xlsx",
    "To write the budget justification:   stemfunds justify plan.xlsx -o justification.docx",
)
_NOTES = (
    "IDs are short names that you choose, such as A1 or IVA-26. Keep them when the plan is amended.",
    "Dates are written as 2026-07-01. Money is in dollars and cents. Percentages are typed as 60 or 60%.",
    "Rows may be sorted, columns may be moved, and columns of your own are left alone.",
    "Printed are the rows that were filled in at first, and a few more. Page Layout, Print Area, Clear Print Area prints all.",
    "The sheets are protected, without a password, so that no formula is lost by accident; Review, Unprotect Sheet lifts it.",
)


def write_start(sheet: Worksheet, styles: Styles, rulebook: Rulebook) -> None:
    """Write the sheet."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 84)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "STEM spending plan", styles.title)
    intro = (
        "This workbook holds a plan that stemfunds checks against the law of every federal fund: line by line, award by award."
    )
    sheet.merge_range(1, 0, 1, 2, intro, styles.words)
    row = _section(sheet, styles, 3, "How to fill it in")
    for number, step in enumerate(_STEPS, 1):
        sheet.write_string(row, 0, f"{number}.", styles.words)
        row = _words(sheet, styles, row, step)
    row = _section(sheet, styles, row + 1, "What the cells look like")
    legend = (
        ("Yours", styles.input_text().usual, "A cell that you fill in."),
        ("Computed", styles.computed("text"), "A cell that the workbook computes; it is locked."),
        ("Heading *", styles.heading, "The star marks what every row needs."),
    )
    for text, look, meaning in legend:
        sheet.write_string(row, 1, text, look)
        sheet.write_string(row, 2, meaning, styles.words)
        row += 1
    row = _section(sheet, styles, row + 1, "Good to know")
    for note in _NOTES:
        sheet.write_string(row, 0, "•", styles.words)
        row = _words(sheet, styles, row, note)
    row = _section(sheet, styles, row + 1, "Version")
    stamp = (("Template", str(TEMPLATE_VERSION)), ("Rulebook", rulebook.version), ("Rulebook digest", rulebook.digest))
    for name, value in stamp:
        sheet.write_string(row, 1, name, styles.words)
        sheet.write_string(row, 2, value, styles.words)
        row += 1
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&L&9&F – &A&R&9Page &P of &N")
    sheet.protect()


def _section(sheet: Worksheet, styles: Styles, row: int, title: str) -> int:
    sheet.set_row(row, 22)
    sheet.write_string(row, 0, title, styles.subtitle)
    return row + 1


def _words(sheet: Worksheet, styles: Styles, row: int, text: str) -> int:
    sheet.merge_range(row, 1, row, 2, text, styles.words)
    sheet.set_row(row, 15 * (1 + len(text) // 126))
    return row + 1

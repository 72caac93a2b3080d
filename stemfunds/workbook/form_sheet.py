"""The sheet District: what a plan has once, one field a row, with what each field means beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemfunds.workbook.input_cells import validation, write_input
from stemfunds.workbook.layout import FORM, FORM_SHEET, form_columns
from stemfunds.workbook.lists import Lists
from stemfunds.workbook.rows import PlanRows
from stemfunds.workbook.safe_text import write_text
from stemfunds.workbook.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MEANING = "What it means"
_HEADING_ROW = 3


def write_form(sheet: Worksheet, styles: Styles, lists: Lists, rows: PlanRows | None) -> None:
    """Write the sheet, with the values of a plan if there is one."""
    sheet.hide_gridlines(2)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, FORM_SHEET, styles.title)
    sheet.write_string(1, 0, "Who spends the money, and for which time. Fields with a star are needed.", styles.hint)
    for place, (width, heading) in enumerate(zip((26, 48, 66), (*(one.heading for one in FORM.columns), MEANING), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(_HEADING_ROW, place, heading, styles.heading)
    for row, column in enumerate(form_columns(), _HEADING_ROW + 1):
        write_text(sheet, row, 0, f"{column.heading} *" if column.required else column.heading, styles.plain_text(bold=True))
        write_input(sheet, row, 1, column.spec, None if rows is None else rows.form.get(column.name), styles)
        example = f" Example: {column.spec.example}" if column.spec.example else ""
        write_text(sheet, row, 2, f"{column.spec.description}{example}", styles.plain_text())
        check = validation(column, lists, {})
        if check is not None:
            sheet.data_validation(row, 1, row, 1, check)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(1)
    sheet.set_footer("&L&9&F – &A&R&9Page &P of &N")
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "objects": True, "scenarios": True})

"""Lays out `budget-summary.xlsx`, the form of this example: python examples/state-packs/account-codes-and-form/forms/build.py

The form is invented with its State. It has what such forms have: cells for figures, formulas that add them up, a detail sheet.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import xlsxwriter

TARGET = Path(__file__).parent / "budget-summary.xlsx"
CODES = (
    ("Pay of professional staff", "15"),
    ("Pay of support staff", "16"),
    ("Purchased services", "40"),
    ("Supplies and materials", "45"),
    ("Travel", "46"),
    ("Employee benefits", "80"),
    ("Indirect cost", "90"),
    ("Training by service agencies", "49"),
    ("Minor remodeling", "30"),
    ("Equipment", "20"),
)
LABELS = ("District", "NCES district id", "Award", "Assistance Listing", "Plan", "Contact", "Available")
HEADS = ("Line", "What it buys", "Calculation", "Code", "Amount")
WIDTHS = (14, 48, 48, 8, 16)


def build() -> bytes:
    """The bytes of the form, the same each time."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": "Budget summary (fictional)", "created": datetime(2026, 11, 23)})
    styles = {
        "title": book.add_format({"bold": True, "font_size": 15, "font_color": "#3D2B56"}),
        "label": book.add_format({"bold": True, "valign": "top"}),
        "text": book.add_format({"bottom": 1, "align": "left", "valign": "top"}),
        "head": book.add_format({"bold": True, "bg_color": "#3D2B56", "font_color": "#FFFFFF", "border": 1}),
        "head of figures": book.add_format(
            {"bold": True, "bg_color": "#3D2B56", "font_color": "#FFFFFF", "border": 1, "align": "right"}
        ),
        "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "money": book.add_format({"border": 1, "num_format": "#,##0", "valign": "top"}),
        "exact": book.add_format({"border": 1, "num_format": "#,##0.00;(#,##0.00)"}),
        "available": book.add_format({"bottom": 1, "align": "left", "num_format": "$#,##0.00"}),
        "total": book.add_format({"border": 1, "bold": True, "bg_color": "#ECE7F2", "num_format": "$#,##0"}),
        "note": book.add_format({"italic": True, "font_color": "#555555"}),
    }
    _summary(book, styles)
    _detail(book, styles)
    book.close()
    return buffer.getvalue()


def _summary(book: xlsxwriter.Workbook, styles: dict[str, object]) -> None:
    sheet = book.add_worksheet("Summary")
    sheet.set_paper(1)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 56)
    sheet.set_column(2, 2, 18)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)
    sheet.write(0, 0, "Budget summary of a federal award", styles["title"])
    sheet.write(1, 0, "Example State Department of Education (fictional). Whole dollars.", styles["note"])
    for row, label in enumerate(LABELS, 3):
        sheet.write(row, 0, label, styles["label"])
        sheet.write_blank(row, 1, None, styles["available" if label == "Available" else "text"])
    for column, head in enumerate(("Expenditure", "Code", "Amount")):
        sheet.write(11, column, head, styles["head of figures" if head == "Amount" else "head"])
    for row, (name, code) in enumerate(CODES, 12):
        sheet.write(row, 0, name, styles["cell"])
        sheet.write(row, 1, code, styles["cell"])
        sheet.write_blank(row, 2, None, styles["money"])
    sheet.write(22, 0, "Total", styles["total"])
    sheet.write(22, 1, "", styles["total"])
    sheet.write_formula(22, 2, "=SUM(C13:C22)", styles["total"])
    sheet.write(24, 0, "Total to the cent", styles["cell"])
    sheet.write_blank(24, 2, None, styles["exact"])
    sheet.write(25, 0, "Difference of rounding", styles["cell"])
    sheet.write_formula(25, 2, "=C23-C25", styles["exact"])
    sheet.write_blank(27, 0, None, styles["note"])


def _detail(book: xlsxwriter.Workbook, styles: dict[str, object]) -> None:
    sheet = book.add_worksheet("Detail")
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.write(0, 0, "Detail of the budget", styles["title"])
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write(3, column, head, styles["head of figures" if head == "Amount" else "head"])
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 0)
    for row in range(4, 204):
        sheet.set_row(row, 29)
        for column in range(4):
            sheet.write_blank(row, column, None, styles["cell"])
        sheet.write_blank(row, 4, None, styles["money"])
    sheet.write(1, 0, "Adds up to the total of the summary:", styles["label"])
    sheet.write_formula(1, 4, "=SUM(E5:E204)", styles["total"])


if __name__ == "__main__":
    TARGET.write_bytes(build())

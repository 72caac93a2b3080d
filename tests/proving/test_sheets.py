"""The account of the fact sheets: every row with what encodes it, or why it is no rule."""

from __future__ import annotations

from pathlib import Path

from tiny import rulebook_with

from stemfunds.proving.sheets import sheet_lines

SHEET = """\
sheet: first
title: The first sheet
rows:
  - {row: 1, encoded_by: [SF-ROBOTICS, SF-WINDOW]}
  - {row: 2 (a), encoded_by: law-1}
  - {row: 3, not_a_rule: It tells a story.}
"""


def test_each_row_and_the_totals(tmp_path: Path) -> None:
    """Rows in their order, sheets with their counts, the sum at the end."""
    second = "sheet: second\ntitle: The second sheet\nrows:\n  - {row: 1, encoded_by: kits}\n"
    book = rulebook_with(tmp_path, "", ("one.yaml", "", SHEET), ("two.yaml", "", second))
    assert list(sheet_lines(book)) == [
        "The first sheet (first): 2 of 3 rows encoded, 1 not a rule",
        "    1: SF-ROBOTICS, SF-WINDOW",
        "    2 (a): law-1",
        "    3: not a rule: It tells a story.",
        "The second sheet (second): 1 of 1 rows encoded, 0 not a rule",
        "    1: kits",
        "2 sheets, 4 rows: 3 encoded, 1 not a rule",
    ]


def test_without_sheets(tmp_path: Path) -> None:
    """Nothing is claimed."""
    assert list(sheet_lines(rulebook_with(tmp_path))) == ["0 sheets, 0 rows: 0 encoded, 0 not a rule"]

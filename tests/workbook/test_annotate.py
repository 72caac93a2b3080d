"""Findings on the cells: what is added, and that nothing else of the district's workbook changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from stemfunds.workbook.annotate import annotated
from stemfunds.workbook.comments import AUTHOR, BEGIN
from stemfunds.workbook.findings_sheet import MARK
from stemfunds.workbook.notes import Note
from stemfunds.workbook.reader import parse_workbook

from .books import edited, part, read_book, repacked

ERROR = Note("Budget lines", 5, 4, "error", "UG-X", "The cost is not allowable.", "Charge it elsewhere.", "2 CFR 200.1", "not-allowable", "A1", "L1", "title-iv-a")  # fmt: skip  # a row of a table stays one line
MORE = Note("Budget lines", 5, 4, "warning", "UG-Y", "=It is high.", "", "", "allowable", "A1", "L1", "title-iv-a")
KNOWN = Note("Budget lines", 5, 3, "note", "UG-Z", "Good to know.", "", "", "allowable", "A1", "L1")
OF_PLAN = Note("", 0, 0, "warning", "UG-P", "The whole plan & more <so>.", "Do it.")


def _own(book: Workbook) -> None:
    """What a district puts into its workbook: a chart, colors, a list, a comment, a sheet of its own."""
    sheet = book["Budget lines"]
    sheet["D5"].comment = Comment("Ask Pat about this.", "Dana")
    sheet["CA5"].value, sheet["CA6"].value = "=SUM(1,2)", '=HYPERLINK("http://example.org")'
    sheet.conditional_formatting.add(
        "M5:M9", CellIsRule(operator="greaterThan", formula=["1"], fill=PatternFill(bgColor="FF0000"))
    )
    choices = DataValidation(type="list", formula1='"a,b"')
    choices.add("CB5")
    sheet.add_data_validation(choices)
    own = book.create_sheet("Board & memo")
    for row in range(1, 5):
        own.cell(row, 1).value = row
    chart = BarChart()
    chart.add_data(Reference(own, min_col=1, min_row=1, max_row=4))
    own.add_chart(chart, "C3")
    own.merge_cells("A6:B7")


@pytest.fixture(scope="module")
def district(small: bytes) -> bytes:
    """The small plan in a workbook that a district has worked on."""
    return edited(small, _own)


@pytest.fixture(scope="module")
def written(district: bytes) -> bytes:
    """The same with findings."""
    return annotated(district, "plan.xlsx", [ERROR, MORE, KNOWN, OF_PLAN], "The plan is not allowable.")


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _cells(data: bytes) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Every cell of every sheet with its value or formula, and all of its looks."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.data_type, cell.number_format, cell.style_id)
        for sheet in book
        if sheet.title != "Findings"
        for row in sheet.iter_rows()
        for cell in row
    }


def test_no_other_cell_changes(district: bytes, written: bytes) -> None:
    """Values, formulas, looks: all as before."""
    assert _cells(written) == _cells(district)


def test_no_other_part_changes(district: bytes, written: bytes) -> None:
    """Charts, drawings, sheets, strings, names: byte for byte; what is changed is what lists the new sheet and the comments."""
    before, after = _parts(district), _parts(written)
    assert set(before) <= set(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"} | {
        name for name in before if "comment" in name or name.endswith(".vml")
    }
    assert {
        name for name in before if name.startswith(("xl/worksheets/sheet", "xl/charts", "xl/drawings/drawing"))
    } & changed == set()
    assert {name for name in after if name not in before} == {"xl/worksheets/stemfunds1.xml"}


def test_looks_are_added_behind_those_of_the_workbook(district: bytes, written: bytes) -> None:
    """So that no cell gets another one."""
    old, new = (openpyxl.load_workbook(io.BytesIO(data)) for data in (district, written))
    assert [xf.numFmtId for xf in new._cell_styles][: len(old._cell_styles)] == [xf.numFmtId for xf in old._cell_styles]


def test_validations_and_conditional_formats_stay(district: bytes, written: bytes) -> None:
    """The lists and colors of the template and of the district."""
    old, new = (openpyxl.load_workbook(io.BytesIO(data))["Budget lines"] for data in (district, written))
    assert [(str(one.sqref), one.formula1) for one in new.data_validations.dataValidation] == [
        (str(one.sqref), one.formula1) for one in old.data_validations.dataValidation
    ]
    assert [str(one.sqref) for one in new.conditional_formatting] == [str(one.sqref) for one in old.conditional_formatting]
    assert new.protection.sheet == old.protection.sheet


def test_comments_say_what_is_to_be_done(district: bytes, written: bytes) -> None:
    """On the cell, all findings of the cell together; a comment that stood there keeps its words and its author."""
    sheet = openpyxl.load_workbook(io.BytesIO(written))["Budget lines"]
    comment = sheet["D5"].comment
    assert comment is not None
    assert comment.author == "Dana"
    assert comment.text == (
        "Ask Pat about this.\n[stemfunds]\nERROR  UG-X  (title-iv-a)\nThe cost is not allowable.\nWhat to do: Charge it elsewhere.\n"
        "2 CFR 200.1\n\nWARNING  UG-Y  (title-iv-a)\n=It is high."
    )
    assert sheet["C5"].comment is None
    old = openpyxl.load_workbook(io.BytesIO(district))["Budget lines"]
    assert all(cell.comment.text == sheet[cell.coordinate].comment.text for cell in old[4] if cell.comment)


def test_a_sheet_without_comments_gets_them(small: bytes) -> None:
    """With the boxes in which programs show them."""
    data = annotated(small, "plan.xlsx", [Note("District", 5, 2, "error", "form", "plan has no title")], "x")
    comment = openpyxl.load_workbook(io.BytesIO(data))["District"]["B5"].comment
    assert comment is not None
    assert (comment.author, comment.text) == (AUTHOR, f"{BEGIN}\nERROR  form\nplan has no title")
    assert b"legacyDrawing" in part(data, "xl/worksheets/sheet2.xml")
    shapes = next(content for name, content in _parts(data).items() if name.endswith(".vml") and b'"stemfunds_1"' in content)
    assert b"<x:Row>4</x:Row><x:Column>1</x:Column>" in shapes


def test_the_findings_sheet_lists_all(written: bytes) -> None:
    """With sheet, cell, row, column, severity, rule, words, what to do, citation; texts are never formulas."""
    sheet = openpyxl.load_workbook(io.BytesIO(written))["Findings"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert sheet["A1"].value == MARK
    assert rows[0] == ["Budget lines", "D5", 5, "D", "error", "UG-X", "The cost is not allowable.", "Charge it elsewhere.", "2 CFR 200.1", "A1", "L1", "title-iv-a", "not-allowable"]  # fmt: skip  # a row of a table stays one line
    assert rows[3][:8] == [None, None, None, None, "warning", "UG-P", "The whole plan & more <so>.", "Do it."]
    assert (sheet["G6"].value, sheet["G6"].data_type, sheet["G6"].quotePrefix) == ("=It is high.", "s", True)
    assert sheet["B5"].hyperlink.location == "'Budget lines'!D5"


def test_the_plan_is_the_same(district: bytes, written: bytes, tmp_path: Path) -> None:
    """A checked workbook is a plan, too."""
    assert read_book(written, tmp_path) == parse_workbook(district, "plan.xlsx")


def test_a_second_check_replaces_the_first(district: bytes, written: bytes) -> None:
    """The same findings give the same bytes; other findings leave nothing of the first."""
    again = annotated(written, "plan.xlsx", [ERROR, MORE, KNOWN, OF_PLAN], "The plan is not allowable.")
    assert _parts(again) == _parts(written)
    clean = openpyxl.load_workbook(io.BytesIO(annotated(written, "plan.xlsx", [], "All is well.")))
    comment = clean["Budget lines"]["D5"].comment
    assert comment is not None
    assert comment.text == "Ask Pat about this."
    assert clean["Findings"].max_row == 4
    assert clean.sheetnames == [*openpyxl.load_workbook(io.BytesIO(district)).sheetnames, "Findings"]


def test_a_sheet_of_the_district_with_the_same_name_stays(small: bytes) -> None:
    """The findings get another name."""

    def add(book: Workbook) -> None:
        book.create_sheet("findings")["A1"].value = "Findings of the auditor"

    book = openpyxl.load_workbook(io.BytesIO(annotated(edited(small, add), "plan.xlsx", [OF_PLAN], "x")))
    assert book["findings"]["A1"].value == "Findings of the auditor"
    assert book["Findings 2"]["A1"].value == MARK


def test_parts_with_prefixes_and_empty_lists(small: bytes) -> None:
    """As programs write them that name every element's space."""
    name = "xl/comments3.xml"
    comments = part(small, name).replace(b"<comment", b"<x:comment").replace(b"</comment", b"</x:comment")
    for tag in (b"authors", b"author", b"text", b"r", b"rPr", b"t", b"sz", b"color", b"rFont", b"family", b"scheme", b"b"):
        comments = comments.replace(b"<" + tag + b">", b"<x:" + tag + b">").replace(b"</" + tag + b">", b"</x:" + tag + b">")
        comments = comments.replace(b"<" + tag + b" ", b"<x:" + tag + b" ")
    comments = comments.replace(b"xmlns=", b"xmlns:x=")
    data = annotated(repacked(small, **{name: comments}), "plan.xlsx", [Note("Activities", 5, 1, "error", "R", "words")], "x")
    assert b'<x:comment ref="A5"' in part(data, name)

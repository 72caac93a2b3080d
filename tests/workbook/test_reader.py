"""Workbooks are read as people leave them, and every mistake is told at its cell."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from plan.plans import WORDS, read

from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.stamp import TEMPLATE_VERSION

from .books import cell_of, edited, part, read_book, repacked, set_cell, small_book, told

LINES = "Budget lines"


def test_the_small_plan_is_read_back(small: bytes, tmp_path: Path) -> None:
    """As it was, with the sheet and the row of every part."""
    plan = read_book(small, tmp_path)
    assert plan == read()
    at = plan.activities[0].lines[0].at
    assert (at.sheet, at.line, at.column) == (LINES, 5, 2)
    assert str(at) == f"{tmp_path}/plan.xlsx: sheet Budget lines, cell B5"
    assert plan.remarks == ()


def test_read_plan_reads_workbooks_by_their_suffix(small: bytes, tmp_path: Path) -> None:
    """Whatever its case."""
    path = tmp_path / "PLAN.XLSX"
    path.write_bytes(small)
    assert read_plan(path, WORDS) == read()


@pytest.mark.parametrize(
    ("sheet", "heading", "value"),
    [
        pytest.param(LINES, "Item", " Competition-FEES ", id="dropdown words in any case, with spaces"),
        pytest.param(LINES, "Activity", "a1", id="ids of this plan in any case"),
        pytest.param(LINES, "Charge to", "iva-26", id="award ids in any case"),
        pytest.param(LINES, "Quantity", "6", id="numbers typed as text"),
        pytest.param(LINES, "Unit cost", "$275.00", id="money typed as text"),
        pytest.param(LINES, "Unit cost", 275, id="whole numbers"),
        pytest.param(LINES, "Unit cost", 275.00000000000006, id="noise of binary fractions"),
        pytest.param(LINES, "Amount", 1650, id="a typed amount that is the arithmetic"),
        pytest.param("Activities", "Schools", "lincoln-ms;", id="a list with a semicolon"),
        pytest.param("Activities", "Title", "Robotics\u00a0", id="a space that does not break"),
    ],
)
def test_what_is_meant_is_understood(small: bytes, tmp_path: Path, sheet: str, heading: str, value: object) -> None:
    """The plan is the same."""
    assert read_book(edited(small, set_cell(sheet, heading, 5, value)), tmp_path) == read()


@pytest.mark.parametrize(
    ("heading", "value", "number_format", "read_as"),
    [
        ("Committed on", dt.date(2026, 8, 1), "m/d/yyyy", dt.date(2026, 8, 1)),
        ("Committed on", "2026-08-01", "", dt.date(2026, 8, 1)),
        ("Share percent", 0.6, "0.00%", 60),
        ("Share percent", 60, "0", 60),
        ("Share percent", "60%", "@", 60),
        ("Share percent", 0.005, "0.0%", 0.5),
    ],
)
def test_dates_and_percentages(
    small: bytes, tmp_path: Path, heading: str, value: object, number_format: str, read_as: object
) -> None:
    """A cell with a percent format holds a fraction, a cell without one the percentage."""
    plan = read_book(edited(small, set_cell(LINES, heading, 5, value, number_format)), tmp_path)
    line = plan.activities[0].lines[0]
    found = line.committed_on if heading == "Committed on" else line.share_percent
    assert found == read_as


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "message"),
    [
        (LINES, "Item", "competition fee", 'unknown cost item "competition fee" (did you mean "competition-fees"?)'),
        (LINES, "Charge to", "IVA-27", 'unknown award "IVA-27" (did you mean "IVA-26"?)'),
        (LINES, "Activity", "B1", 'unknown activity "B1" (did you mean "A1"?)'),
        (LINES, "Activity", None, 'line "L1" names no activity; write its id here'),
        (LINES, "Description", None, 'line "L1" has no "description"'),
        (LINES, "Share percent", 0.6, "share_percent \"0.6\": expected 60 if 60 percent is meant, 0.6% if less than one is meant"),
        (LINES, "Unit cost", "1E+05", "unit_cost \"1E+05\": expected dollars and cents, such as 40.00 (a rate may have four decimals, such as 0.725)"),
        (LINES, "Quantity", dt.date(2026, 6, 8), "quantity: the cell holds the date or time 2026-06-08, not what was typed; format the cell as text and type again"),
        (LINES, "Committed on", "8/1/2026", 'committed_on "8/1/2026": expected a date as YYYY-MM-DD (did you mean "2026-08-01"?)'),
        ("Schools", "Grades", dt.date(2026, 6, 8), 'grades: the cell holds the date or time 2026-06-08, not what was typed; format the cell as text and type again (did you mean "6-8"?)'),
        ("Awards", "Amount", "18O,000", 'amount "18O,000": the letter O stands where a digit belongs; expected dollars and cents, such as 12500.00'),
        ("Awards", "Fund", "Title 4", 'unknown fund "Title 4" (did you mean "title-iv-a"?)'),
    ],
)  # fmt: skip  # a row of a table stays one line
def test_what_is_wrong_is_told_at_its_cell(
    small: bytes, tmp_path: Path, sheet: str, heading: str, value: object, message: str
) -> None:
    """Sheet, cell, what was found, what is expected, the nearest right word."""
    number_format = "General" if value == 0.6 else ""
    cell = cell_of(openpyxl.load_workbook(io.BytesIO(small))[sheet], heading, 5).coordinate
    assert told(edited(small, set_cell(sheet, heading, 5, value, number_format)), tmp_path) == [
        f"plan.xlsx: sheet {sheet}, cell {cell}  {message}"
    ]


def test_an_nces_id_that_a_spreadsheet_turned_into_a_number(rulebook: Rulebook, tmp_path: Path) -> None:
    """The zero is asked for, not guessed."""
    book = small_book(rulebook, ("state: CA}", 'state: CA, nces_id: "0612345"}'))

    places: list[str] = []

    def lose_the_zero(opened: Workbook) -> None:
        cell = next(row[1] for row in opened["District"].iter_rows() if row[0].value == "District: NCES ID")
        cell.value, cell.number_format = 612345, "General"
        places.append(cell.coordinate)

    spoilt = edited(book, lose_the_zero)
    assert told(spoilt, tmp_path) == [
        (
            f'plan.xlsx: sheet District, cell {places[0]}  nces_id "612345": a leading zero is missing; '
            'expected the 7 digits of an NCES district id (did you mean "0612345"?)'
        )
    ]


def test_all_mistakes_are_told_at_once(small: bytes, tmp_path: Path) -> None:
    """Those of the sheets and those of the plan, sheet by sheet."""

    def spoil(book: Workbook) -> None:
        set_cell("Activities", "Kind", 5, "tutorin")(book)
        set_cell(LINES, "Unit cost", 5, "=1/0")(book)
        set_cell("District", "Answer", 5, None)(book)

    assert told(edited(small, spoil), tmp_path) == [
        'plan.xlsx: sheet Activities, cell C5  unknown activity kind "tutorin" (did you mean "tutoring"?)',
        (
            "plan.xlsx: sheet Budget lines, cell K5  unit_cost: the formula has no result yet; "
            "open the workbook in Excel or LibreOffice and save it"
        ),
        'plan.xlsx: sheet District, cell B5  plan has no "title"',
    ]


def test_columns_may_be_moved_renamed_and_added(small: bytes, tmp_path: Path) -> None:
    """Headings are matched; what is not read is said."""

    def rearrange(book: Workbook) -> None:
        sheet = book[LINES]
        cell_of(sheet, "Quantity", 4).value = "QTY"
        cell_of(sheet, "Unit cost", 4).value = "Unit  cost ($)"
        cell_of(sheet, "Description", 4).value = "Discription"
        sheet.cell(4, 40).value, sheet.cell(5, 40).value = "Board memo", "ask Pat"
        sheet.move_range("D4:D5", cols=50)
        sheet.insert_rows(1, 2)
        sheet.insert_cols(1, 1)

    plan = read_book(edited(small, rearrange), tmp_path)
    assert plan == read()
    assert [remark.partition(": ")[2] for remark in plan.remarks] == [
        'sheet Budget lines: the column "Discription" was read as "Description"',
        'sheet Budget lines: the column "Board memo" is not part of a plan and was not read',
    ]


def test_a_needed_column_that_is_missing(small: bytes, tmp_path: Path) -> None:
    """It is told once, not for every row."""

    def drop(book: Workbook) -> None:
        cell_of(book[LINES], "Item", 4).value = "What we buy"

    assert told(edited(small, drop), tmp_path) == [
        'plan.xlsx: sheet Budget lines, cell A4  there is no column "Item", which every row needs; add it to the headings'
    ]


def test_empty_rows_are_skipped(small: bytes, tmp_path: Path) -> None:
    """Also those with spaces, and rows with nothing but computed cells."""

    def spread(book: Workbook) -> None:
        book[LINES].insert_rows(5, 3)
        book[LINES].cell(6, 3).value = "  "
        cell_of(book[LINES], "Line total", 7).value = 12

    plan = read_book(edited(small, spread), tmp_path)
    assert plan == read()
    assert plan.activities[0].lines[0].at.line == 8


def test_sheets_that_are_missing(small: bytes, tmp_path: Path) -> None:
    """Activities are needed; a plan without schools has no such sheet."""

    def drop(book: Workbook) -> None:
        del book["Activities"]

    assert told(edited(small, drop), tmp_path)[0] == (
        'plan.xlsx: sheet Activities, cell A1  the workbook has no sheet "Activities"; '
        "stemfunds new --xlsx writes one that has all sheets"
    )


@pytest.mark.parametrize(("version", "says"), [(str(TEMPLATE_VERSION), 0), (TEMPLATE_VERSION, 0), ("0", 1), (99, 1)])
def test_another_version_of_the_template_is_a_remark(small: bytes, tmp_path: Path, version: object, says: int) -> None:
    """The plan is read all the same."""

    def stamp(book: Workbook) -> None:
        book["Stamp"]["B1"].value = version

    plan = read_book(edited(small, stamp), tmp_path)
    assert plan == read()
    assert len(plan.remarks) == says
    assert all(f"version {version} of the template" in remark for remark in plan.remarks)


def test_a_formula_of_the_district_counts_with_its_result(small: bytes, tmp_path: Path) -> None:
    """In a cell that people fill in; the computed columns are never read."""
    name = "xl/worksheets/sheet6.xml"
    sheet = part(small, name)
    assert b'r="G5"' in sheet
    changed = re.sub(rb'<c r="G5" s="(\d+)"><v>6</v></c>', rb'<c r="G5" s="\1"><f>2*3</f><v>6</v></c>', sheet)
    assert changed != sheet
    assert read_book(repacked(small, **{name: changed}), tmp_path) == read()
    broken = re.sub(rb'<c r="G5" s="(\d+)"><v>6</v></c>', rb'<c r="G5" s="\1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', sheet)
    assert "cell G5  quantity: the cell shows #DIV/0!; repair its formula" in told(repacked(small, **{name: broken}), tmp_path)[0]


def test_what_has_its_own_sheet_hangs_where_it_belongs(rulebook: Rulebook, tmp_path: Path) -> None:
    """Shares, facts, evidence, explanations, determinations."""
    changes = (
        ("charge_to: IVA-26", "charges: [{award: IVA-26, share: 33.3333}, {award: IIA-26, share: 66.6667}]"),
        ("kind: stem-competition", "kind: stem-competition\n    evidence: {tier: strong, study: A study}\n    facts: {organizer: nonprofit, student_groups: [all, homeless]}"),
        ("activities:\n", ("facts: {effort: 0.5%}\nexplanations: [{rule: UG-NECESSARY, words: =words, line: L1}]\n"
         "determinations: [{rule: UG-NECESSARY, decision: met, reason: r, author: a, date: 2026-07-01}]\nactivities:\n")),
    )  # fmt: skip  # a row of a table stays one line
    assert read_book(small_book(rulebook, *changes), tmp_path) == read(*changes, words=WORDS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("About", "Aktivity"), 'A5  about "Aktivity": expected Plan, District, School, Award, Activity, Line (did you mean "Activity"?)'),
        (("ID", "A9"), 'B5  unknown activity "A9" (did you mean "A1"?)'),
        (("ID", None), "B5  the fact names no activity; write its id here"),
        (("Fact", "organiser"), 'C5  unknown fact "organiser" (did you mean "organizer"?)'),
        (("Answer", "state"), 'E5  organizer "state": expected nonprofit or for-profit'),
    ],
)  # fmt: skip  # a row of a table stays one line
def test_facts_that_cannot_stand(rulebook: Rulebook, tmp_path: Path, change: tuple[str, object], message: str) -> None:
    """Each at its own cell."""
    book = small_book(rulebook, ("kind: stem-competition", "kind: stem-competition\n    facts: {organizer: nonprofit}"))
    heading, value = change
    assert told(edited(book, set_cell("Facts", heading, 5, value)), tmp_path) == [f"plan.xlsx: sheet Facts, cell {message}"]


def test_a_question_without_an_answer_is_not_a_fact(rulebook: Rulebook, tmp_path: Path) -> None:
    """It is not known, which is no mistake."""
    book = small_book(rulebook, ("kind: stem-competition", "kind: stem-competition\n    facts: {organizer: nonprofit}"))
    assert read_book(edited(book, set_cell("Facts", "Answer", 5, None)), tmp_path) == read()

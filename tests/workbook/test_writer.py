"""The template: what a district sees when it opens the workbook."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import parse_plan
from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.layout import FACTS, sheets
from stemfunds.workbook.stamp import TEMPLATE_VERSION
from stemfunds.workbook.start import SKELETON
from stemfunds.workbook.table_sheet import FIRST_ROW, HEADING_ROW
from stemfunds.workbook.writer import workbook_bytes

from .books import cell_of

TABLES = [sheet.name for sheet in (*sheets(), FACTS)]


@pytest.fixture(scope="module")
def template(federal: Rulebook) -> Workbook:
    """The empty workbook of the federal rules."""
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(federal)))


def test_the_sheets_stand_in_the_order_of_the_work(template: Workbook) -> None:
    """Lists and stamp are hidden."""
    seen = [sheet.title for sheet in template if sheet.sheet_state == "visible"]
    assert seen[:6] == ["Start", "District", "Schools", "Awards", "Activities", "Budget lines"]
    assert seen[-2:] == ["Facts", "Words"]
    assert {sheet.title: sheet.sheet_state for sheet in template if sheet.title not in seen} == {
        "Lists": "hidden",
        "Stamp": "veryHidden",
    }
    assert template.active is template["Start"]


def test_the_version_is_stamped(template: Workbook, federal: Rulebook) -> None:
    """On the hidden sheet, and on the first one for people."""
    assert [[cell.value for cell in row] for row in template["Stamp"].iter_rows()] == [
        ["stemfunds workbook template", str(TEMPLATE_VERSION)],
        ["rulebook version", federal.version],
        ["rulebook digest", federal.digest],
    ]
    words = {str(cell.value) for row in template["Start"].iter_rows() for cell in row}
    assert {str(TEMPLATE_VERSION), federal.version, federal.digest} <= words


@pytest.mark.parametrize("name", TABLES)
def test_every_heading_has_help_and_stays_in_sight(template: Workbook, name: str) -> None:
    """Comments on all headings; rows and columns are frozen; every page repeats the headings."""
    sheet = template[name]
    headings = [cell for cell in sheet[HEADING_ROW + 1] if cell.value]
    assert headings
    assert all(cell.comment is not None and len(cell.comment.text) > 20 for cell in headings)
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows == f"${HEADING_ROW + 1}:${HEADING_ROW + 1}"
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("name", TABLES)
def test_formulas_are_locked_and_the_rest_is_not(template: Workbook, name: str) -> None:
    """The sheets are protected, without a password."""
    sheet = template[name]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for cell in sheet[FIRST_ROW + 1]:
        assert cell.protection.locked is (cell.data_type == "f"), cell.coordinate


@pytest.mark.parametrize(
    ("sheet", "heading", "words"),
    [
        ("Activities", "Kind", "kinds"),
        ("Budget lines", "Item", "items"),
        ("Awards", "Fund", "funds"),
    ],
)
def test_dropdowns_hold_the_words_of_the_rulebook(
    template: Workbook, federal: Rulebook, sheet: str, heading: str, words: str
) -> None:
    """All of them, from the hidden sheet: a list in the cell itself could hold 255 signs."""
    column = cell_of(template[sheet], heading, FIRST_ROW + 1)
    validations = [one for one in template[sheet].data_validations.dataValidation if column.coordinate in one.sqref]
    assert [one.type for one in validations] == ["list"]
    name, _, cells = str(validations[0].formula1).partition("!")
    listed = [row[0].value for row in template[name][cells.replace("$", "")]]
    assert listed == sorted(getattr(federal, words))


def test_ids_of_this_workbook_are_dropdowns_too(template: Workbook) -> None:
    """Awards, activities, lines."""
    sheet = template["Budget lines"]
    sources = {str(cell_of(sheet, heading, FIRST_ROW + 1).column_letter): heading for heading in ("Activity", "Charge to")}
    found = {}
    for one in sheet.data_validations.dataValidation:
        letters = str(one.sqref).partition(str(FIRST_ROW + 1))[0]
        if letters in sources:
            found[sources[letters]] = str(one.formula1).partition("!")[0]
    assert found == {"Activity": "'Activities'", "Charge to": "'Awards'"}


def test_answers_offer_the_choices_of_their_fact(template: Workbook) -> None:
    """By a formula that looks the fact up."""
    formulas = [str(one.formula1) for one in template["Facts"].data_validations.dataValidation]
    assert any(formula.startswith("OFFSET(Lists!") and "MATCH($C5," in formula for formula in formulas)


def test_cells_have_the_looks_of_their_values(template: Workbook) -> None:
    """Ids are text, so that no zero is lost; money, percentages and dates are what they are."""
    assert cell_of(template["Schools"], "NCES ID", 5).number_format == "@"
    assert cell_of(template["Schools"], "Grades", 5).number_format == "@"
    assert cell_of(template["Budget lines"], "Unit cost", 5).number_format == "$#,##0.00##"
    assert cell_of(template["Schools"], "Low income percent", 5).number_format == "0.00%"
    assert cell_of(template["Budget lines"], "Committed on", 5).number_format == "yyyy-mm-dd"


def test_facts_begin_with_the_questions_about_the_plan(template: Workbook, federal: Rulebook) -> None:
    """Open, and in words."""
    asked = [cell_of(template["Facts"], "Fact", row).value for row in range(5, 40)]
    of_plan = sorted(fact.name for fact in federal.facts.values() if fact.scope == "plan" and not fact.built_in)
    assert [fact for fact in asked if fact] == of_plan
    assert cell_of(template["Facts"], "Answer", 5).value is None


def test_the_yaml_skeleton_is_a_plan(federal: Rulebook) -> None:
    """Every word in it is one of the rulebook."""
    plan = parse_plan(SKELETON.format(name="plan.yaml", state="OH"), "plan.yaml", "yaml", plan_vocabulary(federal))
    assert plan.total == 25_000

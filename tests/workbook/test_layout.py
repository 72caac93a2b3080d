"""The sheets and columns follow from the fields of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.plan.fields import fields_of
from stemfunds.plan.vocabulary import EVERYTHING
from stemfunds.workbook.computed import COMPUTED, Cells
from stemfunds.workbook.layout import PARENT, form_columns, heading_of, sheets
from stemfunds.workbook.lists import Lists
from stemfunds.workbook.table_sheet import Design, in_order


def _fields(part: str) -> Iterator[tuple[str, str]]:
    """Every field that holds a value, with the part that it is in, however deep."""
    for name, spec in fields_of(part).items():
        if spec.form in ("one", "many"):
            yield from _fields(spec.of)
        elif spec.form not in ("facts", "plan-format"):
            yield part, name


def test_every_field_of_a_plan_has_its_column() -> None:
    """Also those that nobody has thought of here."""
    columns = [*form_columns(), *(column for sheet in sheets() for column in sheet.columns)]
    assert {(column.spec.owner, column.spec.name) for column in columns if column.path != (PARENT,)} == set(_fields("Plan"))


def test_lists_within_parts_name_the_part() -> None:
    """In their first column."""
    within = {sheet.name: (sheet.parent, sheet.columns[0].heading) for sheet in sheets() if sheet.parent}
    assert within["Budget lines"] == ("Activity", "Activity")
    assert within["Shared costs"] == ("Line", "Line")


def test_headings_are_words() -> None:
    """Of the field, behind the record that it is in."""
    assert heading_of(("unit_cost",)) == "Unit cost"
    assert heading_of(("evidence", "tier")) == "Evidence: tier"
    assert heading_of(("district", "nces_id")) == "District: NCES ID"


def test_no_sheet_has_a_heading_twice() -> None:
    """The reader could not tell them apart."""
    for sheet in sheets():
        headings = [column.heading.casefold() for column in in_order(sheet)]
        assert len(headings) == len(set(headings)), sheet.name


def test_formulas_name_cells_that_exist() -> None:
    """Every computed column of every sheet, in any row."""
    design = Design.of(None, Lists(EVERYTHING), spare=True)
    for sheet, computed in COMPUTED.items():
        for column in computed:
            if sheet in design.places:
                formula = column.formula(Cells(sheet, 7, design.places, design.rows))
                assert formula.startswith("="), column.heading
                assert len(formula) < 8192, column.heading

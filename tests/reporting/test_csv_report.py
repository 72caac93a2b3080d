"""CSV for spreadsheets: a row for each finding, and no cell that computes."""

from __future__ import annotations

import csv
import io

import pytest
from snapshot import same_as_recorded

from stemfunds.judging.result import PlanResult
from stemfunds.reporting.csv_report import COLUMNS, neutral, rows


def written(*results: PlanResult) -> str:
    """The file as text."""
    stream = io.StringIO()
    rows(results, stream)
    return stream.getvalue()


def test_snapshot(mixed: PlanResult) -> None:
    """The whole file."""
    assert same_as_recorded(__file__, "mixed.csv", written(mixed))


def test_every_row_has_every_column(mixed: PlanResult, hostile: PlanResult) -> None:
    """A header, then rows of its length; one row at least for every charge, so that amounts can be found."""
    header, *found = csv.reader(io.StringIO(written(mixed, hostile)))
    assert header == list(COLUMNS)
    assert {len(row) for row in found} == {len(COLUMNS)}
    assert {row[COLUMNS.index("line")] for row in found} >= {
        "A1-kits",
        "A1-teachers",
        "A2-kits",
        "A3-snacks",
        "A3-shared",
        "A4-nobody",
    }


def test_no_plans(mixed: PlanResult) -> None:
    """A table without rows is still a table."""
    assert written() == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("cell", "written_cell"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-plan.yaml", "'-plan.yaml"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("1=1", "1=1"),
        ("", ""),
    ],
)
def test_formulas(cell: str, written_cell: str) -> None:
    """Whatever a spreadsheet would compute is text."""
    assert neutral(cell) == written_cell


def test_a_plan_cannot_smuggle_a_formula_in(hostile: PlanResult) -> None:
    """Neither ids, names, paths nor messages begin with a sign that starts one."""
    cells = [cell for row in csv.reader(io.StringIO(written(hostile))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert {"'-plan.yaml", "'=1+1", "'@A1", "'-L1"} <= set(cells)

"""The sheet of limits: a base that is an allocation with transfers stays alive, cell by cell."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
from msgspec.structs import replace

from stemfunds.judging.judge import judge_plan
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify.sheets.book import render_result
from stemfunds.plan.model import Cents
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.model import Rulebook

MID_SIZE = Path(__file__).parents[3] / "examples" / "mid-size" / "plan.yaml"


def test_the_base_of_a_limit_follows_the_cells_of_its_award(federal: Rulebook) -> None:
    """The allocation alone, with what came in, and less what went out, each as the calculator adds it."""
    plan = read_plan(MID_SIZE, plan_vocabulary(federal))
    awards = [replace(award, transferred_in=Cents(1_000_000), transferred_out=Cents(200_000)) for award in plan.awards]
    result = judge_plan(replace(plan, awards=tuple(awards)), federal, date(2026, 11, 23))
    book = openpyxl.load_workbook(io.BytesIO(render_result(result, federal)))
    sheet = book["Limits"]
    head = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Rule")
    rows = {row[0]: row[head.index("Base")] for row in sheet.iter_rows(values_only=True) if row[0] in federal.limits}
    shapes = {name: "".join(sign for sign in str(base) if sign in "=+-") for name, base in rows.items()}
    assert (shapes["T1A-INCENTIVES-5"], shapes["T4A-ADMIN-2"]) == ("=+", "=")

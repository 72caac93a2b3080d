"""The workbook, opened with two libraries and recomputed by LibreOffice: what it says, and that its arithmetic is alive."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from programs import do_without
from python_calamine import CalamineWorkbook

from stemfunds.judging.judge import judge_plan
from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify.sheets.book import render_result
from stemfunds.justify.sheets.grid import verdict_text
from stemfunds.plan.model import Cents, Charge
from stemfunds.plan.reader import parse_plan, read_plan
from stemfunds.reporting.json_report import document as json_document
from stemfunds.rulebook.model import Rulebook

from ..conftest import HOSTILE
from .office import SOFFICE, recomputed, without_values

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*/plan.yaml"))
Table = list[list[Any]]


def values(content: bytes) -> dict[str, Table]:
    """All cells by sheet, as another library reads the values that stand in the file."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def formulas(content: bytes) -> dict[tuple[str, str], str]:
    """All formulas by sheet and cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def column(table: Table, title: str) -> list[Any]:
    """What stands under a header, down to the total or the end."""
    head = next(row for row in table if title in row)
    at, start = head.index(title), table.index(head) + 1
    return [row[at] for row in table[start:] if row[0] not in ("", "Total")]


def cents(value: Any) -> int:
    """A cell of money as cents."""
    return int((Decimal(repr(value)) * 100).to_integral_exact()) if value != "" else 0


def in_cents(text: str) -> int:
    """Money of the JSON as cents."""
    return int(Decimal(text) * 100)


Made = Mapping[str, tuple[dict[str, Any], bytes]]


@pytest.fixture(scope="session")
def books(federal: Rulebook) -> Made:
    """Each example: what `check --format json` says of it, and its workbook."""
    found = {}
    for path in EXAMPLES:
        result = judge_plan(read_plan(path, plan_vocabulary(federal)), federal, date(2026, 11, 23))
        told: dict[str, Any] = json.loads(json_document([result], federal))["plans"][0]
        found[path.parent.name] = told, render_result(result, federal)
    return found


@pytest.fixture(params=[path.parent.name for path in EXAMPLES])
def made(request: pytest.FixtureRequest, books: Made) -> tuple[dict[str, Any], bytes]:
    """One of the examples."""
    return books[request.param]


def test_lines_and_charges_are_those_of_the_check(made: tuple[dict[str, Any], bytes]) -> None:
    """Every line and every charge, to the cent."""
    told, content = made
    table = values(content)["Budget lines"]
    lines = [(line["id"], in_cents(line["amount"])) for activity in told["activities"] for line in activity["lines"]]
    assert list(zip(column(table, "Line"), map(cents, column(table, "Amount")), strict=True)) == lines
    charged = [sum(in_cents(c["amount"]) for c in line["charges"]) for a in told["activities"] for line in a["lines"]]
    assert list(map(cents, column(table, "Charged in all"))) == charged
    assert cents(next(row for row in table if row[0] == "Total")[table[3].index("Amount")]) == in_cents(told["total"])


def test_awards_and_limits_are_those_of_the_check(made: tuple[dict[str, Any], bytes]) -> None:
    told, content = made
    sheets = values(content)
    awards = [(one["id"], in_cents(one["available"]), in_cents(one["charged"])) for one in told["awards"]]
    columns = (column(sheets["Awards"], title) for title in ("Id", "Available", "Charged"))
    ids, available, charged = columns
    assert list(zip(ids, map(cents, available), map(cents, charged), strict=True)) == awards
    limits = [(one["rule"], in_cents(one["measured"]), in_cents(one["bound"] or "0")) for one in told["limits"]]
    rules, measured, bounds = (column(sheets["Limits"], title) for title in ("Rule", "Measured", "Bound"))
    assert list(zip(rules, map(cents, measured), map(cents, bounds), strict=True)) == limits


def test_every_total_of_the_summary_is_that_of_the_check(made: tuple[dict[str, Any], bytes]) -> None:
    """By verdict, by fund and by object class: three ways to the same money."""
    told, content = made
    table = values(content)["Summary"]
    totals = [[cents(cell) for cell in row if isinstance(cell, float) and cell > 1] for row in table if "Total" in row[:2]]
    totals = [row for row in totals if row]
    assert in_cents(told["total"]) == totals[0][-1] == totals[2][0]
    assert totals[1][:2] == [sum(in_cents(one[key]) for one in told["awards"]) for key in ("available", "charged")]
    assert [row[1] for row in table if row[0] in map(str, range(1, 13))][8] == "Total direct costs"


def with_benefits_on_benefits(federal: Rulebook) -> bytes:
    """The rural example with retirement that is reckoned on pay and on other benefits, and shared by two awards."""
    line = """      - id: R1-more
        description: Retirement on pay and benefits
        item: fringe
        fringe: {base_lines: [R1-tutors, R1-fringe], components: [{name: Retirement, rate: 12.345}, {name: FICA, rate: 7.65}]}
        charge_to: IA-26
"""
    text = (ROOT / "examples" / "rural" / "plan.yaml").read_text(encoding="utf-8")
    changed = text.replace("      - id: R1-cards\n", f"{line}      - id: R1-cards\n")
    plan = parse_plan(changed, "plan.yaml", vocabulary=plan_vocabulary(federal))
    return render_result(judge_plan(plan, federal, date(2026, 11, 23)), federal)


def test_benefits_rest_on_the_cells_of_their_lines(federal: Rulebook) -> None:
    """Benefits on benefits, too: whoever changes a salary sees all of them change."""
    found = formulas(with_benefits_on_benefits(federal))
    assert found["Budget lines", "L6"] == "=ROUND(L5*13.59/100,2)+ROUND(L5*7.65/100,2)"
    assert found["Budget lines", "L7"] == "=ROUND((L5+L6)*12.345/100,2)+ROUND((L5+L6)*7.65/100,2)"


def test_recomputed_is_what_stands_there(
    books: Made, clean: PlanResult, rules: Rulebook, federal: Rulebook, tmp_path: Path
) -> None:
    """LibreOffice computes every formula anew and finds the values that were written beside them."""
    if SOFFICE is None:
        do_without("LibreOffice, which recomputes the workbook, is not installed")
    contents = {f"{name}.xlsx": content for name, (_, content) in books.items()}
    contents["benefits.xlsx"] = with_benefits_on_benefits(federal)
    contents["halves.xlsx"] = render_result(halves(clean), rules)
    saved = recomputed([without_values(content, tmp_path / name) for name, content in contents.items()], tmp_path)
    if not saved:
        do_without("this LibreOffice has no part that opens workbooks")
    assert saved.keys() == contents.keys()
    for name, content in contents.items():
        again, before = values(saved[name]), values(content)
        assert list(again) == list(before)
        for (sheet, place), formula in formulas(content).items():
            row, at = openpyxl.utils.cell.coordinate_to_tuple(place)
            one, other = before[sheet][row - 1][at - 1], again[sheet][row - 1][at - 1]
            same = other == pytest.approx(one, abs=1e-7) if isinstance(one, float) else other == one
            assert same, (name, sheet, place, formula, one, other)


def test_amounts_are_alive(made: tuple[dict[str, Any], bytes]) -> None:
    """A line with its arithmetic has it as a formula over its own cells; sums reach over all lines."""
    told, content = made
    lines = sum(len(activity["lines"]) for activity in told["activities"])
    found = formulas(content)
    amounts = [text for (sheet, place), text in found.items() if sheet == "Budget lines" and place.startswith("L")]
    assert sum(text.startswith("=ROUND(F") for text in amounts) > lines * 0.8
    assert f"=SUM(L5:L{lines + 4})" in amounts
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.defined_names["line_amount"].attr_text == f"'Budget lines'!$L$5:$L${lines + 4}"
    assert book.defined_names["plan_total"].attr_text == f"'Budget lines'!$L${lines + 5}"


def test_sheets_can_be_printed_and_read_aloud(made: tuple[dict[str, Any], bytes]) -> None:
    """Landscape, the short tables of the summary upright on one page; fitted in width, headers frozen and repeated, no merged cells,
    no empty headers, and a verdict that stands off from the money beside it.
    """
    _, content = made
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        assert sheet.page_setup.orientation == ("portrait" if sheet.title == "Summary" else "landscape")
        assert sheet.page_setup.fitToWidth in (None, 1, 2)
        assert not sheet.merged_cells.ranges
        if sheet.title not in ("Summary", "Account codes"):
            assert sheet.freeze_panes is not None
            assert sheet.print_title_rows == "$4:$4"
            assert all(cell.value for cell in sheet[4])
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                if cell.value in {verdict_text(verdict) for verdict in Verdict}:
                    assert (cell.alignment.horizontal, cell.alignment.indent) == ("left", 1)


def test_the_draft_has_its_open_items(clean: PlanResult, troubled: PlanResult, rules: Rulebook) -> None:
    """And a finished plan has no such sheet."""
    sheets = values(render_result(troubled, rules))
    assert sheets["Summary"][2][0] == "DRAFT: not for signature"
    items = column(sheets["Open items"], "What is open")
    assert any("Who runs the event?" in text for text in items)
    done = values(render_result(clean, rules))
    assert "Open items" not in done
    assert column(done["Conditions"], "What to do") == ["Get the approval in writing before the order."]


def halves(clean: PlanResult) -> PlanResult:
    """The clean plan with a product that ends in half a cent, and shares that leave a cent over."""
    first, *others = clean.plan.activities
    kits = replace(
        first.lines[1],
        quantity=Decimal("3"),
        unit_cost=Cents(73),
        unit_cost_exact=Decimal("0.725"),
        amount=Cents(218),
        charges=(
            Charge(award="AW-A", share=Decimal("33.3"), amount=Cents(73)),
            Charge(award="AW-B", share=Decimal("66.7"), amount=Cents(145)),
        ),
    )
    plan = replace(clean.plan, activities=(replace(first, lines=(first.lines[0], kits)), *others))
    judged = clean.activities[0].lines[1]
    charges = tuple(replace(charge, amount=c.amount) for charge, c in zip(judged.charges, kits.charges, strict=True))
    lines = (clean.activities[0].lines[0], replace(judged, amount=218, charges=charges))
    activities = (replace(clean.activities[0], lines=lines, amount=400_218), clean.activities[1])
    awards = tuple(
        replace(use, charged=use.charged - 100_000 + amount) for use, amount in zip(clean.awards, (73, 145), strict=True)
    )
    return replace(clean, plan=plan, activities=activities, awards=awards, total=800_218)


def test_half_cents_round_as_on_paper(clean: PlanResult, rules: Rulebook) -> None:
    """Products that end in half a cent, and shares that leave a cent over."""
    content = render_result(halves(clean), rules)
    found = formulas(content)
    assert found["Budget lines", "L6"] == "=ROUND(F6*J6,2)"
    assert [found["Budget lines", place] for place in ("M6", "N6")] == ["=ROUND(L6*33.3/100,2)", "=L6-M6"]
    assert values(content)["Budget lines"][5][11:14] == [2.18, 0.73, 1.45]


def test_texts_of_people_stay_text(clean: PlanResult, rules: Rulebook, hostile: PlanResult) -> None:
    """Nothing that was written into a plan becomes a formula, a link or markup, whatever it begins with."""
    for start in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x.example","y")'):
        first, *others = clean.plan.activities
        line = replace(first.lines[0], description=start, unit=start)
        plan = replace(clean.plan, title=start, activities=(replace(first, lines=(line, *first.lines[1:])), *others))
        content = render_result(replace(clean, plan=plan), rules)
        sheet = openpyxl.load_workbook(io.BytesIO(content))["Budget lines"]
        cell = sheet["C5"]
        assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", " ".join(start.split()), True)
    opened = values(render_result(hostile, rules))
    assert " ".join(HOSTILE.split())[:20] in str(opened["Budget lines"][4][2])


def test_the_same_bytes_twice_and_no_clock(clean: PlanResult, rules: Rulebook) -> None:
    content = render_result(clean, rules)
    assert content == render_result(clean, rules)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-23T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_plan_without_lines(clean: PlanResult, rules: Rulebook) -> None:
    """A skeleton is a workbook, too."""
    awards = tuple(replace(use, charged=0) for use in clean.awards)
    empty = replace(clean, plan=replace(clean.plan, activities=()), activities=(), awards=awards, total=0, limits=(), goals=())
    assert values(render_result(empty, rules))["Summary"]

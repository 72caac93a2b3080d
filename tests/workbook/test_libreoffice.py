"""Workbooks after a round through LibreOffice: the same plan, and formulas that compute what the program computes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from plan.plans import WORDS, read
from programs import do_without
from python_calamine import load_workbook

from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.fields import fields_of
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.annotate import annotated
from stemfunds.workbook.computed import ACTIVITIES, AWARDS, BENEFITS, COMPUTED, LINES, SHARED
from stemfunds.workbook.notes import Note
from stemfunds.workbook.rows import PlanRows
from stemfunds.workbook.writer import workbook_bytes

from .books import repacked

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "rural" / "plan.yaml"
FACTORS = ("1.005", "0.015", "2.675", "1.115", "37", "0.333333", "156", "8.5", "99999.99")
SHARES = (("33.3333", "66.6667"), ("50", "50"), ("12.5", "87.5"), ("0.01", "99.99"))
"""Products of these end on half a cent, or close to it; the shares leave cents over."""


MORE_LINES = """\
      - {id: S1, description: x, item: supplies-materials, salary: {fte: 0.35, annual_rate: 78501.37, months: 10}, charge_to: IIA-26}
      - {id: S2, description: x, item: supplies-materials, salary: {fte: 1, annual_rate: 61234.55}, charge_to: IVA-26}
      - {id: S3, description: x, item: supplies-materials, stipend: {people: 7, days: 3, hours: 6.5, rate: 41.125}}
      - {id: S4, description: x, item: supplies-materials, stipend: {people: 3, days: 2, rate: 41.125}, amount: 5.00}
      - id: T1
        description: x
        item: supplies-materials
        travel: {trips: 2, people: 3, days: 4, per_diem: 68.35, nights: 3, lodging: 152.99, miles: 311, mileage_rate: 0.725, fare: 420.11}
      - {id: T2, description: x, item: supplies-materials, travel: {miles: 17, mileage_rate: 0.725}}
      - id: F1
        description: x
        item: supplies-materials
        fringe: {base_lines: [S1, S3, L1], components: [{name: FICA, rate: 7.65}, {name: Retirement, rate: 21.375}]}
      - id: F3
        description: benefits on benefits
        item: supplies-materials
        fringe: {base_lines: [F1, S1], components: [{name: Health, rate: 12.345}, {name: FICA, rate: 7.65}]}
      - id: F4
        description: benefits on benefits of benefits, which no formula follows
        item: supplies-materials
        fringe: {base_lines: [F3], components: [{name: FICA, rate: 7.65}]}
      - {id: F2, description: x, item: supplies-materials, fringe: {base: 1000.01, components: [{name: a, rate: 0.5%}]}}
"""


def _tricky() -> Plan:
    """The small plan with lines of every arithmetic whose cents are hard to get right, and with shares that leave cents."""
    lines = [MORE_LINES] if "fringe" in fields_of("Line") else []
    for number, (quantity, price) in enumerate(product(FACTORS, ("275.00", "0.725", "1.005", "44.4450"))):
        first, second = SHARES[number % len(SHARES)]
        share = ("", ", share_percent: 21.24", ", share_percent: 50")[number % 3]
        charges = f"charges: [{{award: IVA-26, share: {first.replace('0.01', '0.01%')}}}, {{award: IIA-26, share: {second}}}]"
        lines.append(
            f"      - {{id: Q{number}, description: x, item: supplies-materials, "
            f"quantity: {quantity}, unit_cost: {price}{share}, {charges}}}\n"
        )
    return read(("        charge_to: IVA-26\n", "        charge_to: IVA-26\n" + "".join(lines)), words=WORDS)


def _without_results(data: bytes) -> bytes:
    """The workbook as if nothing had ever computed it."""
    parts = {}
    for number in range(1, 14):
        name = f"xl/worksheets/sheet{number}.xml"
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if name in package.namelist():
                sheet = package.read(name)
                parts[name] = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", sheet)
    return repacked(data, **parts)


@pytest.fixture(scope="module")
def converted(rulebook: Rulebook, federal: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Workbooks as LibreOffice saves them, all in one run."""
    office = shutil.which("soffice")
    if office is None:
        do_without("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")
    example = workbook_bytes(federal, read_plan(EXAMPLE, plan_vocabulary(federal)))
    files = {
        "checked": annotated(example, "example.xlsx", [Note("Budget lines", 5, 4, "error", "UG-X", "words")], "x"),
        "tricky": _without_results(workbook_bytes(rulebook, _tricky(), WORDS, spare=False)),
    }
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    (folder / "probe.csv").write_text("1,2\n")
    out = folder / "out"
    subprocess.run(
        [office, f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
        + [str(folder / name) for name in ("probe.csv", *(f"{name}.xlsx" for name in files))],
        check=False,
        capture_output=True,
        timeout=120,
    )
    if not (out / "probe.xlsx").exists():
        do_without("this LibreOffice cannot read tables: its part Calc is not installed")
    return {name: out / f"{name}.xlsx" for name in files}


def test_the_plan_is_the_same(converted: Mapping[str, Path], federal: Rulebook) -> None:
    """Every value of the example, with findings on its cells."""
    words = plan_vocabulary(federal)
    plan = read_plan(EXAMPLE, words)
    again = read_plan(converted["checked"], words)
    assert again == plan
    assert again.remarks == ()


def test_comments_and_findings_are_shown(converted: Mapping[str, Path]) -> None:
    """LibreOffice reads what was patched into the package."""

    book = openpyxl.load_workbook(converted["checked"])
    comment = book["Budget lines"]["D5"].comment
    assert comment is not None
    assert comment.text.startswith("[stemfunds]\nERROR  UG-X\nwords")
    assert book["Findings"]["B5"].value == "D5"


def test_formulas_compute_what_the_program_computes(converted: Mapping[str, Path]) -> None:
    """To the cent: arithmetic, shares settled by largest remainder, totals, what is left of the awards."""
    rows = PlanRows(_tricky(), WORDS)
    book = load_workbook(str(converted["tricky"]))
    for sheet in [name for name in (LINES, BENEFITS, SHARED, ACTIVITIES, AWARDS) if name in rows.lists]:
        values = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        places = {str(heading): place for place, heading in enumerate(values[3])}
        for number in range(len(rows.lists[sheet])):
            shown = rows.shown(sheet, number)
            found = {heading: _value(values[4 + number][places[heading]]) for heading in shown}
            assert found == {heading: _value(value) for heading, value in shown.items()}, rows.lists[sheet][number]
        computed = [column for column in COMPUTED[sheet] if column.form == "money" and not column.hidden]
        for column in computed:
            total = sum(Decimal(str(rows.shown(sheet, number)[column.heading] or 0)) for number in range(len(rows.lists[sheet])))
            assert _value(values[2][places[column.heading]]) == _value(total)


def _value(value: Any) -> Any:
    return value if isinstance(value, str) else round(Decimal(str(value)), 2)

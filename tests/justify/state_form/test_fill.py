"""The worked example of a State's form: filled, opened, read back, and equal to the check."""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from stemfunds.judging.judge import judge_plan
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify import markdown
from stemfunds.justify.context import justification
from stemfunds.justify.errors import UnusableFileError
from stemfunds.justify.sheets.book import render_result
from stemfunds.justify.state_form.fill import fill_form
from stemfunds.plan.reader import read_plan
from stemfunds.reporting.json_report import document as json_document
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.model import Rulebook

ROOT = Path(__file__).parents[3]
PACK = ROOT / "examples" / "state-packs" / "account-codes-and-form"
URBAN = ROOT / "examples" / "urban" / "plan.yaml"
Judged = tuple[PlanResult, Rulebook, dict[str, Any]]


def judged_with(pack: Path) -> Judged:
    """The urban example under a pack, with what `check --format json` says of it."""
    rulebook = load_rulebook([pack])
    result = judge_plan(read_plan(URBAN, plan_vocabulary(rulebook)), rulebook, date(2026, 11, 23))
    told: dict[str, Any] = json.loads(json_document([result], rulebook))["plans"][0]
    return result, rulebook, told


@pytest.fixture(scope="module")
def judged() -> Judged:
    return judged_with(PACK)


@pytest.fixture
def changed_pack(tmp_path: Path) -> Callable[[str, str], Path]:
    """The example pack with one piece of its form map changed."""

    def changed(old: str, new: str) -> Path:
        pack = tmp_path / "our-pack"
        shutil.copytree(PACK, pack)
        text = (pack / "forms.yaml").read_text(encoding="utf-8")
        assert old in text
        (pack / "forms.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        return pack

    return changed


def cents(text: str) -> int:
    """Money of the JSON as cents."""
    return int(text.replace(".", ""))


def read(content: bytes, sheet: str) -> list[list[Any]]:
    """The values that stand in a sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


@pytest.mark.parametrize("award", ["IVA-26", "IIA-26", "IA-26"])
def test_the_form_has_the_money_of_the_award(judged: Judged, award: str) -> None:
    """Whole dollars that add up to the rounded total of the check; the difference stands on the form."""
    result, rulebook, told = judged
    content = fill_form(result, rulebook, [PACK], "budget-summary", award, ".xlsx")
    charged = cents(next(one["charged"] for one in told["awards"] if one["id"] == award))
    summary, detail = (read(content, sheet) for sheet in ("Summary", "Detail"))
    amounts = [row[2] for row in summary[12:22]]
    assert sum(amounts) == summary[22][2] == (charged + 50) // 100
    assert all(amount == int(amount) for amount in amounts)
    assert round(summary[24][2] * 100) == charged
    assert round(summary[25][2] * 100) == round(summary[22][2] * 100) - charged
    codes = [row[1] for row in summary[12:22]]
    assert codes == ["15", "16", "40", "45", "46", "80", "90", "49", "30", "20"]
    lines = [row for row in detail[4:] if row[0]]
    of_award = [li["id"] for a in told["activities"] for li in a["lines"] for c in li["charges"] if c["award"] == award]
    assert [row[0] for row in lines] == of_award
    assert sum(row[4] for row in lines) == summary[22][2] == detail[1][4]
    by_code = {code: sum(row[4] for row in lines if row[3] == code) for code in codes}
    assert [by_code[code] for code in codes] == amounts


def test_formulas_and_words_of_the_form_stay(judged: Judged) -> None:
    result, rulebook, _ = judged
    content = fill_form(result, rulebook, [PACK], "budget-summary", "IVA-26", ".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Summary"]
    assert (sheet["C23"].value, sheet["C26"].value) == ("=SUM(C13:C22)", "=C23-C25")
    assert sheet["B4"].value == result.plan.district.name
    assert sheet["B5"].value == result.plan.district.nces_id
    assert sheet["A28"].value == "Laid out for an example of an invented State. Not a form of any State."
    assert sheet["B10"].value == 3_128_000
    assert content == fill_form(result, rulebook, [PACK], "budget-summary", "IVA-26", ".xlsx")


def test_the_form_is_what_its_script_lays_out() -> None:
    spec = importlib.util.spec_from_file_location("build_form", PACK / "forms" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.build() == (PACK / "forms" / "budget-summary.xlsx").read_bytes()


def test_the_justification_has_the_account_codes(judged: Judged) -> None:
    """In the document and in the workbook, adding up to the total of the check."""
    result, rulebook, told = judged
    text = markdown.render(justification(result, rulebook)).decode()
    part = text.partition("## The budget by account code")[2].partition("\n## ")[0]
    assert f"**${cents(told['total']) / 100:,.2f}**" in part
    assert "| 46 | Travel | object 580 Travel | Travel | $5,040.00 |" in part
    book = render_result(result, rulebook)
    rows = read(book, "Account codes")
    total = next(row for row in rows if row[0] == "Total")
    assert round(total[-1] * 100) == cents(told["total"])
    assert [round(cell * 100) for cell in total[4 : 4 + len(told["awards"])]] == [cents(one["charged"]) for one in told["awards"]]
    lines = read(book, "Budget lines")
    assert lines[3][-1] == "Account code, Example State (fictional)"
    assert {row[-1] for row in lines[4:-1]} == {"15", "20", "30", "40", "45", "46", "49", "80", "90"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("value: district.name", "value: distrct.name", 'unknown value "distrct.name" (did you mean "district.name"?)'),
        ("value: award.name", "value: award.charges", 'unknown value "award.charges"'),
        ("sheet: Summary, at: B4", "sheet: Sumary, at: B4", 'the form has no sheet "Sumary" (did you mean "Summary"?)'),
        ('      - {sheet: Summary, at: C16, account: "45"}\n', "", 'account "45" has $335,971.00 and no place on the form'),
        ("last: 204", "last: 12", "rows 5 to 12 have room for 8 lines; the budget has"),
        ("C: line.arithmetic", "C: line.arithmetik", 'unknown value "line.arithmetik" (did you mean "line.arithmetic"?)'),
        ("at: C23, value: form.total", "at: C23, value: plan.title", "cell C23 holds a formula; only money can stand there"),
        (
            "file: forms/budget-summary.xlsx",
            "file: forms/other.xlsx",
            'the file "forms/other.xlsx" of form "budget-summary" is not',
        ),
    ],
)
def test_a_map_that_does_not_fit(changed_pack: Callable[[str, str], Path], old: str, new: str, says: str) -> None:
    """Told with file and line of the map, before anything is written."""
    pack = changed_pack(old, new)
    result, rulebook, _ = judged_with(pack)
    with pytest.raises(UnusableFileError) as raised:
        fill_form(result, rulebook, [pack], "budget-summary", "IVA-26", ".xlsx")
    assert any(line.startswith("our-pack/forms.yaml:") and says in line for line in str(raised.value).splitlines()), raised.value


@pytest.mark.parametrize(
    ("name", "award", "suffix", "says"),
    [
        ("budget-sumary", "IVA-26", ".xlsx", 'no form "budget-sumary" (did you mean "budget-summary"?)'),
        ("budget-summary", None, ".xlsx", "is filled for one award; name it with --award, one of IA-26"),
        ("budget-summary", "IVA26", ".xlsx", 'no award "IVA26" in the plan (did you mean "IVA-26"?)'),
        ("budget-summary", "IVA-26", ".docx", 'the form "budget-summary" is a .xlsx file; expected a name that ends in .xlsx'),
    ],
)
def test_calls_that_name_nothing(judged: Judged, name: str, award: str | None, suffix: str, says: str) -> None:
    result, rulebook, _ = judged
    with pytest.raises(UnusableFileError) as raised:
        fill_form(result, rulebook, [PACK], name, award, suffix)
    assert says in str(raised.value)


def test_a_form_in_word_for_the_whole_plan_to_the_cent(tmp_path: Path) -> None:
    """A Word form with a table; texts that look like formulas are only texts."""
    pack = tmp_path / "word-pack"
    shutil.copytree(PACK, pack)
    word = docx.Document()
    word.add_paragraph("Form")
    table = word.add_table(rows=4, cols=2)
    table.rows[0].cells[0].paragraphs[0].add_run("old").bold = True
    word.save(str(pack / "forms" / "form.docx"))
    (pack / "forms.yaml").write_text(
        "forms:\n  - form: word\n    title: In Word\n    file: forms/form.docx\n    per: plan\n    cells:\n"
        "      - {table: 1, at: 1/1, value: district.name}\n      - {table: 1, at: 2/2, value: form.total}\n"
        "      - {table: 1, at: 3/2, value: as_of}\n",
        encoding="utf-8",
    )
    result, rulebook, told = judged_with(pack)
    content = fill_form(result, rulebook, [pack], "word", None, ".docx")
    cells = [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(content)).tables[0].rows]
    assert cells[0][0] == result.plan.district.name
    assert docx.Document(io.BytesIO(content)).tables[0].rows[0].cells[0].paragraphs[0].runs[0].bold
    assert cells[1][1] == f"${cents(told['total']) / 100:,.2f}"
    assert cells[2][1] == "November 23, 2026"
    with pytest.raises(UnusableFileError, match="is about the whole plan; leave --award out"):
        fill_form(result, rulebook, [pack], "word", "IVA-26", ".docx")
    (pack / "forms.yaml").write_text(
        (pack / "forms.yaml")
        .read_text(encoding="utf-8")
        .replace("at: 3/2", "at: 9/9")
        .replace("table: 1, at: 2/2", "table: 3, at: 2/2"),
        encoding="utf-8",
    )
    result, rulebook, _ = judged_with(pack)
    with pytest.raises(UnusableFileError) as raised:
        fill_form(result, rulebook, [pack], "word", None, ".docx")
    assert [line.partition("  ")[2] for line in str(raised.value).splitlines()] == [
        "the form has 1 tables; there is no table 3",
        "table 1 of the form has no row 9 with a column 9",
    ]

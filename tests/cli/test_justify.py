"""`stemfunds justify` from the command line; the document itself is tested elsewhere."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook

from .conftest import LATE, Call, Plans, call_apart


@pytest.mark.parametrize("suffix", [".md", ".docx", ".pdf", ".html", ".xlsx"])
def test_a_document_is_written(call: Call, plan_file: Plans, tmp_path: Path, suffix: str) -> None:
    """A refused plan is written, too; the command says what became of it, on standard error."""
    target = tmp_path / f"justification{suffix}"
    said = call("justify", plan_file(LATE), "-o", str(target), "--as-of", "2026-08-20")
    assert (said.status, said.out) == (0, "")
    assert said.err == f"{target} written; the plan is not-allowable.\n"
    assert target.stat().st_size > 1000


def test_quiet(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """Nothing is said where all went well."""
    said = call("justify", plan_file(LATE), "-o", str(tmp_path / "j.md"), "--quiet")
    assert (said.status, said.out, said.err) == (0, "", "")


def test_the_same_plan_gives_the_same_document(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """To the last byte, the Word file and the workbook included."""
    for suffix in (".md", ".docx", ".pdf", ".html", ".xlsx"):
        first, second = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"
        for target in (first, second):
            call("justify", plan_file(LATE), "-o", str(target), "--as-of", "2026-08-20")
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", [".md", ".docx", ".pdf", ".html"])
def test_another_machine_gives_the_same_document(call: Call, plan_file: Plans, tmp_path: Path, suffix: str) -> None:
    """Neither the time zone, nor the language, nor the home folder, nor the order of hashing is in the file."""
    here, there = tmp_path / f"here{suffix}", tmp_path / f"there{suffix}"
    plan = plan_file(LATE)
    call("justify", plan, "-o", str(here), "--as-of", "2026-08-20")
    elsewhere = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "tr_TR", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    assert call_apart("justify", plan, "-o", str(there), "--as-of", "2026-08-20", **elsewhere).status == 0
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.parametrize("name", ["justification.odt", "justification", "nowhere/justification.md"])
def test_targets_that_cannot_be_written(call: Call, plan_file: Plans, tmp_path: Path, name: str) -> None:
    """One line, status 2."""
    said = call("justify", plan_file(LATE), "-o", str(tmp_path / name))
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"{tmp_path / name}: ")
    assert (".docx, .pdf, .html, .md or .xlsx" in said.err) == name.startswith("justification")
    assert said.err.count("\n") == 1


TEMPLATE = "examples/templates/consultant.docx"
PACK = "examples/state-packs/account-codes-and-form"


def test_an_own_template_is_filled(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    target = tmp_path / "mine.docx"
    said = call("justify", plan_file(LATE), "--template", TEMPLATE, "-o", str(target), "--as-of", "2026-08-20")
    assert (said.status, said.out) == (0, "")
    assert said.err == f"{target} written; the plan is not-allowable.\n"
    assert any("Pine Creek" in paragraph.text for paragraph in docx.Document(str(target)).paragraphs)


def test_a_state_form_is_filled(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    target = tmp_path / "form.xlsx"
    form = ("--rules", PACK, "--state-form", "budget-summary", "--award", "OLD")
    said = call("justify", plan_file(LATE), *form, "-o", str(target), "--as-of", "2026-08-20")
    assert (said.status, said.err) == (0, f"{target} written; the plan is not-allowable.\n")
    sheet = CalamineWorkbook.from_path(str(target)).get_sheet_by_name("Summary").to_python(skip_empty_area=False)
    assert sheet[22][2] == 100.0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--template", TEMPLATE, "-o", "x.md"), "x.md: a template gives a Word file; expected a name that ends in .docx"),
        (("--template", TEMPLATE, "-o", TEMPLATE), f"{TEMPLATE}: is the template itself; choose another name for the document"),
        (("--template", "nowhere.docx", "-o", "x.docx"), "nowhere.docx: there is no such file"),
        (("--template", TEMPLATE, "--state-form", "f", "-o", "x.docx"), "--template and --state-form: choose one of the two"),
        (("--award", "OLD", "-o", "x.docx"), "--award says which award a State form is about; it needs --state-form NAME"),
        (
            ("--state-form", "budget-summary", "-o", "x.xlsx"),
            'no form "budget-summary": forms come from a State pack; name one that has forms with --rules DIR',
        ),
        (
            ("--rules", PACK, "--state-form", "budget-summary", "-o", "x.xlsx"),
            'the form "budget-summary" is filled for one award; name it with --award, one of LOCAL, OLD',
        ),
    ],
)
def test_calls_that_cannot_be_met(call: Call, plan_file: Plans, options: tuple[str, ...], says: str) -> None:
    """One sentence, status 2, and nothing is written."""
    before = Path(TEMPLATE).read_bytes()
    said = call("justify", plan_file(LATE), *options)
    assert (said.status, said.out, said.err) == (2, "", says + "\n")
    assert not any(Path(name).exists() for name in ("x.md", "x.docx", "x.xlsx"))
    assert Path(TEMPLATE).read_bytes() == before


def test_the_mistakes_of_a_template_end_the_call(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """All of them, each on a line, without a trace of the program."""
    word = docx.Document()
    word.add_paragraph("{{ totl }}")
    word.add_paragraph("{{ distrct.name }}")
    word.save(str(tmp_path / "t.docx"))
    said = call("justify", plan_file(LATE), "--template", str(tmp_path / "t.docx"), "-o", str(tmp_path / "out.docx"))
    assert said.status == 2
    assert said.err.splitlines() == [
        f'{tmp_path}/t.docx: paragraph 1: unknown name "totl" (did you mean "total"?); found “{{{{ totl }}}}”',
        f'{tmp_path}/t.docx: paragraph 2: unknown name "distrct" (did you mean "district"?); found “{{{{ distrct.name }}}}”',
    ]
    assert not (tmp_path / "out.docx").exists()


def test_a_plan_without_lines_is_a_draft_without_a_verdict(call: Call, tmp_path: Path) -> None:
    """Where nothing was judged, nothing is called allowable on the cover."""
    plan, made = tmp_path / "plan.yaml", tmp_path / "made.md"
    plan.write_text(
        "plan: 1\ntitle: STEM plan\ndistrict: {name: Test City Schools, state: TX}\n"
        "activities:\n  - {id: A1, title: VEX robotics club, kind: stem-competition}\n",
        encoding="utf-8",
    )
    said = call("justify", str(plan), "-o", str(made), "--as-of", "2026-11-23")
    assert (said.status, said.err.strip()) == (0, f"{made} written; the plan has no line yet, so nothing was judged.")
    cover = made.read_text(encoding="utf-8").partition("## Summary")[0]
    assert "> **DRAFT.** Not for signature. There is no budget line yet, so nothing was judged." in cover
    assert "Verdict on the plan" not in cover

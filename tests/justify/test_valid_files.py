"""Word files and workbooks of the justification, held against the schemas of their format."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from office_files import faults

from stemfunds.judging.result import PlanResult
from stemfunds.justify.context import justification
from stemfunds.justify.own_template.fill import fill_template
from stemfunds.justify.packing import zipped
from stemfunds.justify.sheets.book import render_result
from stemfunds.justify.word import render
from stemfunds.rulebook.model import Rulebook

from .shelf import Shelved

CONSULTANT = Path(__file__).parents[2] / "examples" / "templates" / "consultant.docx"


def test_a_word_file_opens_without_repair(shelved: Shelved, tmp_path: Path) -> None:
    """A short document and one of sixty pages."""
    assert faults(shelved.file(".docx").read_bytes(), tmp_path / "x.docx") == []


def test_a_workbook_opens_without_repair(short: Shelved, tmp_path: Path) -> None:
    assert faults(short.file(".xlsx").read_bytes(), tmp_path / "x.xlsx") == []


def test_what_word_would_repair_is_found(short: Shelved, tmp_path: Path) -> None:
    """Properties of a paragraph in another order than the format's."""
    wrong = b'<w:pPr><w:jc w:val="left"/><w:pStyle w:val="Normal"/></w:pPr>'
    parts = zipfile.ZipFile(short.file(".docx"))
    content = {name: parts.read(name) for name in parts.namelist()}
    document = content["word/document.xml"]
    content["word/document.xml"] = document.replace(b'<w:pPr><w:pStyle w:val="CoverDistrict"/></w:pPr>', wrong)
    assert content["word/document.xml"] != document
    assert faults(zipped(content), tmp_path / "x.docx") != []


@pytest.mark.parametrize("may_be_short", [True, False])
def test_whatever_people_wrote(hostile: PlanResult, rules: Rulebook, tmp_path: Path, may_be_short: bool) -> None:
    """Markup, control signs and formulas in every text of the plan."""
    assert faults(render(justification(hostile, rules, may_be_short)), tmp_path / "x.docx") == []
    assert faults(render_result(hostile, rules), tmp_path / "x.xlsx") == []


def test_a_filled_template_has_no_fault_of_its_own(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    """Only those that the template had before."""
    before = faults(CONSULTANT.read_bytes(), tmp_path / "before.docx")
    assert set(faults(fill_template(clean, rules, CONSULTANT), tmp_path / "after.docx")) <= set(before)

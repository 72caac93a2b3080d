"""Workbooks to fill in, and workbooks with findings, held against the schema of their format."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_files import faults

from stemfunds.workbook.annotate import annotated

from .books import edited
from .test_annotate import ERROR, KNOWN, MORE, OF_PLAN, _own

NOTES = [ERROR, MORE, KNOWN, OF_PLAN]


def test_a_workbook_opens_without_repair(small: bytes, tmp_path: Path) -> None:
    """With findings, too, and checked twice: the parts that hold them are edited by hand."""
    once = annotated(small, "plan.xlsx", NOTES, "words")
    twice = annotated(once, "plan.xlsx", NOTES[:2], "words")
    for content in (small, once, twice):
        assert faults(content, tmp_path / "x.xlsx") == []


@pytest.mark.parametrize("change", [lambda book: None, _own], ids=["saved", "with a chart and comments"])
def test_findings_add_no_fault_to_the_workbook_of_another_program(small: bytes, tmp_path: Path, change: object) -> None:
    """What that program writes is its own."""
    assert callable(change)
    before = edited(small, change)
    after = annotated(before, "plan.xlsx", NOTES, "words")
    assert set(faults(after, tmp_path / "after.xlsx")) <= set(faults(before, tmp_path / "before.xlsx"))

"""Checklists of reviewers, opened and read back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from strategies import federal_rulebook

from stemfunds.batch.checklists import DECISIONS, checklist, write_checklists
from stemfunds.batch.runner import run_batch
from stemfunds.batch.store import open_store

from .runs import BROKEN, request

URBAN, ARP_HISTORY = 1, 4


def sheet_of(store_folder: Path, plan: int) -> Any:
    """The sheet of a checklist."""
    with open_store(store_folder) as store:
        return openpyxl.load_workbook(io.BytesIO(checklist(store, plan, federal_rulebook())))["Checklist"]


def rows_of(sheet: Any) -> dict[str, tuple[Any, ...]]:
    """The rows by their requirement: decision, status, comment, evidence."""
    return {row[1]: row[2:6] for row in sheet.iter_rows(values_only=True) if str(row[0])[0].isdecimal() and "." in row[0]}


def test_the_rows_stand_in_the_order_of_a_review(store_folder: Path) -> None:
    """Each row of the rulebook once, under its section, with a list to choose the decision from."""
    sheet = sheet_of(store_folder, URBAN)
    review = federal_rulebook().review
    assert list(rows_of(sheet)) == [row.says for part in review.sections for row in review.rows.values() if row.section == part]
    numbered = [(row[0], row[1]) for row in sheet.iter_rows(values_only=True) if str(row[0]).isdecimal()]
    assert numbered == [(str(at), section.title) for at, section in enumerate(review.sections.values(), 1)]
    [validation] = sheet.data_validations.dataValidation
    assert validation.formula1 == f'"{",".join(DECISIONS)}"'


def test_automatic_rows_are_filled_and_human_rows_are_blank(store_folder: Path) -> None:
    """With rule ids, what was measured and the bound; nothing is ever chosen but Revise."""
    review, rows = federal_rulebook().review, rows_of(sheet_of(store_folder, URBAN))
    for row in review.rows.values():
        decision, status, comment, evidence = rows[row.says]
        assert comment is None
        if row.is_human:
            assert (decision, status or None, evidence or None) == (None, None, None)
        else:
            assert status
            assert decision == ("Revise" if status == "✗ Not supported" else None)
    decision, status, _, evidence = rows[review.rows["amounts"].says]
    assert (decision, status) == ("Revise", "✗ Not supported")
    assert "BF-OVER-AWARD met: measured $1,584,304.12, at most $41,870,000.00 (Title I-A, IA-26)" in evidence
    assert "over by $25,080.00. (award STATE-27)" in evidence
    assert "BF-OVER-AWARD breached" not in evidence


def test_a_plan_in_good_order(store_folder: Path) -> None:
    """Nothing is refused, so nothing is chosen."""
    rows = rows_of(sheet_of(store_folder, ARP_HISTORY))
    assert {row[0] for row in rows.values()} == {None}
    assert "✓ No rule speaks against it" in {row[1] for row in rows.values()}


def test_a_broken_plan_and_the_same_bytes(tmp_path: Path) -> None:
    """Its rows say that nothing was judged."""
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "c.yaml").write_text(BROKEN)
    run_batch(request(plans, tmp_path / "out"))
    with open_store(tmp_path / "out") as store:
        assert write_checklists(store, federal_rulebook(), tmp_path / "lists") == 1
        [path] = (tmp_path / "lists").iterdir()
        before = path.read_bytes()
        write_checklists(store, federal_rulebook(), tmp_path / "lists")
    assert (path.name, path.read_bytes()) == ("broken-c.xlsx", before)
    sheet = openpyxl.load_workbook(path)["Checklist"]
    assert "could not be read" in sheet["A2"].value
    assert {row[1] or None for row in rows_of(sheet).values()} == {None, "– Not judged"}

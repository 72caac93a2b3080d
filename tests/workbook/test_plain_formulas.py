"""Formulas that are taken as they stand: the same bytes, as no function of ours is newer than the library's oldest."""

from __future__ import annotations

from pathlib import Path

import pytest
from xlsxwriter.worksheet import Worksheet

from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.plain_formulas import PlainFormulas
from stemfunds.workbook.writer import workbook_bytes

RURAL = Path(__file__).resolve().parents[2] / "examples" / "rural" / "plan.yaml"


def test_the_same_bytes(federal: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """As from a sheet of the library, which looks through every formula."""
    plan, looked_at = read_plan(RURAL, plan_vocabulary(federal)), []
    taken = workbook_bytes(federal, plan)

    def searched(sheet: PlainFormulas, formula: str, expand_future_functions: bool = False) -> str:
        looked_at.append(formula)
        found: str = Worksheet._prepare_formula(sheet, formula, expand_future_functions)
        return found

    monkeypatch.setattr(PlainFormulas, "_prepare_formula", searched)
    assert workbook_bytes(federal, plan) == taken
    assert len(looked_at) > 1000

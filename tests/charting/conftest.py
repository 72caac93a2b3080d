"""The chart of the funds, and the one of a small plan."""

from __future__ import annotations

from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest
from strategies import federal_judge, federal_rulebook

from stemfunds.charting.fund_chart import fund_chart
from stemfunds.charting.grid import Grid
from stemfunds.charting.match_grid import match_grid
from stemfunds.judging.matching import match
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def funds() -> Grid:
    """Kinds against funds."""
    return fund_chart(federal_rulebook(), DAY)


@pytest.fixture(scope="session")
def activities() -> Grid:
    """The rural example against funds."""
    with chdir(ROOT):
        plan = read_plan("examples/rural/plan.yaml", plan_vocabulary(federal_rulebook()))
    return match_grid(match(plan, federal_judge(), DAY), plan, federal_rulebook(), DAY)

"""The examples, judged once, with somebody who explains them."""

from __future__ import annotations

from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest
from strategies import federal_judge, federal_rulebook

from stemfunds.explaining.explaining import Explainer
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("rural", "urban", "mid-size", "arp-history")


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which the paths of the examples hold."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def explainers() -> dict[str, Explainer]:
    """One for each example, as of November 23, 2026; paths as a user types them."""
    words = plan_vocabulary(federal_rulebook())
    with chdir(ROOT):
        plans = {name: read_plan(f"examples/{name}/plan.yaml", words) for name in NAMES}
    return {name: Explainer(federal_judge().judge(plan, date(2026, 11, 23)), federal_rulebook()) for name, plan in plans.items()}

"""A store of the examples, built once, and the words of a run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from strategies import federal_judge, federal_rulebook

from stemfunds.batch.building import build
from stemfunds.batch.record import Record, judged
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 23)
NAMES = ("urban", "rural", "mid-size", "arp-history")
META = {
    "schema": "3",
    "stemfunds": "0.1.0",
    "rulebook_version": "1",
    "rulebook_digest": "sha256:0",
    "packs": "[]",
    "as_of": AS_OF.isoformat(),
    "complete": "yes",
}


def example(name: str) -> Path:
    """The plan of an example."""
    return ROOT / "examples" / name / "plan.yaml"


@pytest.fixture(scope="session")
def results() -> list[PlanResult]:
    """The examples, judged."""
    words = plan_vocabulary(federal_rulebook())
    return [federal_judge().judge(read_plan(example(name), words), AS_OF) for name in NAMES]


@pytest.fixture(scope="session")
def records(results: list[PlanResult]) -> list[Record]:
    """Their records."""
    return [judged(result, federal_rulebook(), result.plan.path, "0" * 64) for result in results]


@pytest.fixture(scope="session")
def store_folder(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with their store."""
    folder = tmp_path_factory.mktemp("store")
    build(folder, enumerate(records, 1), META)
    return folder

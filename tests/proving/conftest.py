"""Rule tests over the tiny rulebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tiny import rulebook_with

from stemfunds.proving.coverage import Coverage
from stemfunds.proving.runner import Outcome, gather_tests, run_tests

Run: TypeAlias = Callable[..., list[Outcome]]
Told: TypeAlias = Callable[..., list[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the tests of a text for a rulebook with more sections."""

    def ran(tests: str, sections: str = "") -> list[Outcome]:
        book = rulebook_with(tmp_path, sections)
        (tmp_path / "rules" / "fund.tests.yaml").write_text(f"fund: stem-fund\n{tests}", encoding="utf-8")
        found, problems = gather_tests([tmp_path / "rules"], book)
        assert [str(problem) for problem in problems] == []
        return list(run_tests(found, book))

    return ran


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The problems of a file of tests."""

    def problems(tests: str, sections: str = "") -> list[str]:
        book = rulebook_with(tmp_path, sections)
        (tmp_path / "rules" / "fund.tests.yaml").write_text(tests, encoding="utf-8")
        return [str(problem) for problem in gather_tests([tmp_path / "rules"], book)[1]]

    return problems


def gaps(outcomes: list[Outcome], tmp_path: Path, sections: str = "") -> list[str]:
    """What the tests leave uncovered."""
    coverage = Coverage(rulebook_with(tmp_path, sections))
    for outcome in outcomes:
        coverage.add(outcome)
    return list(coverage.gaps())

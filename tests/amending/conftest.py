"""The two versions of the rural example, judged."""

from __future__ import annotations

from datetime import date

import pytest
from strategies import federal_with

from stemfunds.amending.comparison import Comparison, compare
from stemfunds.amending.triggers import Triggered, triggered
from stemfunds.judging.judge import Judge
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import parse_plan, read_plan
from stemfunds.rulebook.model import Rulebook

from .amended import APPROVED, PACK, amended_text

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The federal rules with the pack that has amendment triggers."""
    return federal_with(PACK)


@pytest.fixture(scope="session")
def comparison(book: Rulebook) -> Comparison:
    """What the amendment changes."""
    judge, words = Judge(book), plan_vocabulary(book)
    old, new = read_plan(APPROVED, words), parse_plan(amended_text(), "amended.yaml", "yaml", words)
    return compare(judge.judge(old, AS_OF), judge.judge(new, AS_OF))


@pytest.fixture(scope="session")
def hits(comparison: Comparison, book: Rulebook) -> tuple[Triggered, ...]:
    """The triggers that the amendment sets off."""
    return triggered(comparison.old, comparison.new, book)

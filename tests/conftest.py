"""What all tests share: the federal rulebook, read once, and a fixed Hypothesis profile."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings
from strategies import federal_judge, federal_rulebook

from stemfunds.judging.judge import Judge
from stemfunds.rulebook.model import Rulebook

# the program runs without looking for garbage; a test run has a large rulebook in memory, too, and little of it is garbage
gc.set_threshold(200_000, 50, 100)

settings.register_profile(
    "fixed",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("search", parent=settings.get_profile("fixed"), derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def federal() -> Rulebook:
    """The rules of this checkout."""
    return federal_rulebook()


@pytest.fixture(scope="session")
def judge() -> Judge:
    """A judge of the federal rules."""
    return federal_judge()

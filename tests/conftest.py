"""What all tests share: the federal rulebook, read once, a fixed Hypothesis profile, and compiled Python."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, settings
from strategies import federal_judge, federal_rulebook
from xdist.remote import Producer
from xdist.scheduler import Scheduling, WorkStealingScheduling

from stemfunds.judging.judge import Judge
from stemfunds.reading.yaml_reader import read_yaml
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


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiled Python beside pytest's own cache, also where the surroundings say that none is kept.

    Otherwise each worker and each program that a test starts would compile every library again.
    """
    if config.pluginmanager.hasplugin("cacheprovider"):
        folder = str(config.cache.mkdir("bytecode"))
        sys.dont_write_bytecode, sys.pycache_prefix = False, folder
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = folder


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Each process takes neighbouring tests, so that few modules are set up twice; who is done first takes from the other's end."""
    return WorkStealingScheduling(config, log) if config.option.dist == "load" else None


@pytest.fixture(scope="session", autouse=True)
def _rule_files_parsed_once() -> Iterator[None]:
    """The same bytes give the same nodes: packs on top of the federal rules need not parse those again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stemfunds.rulebook.files.read_yaml", lru_cache(maxsize=512)(read_yaml))
        yield


@pytest.fixture(scope="session")
def federal() -> Rulebook:
    """The rules of this checkout."""
    return federal_rulebook()


@pytest.fixture(scope="session")
def judge() -> Judge:
    """A judge of the federal rules."""
    return federal_judge()

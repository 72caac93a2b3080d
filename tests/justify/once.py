"""What is slow to make is made once in a test run, however many processes take part in it."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")

_LONGEST_WAIT = 180.0


class Once:
    """A folder that all processes of a test run share; what one has made, the others read."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        own = factory.getbasetemp()
        self.folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once"
        self.folder.mkdir(exist_ok=True)

    def __call__(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, under a name; whoever comes second waits for it."""
        done, taken = self.folder / f"{name}.pickle", self.folder / f"{name}.taken"
        deadline = time.monotonic() + _LONGEST_WAIT
        while not done.exists() and time.monotonic() < deadline:
            if _take(taken):
                _make(done, taken, make)
            else:
                time.sleep(0.05)
        made: Made = pickle.loads(done.read_bytes())
        return made


def _take(taken: Path) -> bool:
    try:
        taken.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _make(done: Path, taken: Path, make: Callable[[], object]) -> None:
    """Make it and put it in its place whole; where that fails, the next may try."""
    try:
        beside = done.with_suffix(".part")
        beside.write_bytes(pickle.dumps(make()))
        beside.replace(done)
    except BaseException:
        taken.unlink()
        raise

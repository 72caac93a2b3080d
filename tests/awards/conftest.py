"""Allocation lists as files, read with the federal rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from stemfunds.awards import AllocationList, ListSettings, read_allocations
from stemfunds.judging.judge import Judge
from stemfunds.reading.problems import UnusableInput

Read: TypeAlias = Callable[..., AllocationList]
Told: TypeAlias = Callable[..., list[str]]


@pytest.fixture
def read(judge: Judge, tmp_path: Path) -> Read:
    """Reads a list given as text or bytes; more arguments are its settings."""

    def reading(content: str | bytes, name: str = "list.csv", **settings: Any) -> AllocationList:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_allocations(path, judge.rulebook, ListSettings(**settings))

    return reading


@pytest.fixture
def told(read: Read) -> Told:
    """What is said about a list that cannot be read, from the row on."""

    def telling(content: str | bytes, name: str = "list.csv", **settings: Any) -> list[str]:
        with pytest.raises(UnusableInput) as refused:
            read(content, name, **settings)
        return [f"{problem.line}:{problem.column}  {problem.message}" for problem in refused.value.problems]

    return telling

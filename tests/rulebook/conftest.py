"""Rulebooks with one mistake, and what the loader says about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tiny import rulebook_with

from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.model import Rulebook

Told: TypeAlias = Callable[..., list[str]]
Read: TypeAlias = Callable[..., Rulebook]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the tiny rulebook with more sections in its fund's file, and with changes of other files."""
    return lambda sections="", *changes: rulebook_with(tmp_path, sections, *changes)


@pytest.fixture
def told(read: Read) -> Told:
    """The problems of such a rulebook, one line each."""

    def problems(sections: str = "", *changes: tuple[str, str, str]) -> list[str]:
        with pytest.raises(UnusableInput) as refused:
            read(sections, *changes)
        return [str(problem) for problem in refused.value.problems]

    return problems


ADVICE = "advice:\n  - id: SF-A\n    says: Advice.\n    cite: law-1\n    severity: note\n    when: "
REQUIREMENT = "requirements:\n  - id: SF-R\n    says: A rule.\n    cite: law-1\n"
LIMIT = "limits:\n  - id: SF-L\n    says: A cap.\n    cite: law-1\n"
"""Beginnings of sections, to be added to the fund's file; what follows stands in line 28."""

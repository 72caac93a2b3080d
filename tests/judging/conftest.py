"""The tiny rulebook with the rules of a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tiny import rulebook_with

from stemfunds.rulebook.model import Rulebook

Rules: TypeAlias = Callable[..., Rulebook]

REQUIREMENT = """\
requirements:
  - id: SF-R
    says: It is safe.
    applies: {activity.organizer: company}
    must: {activity.safe: yes}
    otherwise: It is not safe.
    repair: Make it safe.
    cite: law-1 (r)
"""


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    """Reads the tiny rulebook with more sections in its fund's file, and with changes of other files."""
    return lambda sections="", *changes: rulebook_with(tmp_path, sections, *changes)

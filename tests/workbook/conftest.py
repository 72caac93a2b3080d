"""What the tests of workbooks share."""

from __future__ import annotations

import pytest
import tiny

from stemfunds.rulebook.model import Rulebook

from .books import small_book


@pytest.fixture(scope="session")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """A rulebook with few words, so that workbooks are made fast."""
    return tiny.rulebook_with(tmp_path_factory.mktemp("rules"))


@pytest.fixture(scope="session")
def small(rulebook: Rulebook) -> bytes:
    """The small plan as a workbook."""
    return small_book(rulebook)

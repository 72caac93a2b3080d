"""The width in which reports are written."""

from __future__ import annotations

import pytest

from stemfunds.reporting.output import width


@pytest.mark.parametrize(("columns", "used"), [("140", 140), ("60", 60), ("20", 60), ("0", 100), ("wide", 100)])
def test_width(monkeypatch: pytest.MonkeyPatch, columns: str, used: int) -> None:
    """COLUMNS, but never fewer than 60; 100 in a pipe."""
    monkeypatch.setenv("COLUMNS", columns)
    assert width() == used

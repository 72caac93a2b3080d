"""Where the problems of broken plans are said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.batch.building import build
from stemfunds.batch.record import failed
from stemfunds.batch.repairs import repairs
from stemfunds.batch.store import open_store
from stemfunds.reading.problems import Problem

from .conftest import META


@pytest.mark.parametrize(
    ("path", "problem", "place"),
    [
        ("a.yaml", Problem("a.yaml", 5, 1, "unknown"), "line 5, column 1"),
        ("a.yaml", Problem("a.yaml", 1, 1, "the file is empty"), ""),
        (
            "a.xlsx",
            Problem("a.xlsx", 12, 6, "unknown", sheet="Budget lines", place="sheet Budget lines, cell F12"),
            "sheet Budget lines, cell F12",
        ),
        ("a.yaml", Problem("in/a.lines.csv", 3, 2, "unknown"), "line 3, column 2 of a.lines.csv"),
        ("a.yaml", Problem("in/a.lines.csv", 1, 1, "unknown"), "the file a.lines.csv"),
        ("s.jsonl:32", Problem("s.jsonl", 32, 21, "a value is missing"), "line 32, column 21"),
    ],
)
def test_places(tmp_path: Path, path: str, problem: Problem, place: str) -> None:
    """Line and column, sheet and cell, or nothing for the whole file; another file than the plan's is named."""
    build(tmp_path, [(1, failed(path, "", [problem]))], META, ())
    with open_store(tmp_path) as store:
        assert [one.place for one in repairs(store, 1)] == [place]

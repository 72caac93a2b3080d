"""The page for reviewers: its tables are those of the store, and every question in it has an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stemfunds.batch.schema import TABLES, columns
from stemfunds.batch.store import open_store

from .conftest import ROOT

PAGE = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_can_be_asked(store_folder: Path, question: str) -> None:
    """It names tables and columns that there are."""
    with open_store(store_folder) as store:
        list(store.query(question))


def test_questions_have_answers(store_folder: Path) -> None:
    """On the examples most of them find something, or they would be worth little."""
    with open_store(store_folder) as store:
        found = [bool(list(store.query(question))) for question in QUESTIONS]
    assert (len(found), sum(found)) == (8, 5)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_explained(table: str) -> None:
    """With its columns, in their order."""
    [row] = re.findall(rf"^\| `{table}` \| .+ \| `(.*)` \|$", PAGE, re.MULTILINE)
    assert tuple(row.split(", ")) == columns(table)


def test_the_view_is_explained(store_folder: Path) -> None:
    """With its columns, in their order."""
    [row] = re.findall(r"^\| `findings` \| each finding with its words: `(.*)` \|$", PAGE, re.MULTILINE)
    with open_store(store_folder) as store:
        assert row.split(", ") == [column["name"] for column in store.query("PRAGMA table_info(findings)")]

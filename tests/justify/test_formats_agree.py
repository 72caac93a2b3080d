"""All formats say the same: every file is opened, its tables and dollars are read back and compared to the cent."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from stemfunds.justify.document import StackedBars
from stemfunds.justify.drawing import drawn_bars
from stemfunds.justify.writing import RENDERERS, renderer_for
from stemfunds.reading.numbers import dollars

from .read_back import DOLLARS, Rows, Told
from .shelf import Shelved
from .test_context import sections

FORMATS = [".md", ".docx", ".html", ".pdf"]


@pytest.fixture(params=FORMATS)
def told(request: pytest.FixtureRequest, shelved: Shelved) -> Told:
    """What a plan says in one format."""
    return shelved.told(request.param)


def as_dollars(amount: str) -> str:
    """An amount of the JSON as a document writes it."""
    return dollars(int(amount.replace(".", "")))


def last_rows(told: Told) -> list[list[str]]:
    return [[cell for cell in rows[-1] if cell] for rows in told.tables if rows and rows[-1][0] == "Total"]


def test_every_total_is_that_of_the_check(told: Told, shelved: Shelved) -> None:
    """Cover, verdicts, activities, object classes and each activity's lines."""
    checked = shelved.checked
    total = as_dollars(checked["total"])
    assert total in told.outside
    by_activity = [as_dollars(activity["amount"]) for activity in checked["activities"]]
    totals = [row[-1] for row in last_rows(told)]
    assert totals.count(total) >= 2
    assert [found for found in totals if found in by_activity][-len(by_activity) :] == by_activity


def test_every_line_has_the_amount_of_the_check(told: Told, shelved: Shelved) -> None:
    rows = {squeezed(row[0]): row[-1] for table in told.tables for row in table if len(row) == 5}
    for activity in shelved.checked["activities"]:
        for line in activity["lines"]:
            assert rows[squeezed(line["id"])] == as_dollars(line["amount"]), line["id"]


def test_every_measured_limit_is_that_of_the_check(told: Told, shelved: Shelved) -> None:
    shown = Counter(DOLLARS.findall(" ".join(" ".join(row) for table in told.tables for row in table)))
    for limit in shelved.checked["limits"]:
        if limit["status"] == "breached":
            assert shown[as_dollars(limit["measured"])], limit["rule"]


def test_dollars_in_the_text_stand_in_a_table(told: Told) -> None:
    """No figure is told, or drawn, that cannot be found in a table."""
    assert told.dollars_outside
    assert set(told.dollars_outside) <= set(told.dollars_inside)
    assert set(DOLLARS.findall(told.charts)) <= set(told.dollars_inside)


@pytest.mark.parametrize("suffix", FORMATS[1:])
def test_tables_are_the_same_in_every_format(shelved: Shelved, suffix: str) -> None:
    """Cell by cell, but for spaces and hyphens; an empty cell may be left out of a reading."""
    one, other = shelved.told(".md"), shelved.told(suffix)
    assert [cells(table) for table in other.tables] == [cells(table) for table in one.tables]
    assert other.dollars_outside == one.dollars_outside


def cells(table: Rows) -> list[list[str]]:
    return [[squeezed(cell) for cell in row if cell.strip()] for row in table]


def squeezed(text: str) -> str:
    """A text without spaces, nor hyphens: a PDF file has more of them, where a long word goes on in the next line."""
    return re.sub(r"[\s\u200b-]+", "", text)


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_charts_show_every_bar(shelved: Shelved, suffix: str) -> None:
    """On paper, a short document has no charts; on the screen it has."""
    if suffix == ".pdf" and shelved.document.is_short:
        assert shelved.told(suffix).charts == ""
        return
    charts = shelved.told(suffix).charts
    blocks = [block for part in sections(shelved.document) for block in part.blocks if isinstance(block, StackedBars)]
    for bar in (bar for block in blocks for bar in drawn_bars(block)):
        assert squeezed(bar.label) in squeezed(charts)
        assert bar.amount in charts


@pytest.mark.parametrize("suffix", RENDERERS)
def test_the_same_plan_gives_the_same_bytes(shelved: Shelved, suffix: str) -> None:
    """Made again from the result, the document has not changed by one byte."""
    path = shelved.file(suffix)
    assert renderer_for(path)(shelved.result, shelved.rules) == path.read_bytes()

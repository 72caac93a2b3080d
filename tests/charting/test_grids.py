"""What the cells of the charts say, against the rules and the judge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from snapshot import same_as_recorded
from strategies import federal_rulebook
from tiny import AS_OF, rulebook_with

from stemfunds.charting.fund_chart import fund_chart
from stemfunds.charting.grid import Cell, Grid
from stemfunds.charting.text import grid_lines
from stemfunds.reporting.styled import plain

from .conftest import DAY


def cell(grid: Grid, row: str, head: str) -> Cell:
    """The cell at a row and a column."""
    place = [short for short, _ in grid.heads].index(head)
    return next(one for one in grid.rows() if one.name == row).cells[place]


@pytest.mark.parametrize(
    ("sections", "robotics", "camp"),
    [
        ("", "Y", "N"),
        ("  - {id: SF-C, says: S., for: {kinds: [camp]}, when: {activity.safe: yes}, cite: law-1}\n", "Y", "C"),
        ("  - {id: SF-C, says: S., for: {kinds: [camp], items: [kits]}, cite: law-1}\n", "Y", "S"),
        (
            "requirements:\n  - {id: SF-R, says: S., for: {kinds: [robotics]}, must: {activity.safe: yes}, repair: R., cite: law-1}\n",
            "C",
            "N",
        ),
        ("conditions:\n  - {id: SF-D, says: S., for: {kinds: [robotics]}, do: D., cite: law-1}\n", "C", "N"),
        ("prohibitions:\n  - {id: SF-P, says: S., for: {kinds: [robotics]}, repair: R., cite: law-1}\n", "N", "N"),
        ("not_authorized:\n  - {id: SF-N, says: S., for: {kinds: [camp]}, repair: R., cite: law-1}\n", "Y", "N"),
    ],
)
def test_cells_come_from_the_rules(tmp_path: Path, sections: str, robotics: str, camp: str) -> None:
    """An authority, one with a condition, one for some items only, a rule on top of it, a refusal."""
    grid = fund_chart(rulebook_with(tmp_path, sections), AS_OF)
    assert cell(grid, "Robotics club", "STEM Fund").mark.letter == robotics
    assert cell(grid, "Summer camp", "STEM Fund").mark.letter == camp


def test_an_authority_that_no_ordinary_district_has(tmp_path: Path) -> None:
    """Its condition is no where every answer is the ordinary one: a special case."""
    sections = "  - {id: SF-C, says: S., for: {kinds: [camp]}, when: {activity.safe: yes}, cite: law-1}\n"
    safe = "{fact: activity.safe, type: yes-no, question: Is it safe?}"
    book = rulebook_with(tmp_path, sections, ("facts.yaml", safe, safe.replace("safe?}", "safe?, tests_assume: no}")))
    assert cell(fund_chart(book, AS_OF), "Summer camp", "STEM Fund").mark.letter == "S"


def test_a_closed_fund(tmp_path: Path) -> None:
    """Before and after its money, every cell is closed."""
    for day in (date(2010, 1, 1), AS_OF):
        grid = fund_chart(rulebook_with(tmp_path, "", ("fund.yaml", "opens: {month: 7, day: 1}\n  months: 15\n  tydings_months: 12", "opens: {date: 2020-03-13}\n  closes: {date: 2022-09-30}"), ("fund.yaml", "  october: {opens: {month: 10, day: 1}, months: 12}\n", "")), day)  # fmt: skip  # a row of a table stays one line
        assert {one.mark.letter for row in grid.rows() for one in row.cells} == {"Z"}


def test_every_kind_and_every_fund_has_its_cell(funds: Grid) -> None:
    """No kind is left out, funds that are closed stand last, and the chart says what it is not."""
    rulebook = federal_rulebook()
    assert [row.name for row in funds.rows()] == [
        kind.name for group in rulebook.kind_groups for kind in rulebook.kinds.values() if kind.group == group
    ]
    assert len(funds.heads) == sum(fund.window is not None for fund in rulebook.funds.values())
    assert all(len(row.cells) == len(funds.heads) for row in funds.rows())
    letters = [cell.mark.letter == "Z" for cell in next(funds.rows()).cells]
    assert letters == sorted(letters)
    assert "not a verdict on a plan" in funds.lead
    assert rulebook.digest in funds.notes[-1]


def test_cells_that_a_specialist_knows(funds: Grid) -> None:
    """Title II-A does not tutor, Title IV-A reaches competitions with conditions, ARP ESSER is closed."""
    assert cell(funds, "Tutoring", "Title II-A").mark.letter == "N"
    assert cell(funds, "STEM competition", "Title IV-A").mark.letter == "C"
    assert cell(funds, "Professional development", "Title II-A").mark.letter == "C"
    assert cell(funds, "Tutoring", "ARP ESSER").mark.letter == "Z"


def test_a_plan_in_cells(activities: Grid) -> None:
    """Allowable, open, refused, and refused in part; closed funds have no column and are named."""
    assert cell(activities, "R1", "Title I-A").mark.text == "✓A"
    assert cell(activities, "R1", "Title IV-A").mark.text == "?N"
    assert cell(activities, "R1", "Title II-A").mark.text == "✗X"
    assert (cell(activities, "R3", "Title IV-A").mark.text, cell(activities, "R3", "Title IV-A").words) == (
        "±c",
        "Not: R3-shirts.",
    )
    assert "ARP ESSER" not in [short for short, _ in activities.heads]
    assert activities.notes[0].startswith("Not open on these dates: ARP EANS,")


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("name", ["funds", "activities"])
def test_on_a_terminal_as_recorded(request: pytest.FixtureRequest, name: str, width: int) -> None:
    """No line is wider than the terminal, and every cell has a letter beside its sign; the digest is not part of the record."""
    grid: Grid = request.getfixturevalue(name)
    lines = [plain(one) for one in grid_lines(grid, width)]
    assert max(map(len, lines)) <= width
    text = "\n".join(line for line in lines if "sha256:" not in line and "rulebook 20" not in line) + "\n"
    assert same_as_recorded(__file__, f"{name}-{width}.txt", text)


def test_marks_are_told_apart_without_color(funds: Grid, activities: Grid) -> None:
    """By sign and letter together, and the legend names every one that occurs."""
    for grid in (funds, activities):
        texts = [mark.text for mark in grid.legend]
        assert len(texts) == len(set(texts))
        assert {one.mark for row in grid.rows() for one in row.cells} <= set(grid.legend)


def test_the_day_counts(funds: Grid) -> None:
    """What was open in 2023 is closed today."""
    then = fund_chart(federal_rulebook(), date(2023, 3, 1))
    assert cell(then, "Tutoring", "ARP ESSER").mark.letter != "Z"
    assert str(DAY) in funds.title


def test_a_closed_fund_has_no_column_on_a_terminal(funds: Grid) -> None:
    """What would be the same in every row is told in one sentence."""
    lines = [plain(one) for one in grid_lines(funds, 100)]
    text = " ".join(lines)
    assert "–Z throughout: ARP EANS, ARP ESSER, ARP-HCY, ARP IDEA, ESSER I, ESSER II." in text
    assert not any("–Z" in line and "✓" in line for line in lines)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_names_of_columns_keep_their_words(funds: Grid, width: int) -> None:
    """A word stands whole above its column, and parts only at a hyphen of its own."""
    lines = [plain(one) for one in grid_lines(funds, width)]
    shown = {word for line in lines for word in line.split()}
    names = [short for short, _ in funds.heads if f"{short}," not in " ".join(lines) and f"{short}." not in " ".join(lines)]
    words = {word for name in names for word in name.replace("McKinney-Vento", "McKinney- Vento").split()}
    assert {"McKinney-", "improvement", "services", "immigrant"} <= words <= shown
    assert max(map(len, lines)) <= width

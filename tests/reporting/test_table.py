"""The report on a terminal, whole, at two widths."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from snapshot import same_as_recorded

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.reporting.styled import plain
from stemfunds.reporting.table import table, verdict_line
from stemfunds.reporting.words import NAMES, SIGNS
from stemfunds.rulebook.model import Rulebook


def shown(result: PlanResult, book: Rulebook, width: int) -> str:
    """The table as text."""
    return "".join(plain(line) + "\n" for line in table(result, book, width))


@pytest.mark.parametrize("width", [80, 140])
def test_snapshot(mixed: PlanResult, book: Rulebook, width: int) -> None:
    """Every verdict, every section."""
    digest = re.compile(r"sha256:\w+")
    assert same_as_recorded(__file__, f"table-{width}.txt", digest.sub("sha256:…", shown(mixed, book, width)))


@pytest.mark.parametrize("width", [60, 61, 72, 80, 100, 140, 200])
@pytest.mark.parametrize("which", ["mixed", "good", "hostile"])
def test_no_line_is_longer_than_the_width(request: pytest.FixtureRequest, book: Rulebook, which: str, width: int) -> None:
    """A terminal would break it where it likes."""
    result: PlanResult = request.getfixturevalue(which)
    assert [line for line in shown(result, book, width).splitlines() if len(line) > width] == []


def test_long_ids_leave_room_in_a_narrow_terminal(good: PlanResult, book: Rulebook) -> None:
    """Ids of lines and awards are cut before the verdict is."""
    plan = good.plan
    activity, awards = plan.activities[0], tuple(replace(one, id="AWARD-IN-CARRYOVER-26") for one in plan.awards)
    lines = tuple(
        replace(one, id=f"A-LINE-WITH-A-LONG-ID-{n}", charges=tuple(replace(c, award=awards[0].id) for c in one.charges))
        for n, one in enumerate(activity.lines)
    )
    long = replace(plan, awards=awards, activities=(replace(activity, lines=lines),))
    text = shown(Judge(book).judge(long, good.as_of), book, 60)
    assert [line for line in text.splitlines() if len(line) > 60] == []
    assert "A-LINE-WI… " in text


def test_a_plan_without_lines_has_no_verdict(good: PlanResult, book: Rulebook) -> None:
    """Nothing was judged, so nothing is said to be allowable; an id that is missing leaves no gap."""
    plan, activity = good.plan, good.plan.activities[0]
    district = replace(plan.district, nces_id="")
    empty = replace(plan, district=district, activities=(replace(activity, lines=()),))
    result = Judge(book).judge(empty, good.as_of)
    text = shown(result, book, 100)
    assert f"{district.name}, {district.state}" in text
    assert "NCES" not in text
    assert "? no line yet. $0.00 in 1 activity, 0 lines, so nothing was judged." in text
    assert "✓ allowable" not in text
    assert plain(verdict_line(result)).startswith("? no line yet")


def test_text_of_a_plan_stays_on_its_line(hostile: PlanResult, book: Rulebook) -> None:
    """A line break in a title moves nothing else."""
    assert "\n## Second" not in shown(hostile, book, 100)
    assert "\n# Heading" not in shown(hostile, book, 100)


def test_nothing_is_said_by_color_alone(mixed: PlanResult, book: Rulebook) -> None:
    """The words and a sign stand with every verdict; without styles nothing is missing."""
    text = shown(mixed, book, 140)
    for verdict, sign in SIGNS.items():
        assert f"{sign} {NAMES[verdict]}" in text


def test_a_finding_shows_rule_words_citation_and_repair(mixed: PlanResult, book: Rulebook) -> None:
    """Which line fails, why, by which law, and what to do."""
    text = shown(mixed, book, 140)
    assert "SF-SAFE" in text
    assert "The robots are not safe" in text
    assert "Law 1(r)" in text
    assert "→ Make the robots safe." in text


def test_the_verdict_in_one_line(mixed: PlanResult) -> None:
    """What --quiet prints for each plan."""
    assert plain(verdict_line(mixed)).startswith("✗ not allowable  plan.yaml: $4,928.44, ")
    assert plain(verdict_line(mixed)).endswith(", 1 limit breached")


def test_the_lines_that_fail_stand_in_front(mixed: PlanResult, book: Rulebook) -> None:
    """One look tells where to begin."""
    head = shown(mixed, book, 140).partition("A1 ")[0]
    assert "✗ not allowable: A3-snacks, A3-shared.\n? needs information: A2-kits, A4-nobody.\n" in head

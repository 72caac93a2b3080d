"""`stemfunds match`: who could pay for what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stemfunds.rulebook.model import Rulebook

from .conftest import UNPAID, Call, Plans

PLAN = "examples/rural/plan.yaml"


def test_all_activities(call: Call, plan_file: Plans, federal: Rulebook) -> None:
    """Each fund answers once, or stands among those that are not open."""
    said = call("match", plan_file(UNPAID), "--as-of", "2026-08-20")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("A1  Robotics club  (afterschool-stem)\n")
    text = " ".join(said.out.split())
    funds = [fund.short for fund in federal.funds.values() if fund.window is not None]
    assert [short for short in funds if short not in text] == []


@pytest.mark.parametrize("activity", ["R3", "R1"])
def test_one_activity(call: Call, activity: str) -> None:
    """By its id; the others are not tried."""
    said = call("match", PLAN, activity, "--format", "json", "--as-of", "2026-11-23")
    found = json.loads(said.out)
    assert (said.status, found["as_of"]) == (0, "2026-11-23")
    assert [one["activity"] for one in found["activities"]] == [activity]


def test_a_program_that_is_worth_a_look(call: Call, plan_file: Plans, federal: Rulebook) -> None:
    """Named by the kind of the activity, and never judged."""
    found = json.loads(call("match", plan_file(UNPAID), "-f", "json", "--as-of", "2026-08-20").out)
    (one,) = found["activities"]
    wanted = [name for name, reference in federal.references.items() if "afterschool-stem" in reference.kinds]
    assert [program["program"] for program in one["worth_a_look"]] == wanted
    assert {answer["fund"] for answer in one["answers"]} & set(federal.references) == set()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((PLAN, "r3"), f'{PLAN} has no activity "r3" (did you mean "R3"?)'),
        ((PLAN, "zzz"), f'{PLAN} has no activity "zzz"'),
        ((PLAN, "--format", "csv"), 'unknown format "csv"; expected table, json, md, html'),
        (("nowhere.yaml",), "nowhere.yaml:1:1  there is no such file"),
        ((PLAN, "-o", "who.html", "-f", "md"), "-o takes the format from the name of the file; leave --format out"),
        ((PLAN, "-o", "who.htm"), 'cannot write a report as ".htm" (did you mean ".html"?); expected .html, .md, .docx, .pdf'),
        (
            (PLAN, "--matrix", "-f", "md"),
            "--matrix is drawn on the terminal or as html; the other formats have every answer without it",
        ),
    ],
)
def test_calls_that_cannot_be_used(call: Call, arguments: tuple[str, ...], message: str) -> None:
    """One line on standard error, status 2."""
    said = call("match", *arguments)
    assert (said.status, said.out, said.err) == (2, "", message + "\n")


def test_the_same_answers_each_time(call: Call) -> None:
    """Byte by byte."""
    calls = [call("match", PLAN, "R3", "--as-of", "2026-11-23").out for _ in range(2)]
    assert calls[0] == calls[1]
    assert "\x1b" not in calls[0]


def test_the_whole_report_as_a_page_and_as_markdown(call: Call, tmp_path: Path) -> None:
    """On standard output and in a file, byte for byte the same; the chart alone only where it is asked for."""
    arguments = (PLAN, "R3", "--as-of", "2026-11-23")
    for form in ("html", "md"):
        printed, file = call("match", *arguments, "--format", form), tmp_path / f"who.{form}"
        assert (printed.status, printed.err) == (0, "")
        assert call("match", *arguments, "-o", str(file)).out == f"{file} written.\n"
        assert file.read_text(encoding="utf-8") == printed.out
        assert "The smallest change" in printed.out
        assert "Waits for:" in printed.out
    chart = call("match", *arguments, "--matrix", "--format", "html").out
    assert "What the letters mean" in chart
    assert "The smallest change" not in chart

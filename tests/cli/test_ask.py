"""`stemfunds ask`: one question from the command line."""

from __future__ import annotations

import json

import pytest

from .conftest import Call, call_apart

DAY = ("--as-of", "2026-11-23")
MAKERSPACE = "3D printers for the middle school makerspace"


def test_all_funds(call: Call) -> None:
    """Understood, answered by every fund, and the facts that decide; nothing is asked without a terminal."""
    said = call("ask", MAKERSPACE, *DAY)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(MAKERSPACE)
    assert "kind makerspace" in said.out
    assert "Title IV-A" in said.out
    assert "school.title_i_status" in said.out


@pytest.mark.parametrize("fund", ["title-iv-a", "Title 4", "ssae", "TITLE IV-A"])
def test_a_fund_by_any_of_its_names(call: Call, fund: str) -> None:
    """Ids and everyday names, in any letters."""
    said = call("ask", MAKERSPACE, "--fund", fund, "--format", "json", *DAY)
    assert [answer["fund"] for answer in json.loads(said.out)["answers"]] == ["title-iv-a"]


def test_several_funds_and_all(call: Call) -> None:
    """Each once; `all` also where the text names one."""
    two = call("ask", MAKERSPACE, "--fund", "title-iv-a", "--fund", "Title 1", "--fund", "title-iv-a", "-f", "json", *DAY)
    assert sorted(answer["fund"] for answer in json.loads(two.out)["answers"]) == ["title-i-a", "title-iv-a"]
    every = call("ask", "Can Title IV pay for robots?", "--fund", "all", "-f", "json", *DAY)
    assert len(json.loads(every.out)["answers"]) > 15


def test_json_has_the_facts_needed(call: Call) -> None:
    """With their questions and choices, by full name; a fact that is given is asked no more."""
    plain = json.loads(call("ask", "VEX registration", "--fund", "title-iv-a", "-f", "json", *DAY).out)
    facts = {fact["fact"]: fact for fact in plain["facts_needed"]}
    assert facts["activity.organizer"]["choices"]
    given = json.loads(
        call("ask", "VEX registration", "--fund", "title-iv-a", "--fact", "organizer=nonprofit", "-f", "json", *DAY).out
    )
    assert facts.keys() - {fact["fact"] for fact in given["facts_needed"]} >= {"activity.organizer"}


def test_a_question_that_is_not_understood(call: Call) -> None:
    """Status 2, the nearest names on standard error, no answer; as JSON with confidence and alternatives."""
    said = call("ask", "what is the weather in Denver tomorrow", *DAY)
    assert (said.status, said.out) == (2, "")
    assert "did not understand" in said.err
    assert "--kind" in said.err
    said = call("ask", "what is the weather in Denver tomorrow", "--format", "json", *DAY)
    found = json.loads(said.out)
    assert said.status == 2
    assert (found["answers"], found["facts_needed"], found["understood"]["kind"]) == ([], [], None)
    assert found["understood"]["confidence"] < 0.5


def test_naming_kind_and_item(call: Call) -> None:
    """The person's reading is taken, whatever the text says."""
    said = call("ask", "the thing from the catalog", "--kind", "makerspace", "--item", "furniture", "-f", "json", *DAY)
    understood = json.loads(said.out)["understood"]
    assert (said.status, understood["kind"], understood["item"], understood["confidence"]) == (0, "makerspace", "furniture", 1.0)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((MAKERSPACE,), 0),
        (("beer and wine for the reception",), 1),
        (("beer and wine for the reception", "--fund", "title-i-a"), 1),
        ((MAKERSPACE, "--fail-on", "needs-information"), 1),
        ((MAKERSPACE, "--fund", "arp-esser"), 1),
        ((MAKERSPACE, "--fund", "arp-esser", "--fact", "committed_on=2023-03-01"), 0),
    ],
)
def test_exit_status(call: Call, arguments: tuple[str, ...], status: int) -> None:
    """0 where some asked fund could pay, 1 where none could."""
    assert call("ask", *arguments, *DAY).status == status


def test_all_mistakes_at_once(call: Call) -> None:
    """One line each on standard error, with the nearest right name."""
    said = call(
        "ask",
        "robots",
        "--fund",
        "title-9-z",
        "--kind",
        "makerspce",
        "--item",
        "furnitur",
        "--fact",
        "x",
        "-f",
        "yaml",
        "--fail-on",
        "bad",
    )
    assert (said.status, said.out) == (2, "")
    lines = said.err.splitlines()
    assert len(lines) == 6
    assert any('"makerspace"' in line for line in lines)
    assert any('"furniture"' in line for line in lines)


def test_an_empty_question(call: Call) -> None:
    """Said as such."""
    said = call("ask", "  ")
    assert (said.status, said.out) == (2, "")
    assert "no question" in said.err


def test_the_same_answer_each_time(call: Call) -> None:
    """Byte by byte."""
    first = call("ask", MAKERSPACE, "-f", "json", *DAY)
    assert call("ask", MAKERSPACE, "-f", "json", *DAY) == first


def test_a_pipe_has_no_colors_and_asks_nothing() -> None:
    """As a user calls it."""
    said = call_apart("ask", "subs while teachers attend PD", *DAY, COLUMNS="80")
    assert (said.status, said.err) == (0, "")
    assert "\x1b" not in said.out
    assert "kind teacher-pd" in said.out
    assert max(map(len, said.out.splitlines())) <= 80

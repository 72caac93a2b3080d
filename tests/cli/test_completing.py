"""Shell completion: the program answers the shell with the ids of the rulebook and of the plan that the call names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from stemfunds.cli import completing
from stemfunds.cli.app import app
from stemfunds.cli.completing_bash import rejoined

from .conftest import call_apart

PLAN = "examples/urban/plan.yaml"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("stemfunds funds title-iv", ["title-iv-a", "title-iv-b"]),
        ("stemfunds match examples/rural/plan.yaml R1", ["R1", "R10", "R11", "R12"]),
        ("stemfunds explain examples/urban/plan.yaml UG-QUOTES", ["UG-QUOTES"]),
        ("stemfunds check examples/urban/plan.yaml --explain al", ["all"]),
        ("stemfunds check examples/urban/plan.yaml --explain UG-QUOTES@U25-", ["UG-QUOTES@U25-guides"]),
        ("stemfunds explain examples/rural/plan.yaml --award IA", ["IA-26"]),
        ("stemfunds braid examples/rural/plan.yaml --not ti", ["title-i-a:", "title-ii-a:", "title-iv-a:"]),
        ("stemfunds braid examples/rural/plan.yaml --keep R1 --keep R12-", ["R12-work"]),
        ("stemfunds ask money --fact activity.organi", ["activity.organizer="]),
        ("stemfunds check --exp", ["--explain"]),
        ("stemfunds che", ["check"]),
    ],
)
def test_bash_is_offered_the_ids(words: str, offered: list[str]) -> None:
    said = call_apart(COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1), _STEMFUNDS_COMPLETE="complete_bash")
    assert said.out.split() == offered


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("explain examples/urban/plan.yaml UG-QUOTES @", ["@U25-guides", "@U25"]),
        ("explain examples/urban/plan.yaml UG-QUOTES @ U25-", ["@U25-guides"]),
        ("ask money --fact activity.organizer =", ["nonprofit", "public-agency", "for-profit"]),
        ("ask money --fact activity.organizer = non", ["nonprofit"]),
        ("ask money --fact activity.organi", ["activity.organizer="]),
        ("ask money --fact = activity.organi", ["activity.organizer="]),
        ("check examples/urban/plan.yaml --format = js", ["json"]),
        ("braid examples/rural/plan.yaml --at-most IA-2", ["IA-26="]),
        ("braid examples/rural/plan.yaml --at-most IA-26 =", ["318460.00"]),
    ],
)
def test_words_that_bash_takes_apart(words: str, offered: list[str]) -> None:
    """It begins a word at each = and @, and puts in what follows =, or from @ on."""
    parts = ["stemfunds", *words.split()]
    said = call_apart(COMP_WORDS="\n".join(parts), COMP_CWORD=str(len(parts) - 1), _STEMFUNDS_COMPLETE="complete_bash")
    assert said.out.split()[: len(offered)] == offered


@pytest.mark.parametrize(
    ("words", "at", "told"),
    [
        ("s explain p UG-X @ U", 5, ("s explain p UG-X@U", "3", "UG-X")),
        ("s explain p UG-X @", 4, ("s explain p UG-X@", "3", "UG-X")),
        ("s batch @ list", 3, ("s batch @list", "2", "")),
        ("s calc name a = 1 b = 2", 5, ("s calc name a=1 b=2", "3", "a=")),
        ("s check p.yaml --f", 3, ("s check p.yaml --f", "3", "")),
        ("s check ", 9, ("s check ", "9", "")),
    ],
)
def test_words_are_put_together(words: str, at: int, told: tuple[str, str, str]) -> None:
    """The words, the place of the one that is typed, and what of it stands in the line already."""
    line, place, begun = rejoined(words.replace(" ", "\n"), str(at))
    assert (line.replace("\n", " "), place, begun) == told


def _commands(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its name; the classes are those of the library's own copy of another one, which has no types."""
    for own, one in getattr(command, "commands", {}).items():
        yield from _commands(one, f"{name} {own}".strip())
    if not hasattr(command, "commands"):
        yield name, command


def _parameters() -> Iterator[tuple[str, Any, Any]]:
    for name, command in _commands(typer.main.get_command(app)):
        for parameter in command.params:
            yield f"{name} {parameter.metavar}", command, parameter


OFFERED = {
    "FUND": "title-iv-a",
    "[FUND]": "title-iv-a",
    "KIND": "stem-competition",
    "ITEM": "competition-fees",
    "NAME=VALUE": "activity.organizer=",
    "[RULE or WORDS...]": "T4A-TECH-15",
    "[RULE]": "UG-QUOTES",
    "[FINDING]": "UG-QUOTES",
    "[ACTIVITY]": "U1",
    "AWARD": "IVA-26",
    "ID": "IVA-26",
    "[NAME]": "title-i-carryover",
    "LINE": "U2-kits",
    "FUND:LINE": "title-iv-a:U2-kits",
    "AWARD=AMOUNT": "IVA-26=",
    "FORMAT": "json",
    "VERDICT": "needs-information",
    "ENGINE": "dask",
    "kinds [WORDS...]": "stem-competition",
    "items [WORDS...]": "competition-fees",
    "calc NAME=VALUE": "allocation=",
    "justify NAME": "budget-summary",
    "rulebook coverage NAME": "esea-4107",
}
"""By what is typed, or by that of one command: a word that the shell must offer."""

FREE = {"TEXT", "WORDS", "YEAR", "DATE", "N", "ADDRESS", 'FIELD="HEADING"', "awards ID", "awards NAME", "check NAME"}
"""What is typed freely."""

FILES = {"PLAN", "PLAN...", "FILE", "DIR", "CSV", "OUT.xlsx", "LIST", "NEW", "OLD", "OUT", "A", "B", "PATH...", "FOLDER", "[PATH]", "[FILE...]"}  # fmt: skip  # a row of a table stays one line
"""What the shell completes itself."""

CALLS: dict[str, dict[str, Any]] = {
    "calc": {"name": "title-i-carryover", "plan": PLAN},
    "justify": {"packs": [Path("examples/state-packs/account-codes-and-form")], "plan": PLAN},
}
"""What stands before the word in a call, where that matters; elsewhere it is a plan."""


def test_every_option_with_known_words_offers_them() -> None:
    """All commands, all options and arguments: funds, kinds, items, rules, facts, findings, awards, formats, verdicts."""
    asked = 0
    for name, command, parameter in _parameters():
        if getattr(parameter, "is_flag", False) or {name, parameter.metavar} & (FREE | FILES):
            continue
        word = OFFERED.get(name) or OFFERED.get(parameter.metavar)
        assert word, f"{name}: nothing says what the shell offers"
        context = command.make_context("stemfunds", [], resilient_parsing=True)
        context.params |= CALLS.get(command.name, {"plan": PLAN, "plans": [PLAN]})
        assert word in [item.value for item in parameter.shell_complete(context, word[:-1])], name
        asked += 1
    assert asked > 30


def test_places_of_a_finding() -> None:
    """Behind the sign stand the lines where the rule found something; where it found nothing, all lines."""
    command = dict(_commands(typer.main.get_command(app)))["explain"]
    finding = next(one for one in command.params if one.name == "finding")
    context = command.make_context("stemfunds", [], resilient_parsing=True)
    context.params |= {"plan": PLAN}
    assert [item.value for item in finding.shell_complete(context, "UG-QUOTES@")] == ["UG-QUOTES@U25-guides", "UG-QUOTES@U25"]
    assert "UG-ALCOHOL@U2-kits" in [item.value for item in finding.shell_complete(context, "UG-ALCOHOL@U2")]
    context.params |= {"plan": "examples/nowhere.yaml"}
    assert [item.value for item in finding.shell_complete(context, "UG-QUOTES@")] == []


def test_facts_and_their_answers() -> None:
    assert completing.facts("activity.organi") == [("activity.organizer=", "Who runs the competition?")]
    assert [word for word, _ in completing.facts("activity.organizer=non")] == ["activity.organizer=nonprofit"]
    assert [word for word, _ in completing.facts("activity.covid_link=")] != []
    assert completing.facts("activity.nothing=") == []


def test_a_broken_rulebook_offers_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from stemfunds.rulebook import compiled

    def broken(packs: list[Path]) -> None:
        raise OSError

    monkeypatch.setattr(compiled, "load_rulebook", broken)
    assert completing.funds("title") == completing.facts("activity.organizer=") == completing.sources("e") == []

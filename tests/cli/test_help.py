"""Help texts: of every command, within 80 columns, without color."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import typer.main
from typer.core import TyperGroup

from stemfunds.cli.app import app
from stemfunds.rulebook.model import Rulebook

from .conftest import Call


def _commands(group: TyperGroup, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names of all commands, groups too."""
    yield path
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name)


_APP = typer.main.get_command(app)
assert isinstance(_APP, TyperGroup)
COMMANDS = list(_commands(_APP))


def test_all_commands_are_seen() -> None:
    assert {("check",), ("new",), ("rulebook", "test")} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_fits_80_columns(call: Call, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = call(*command, "--help")
    assert said.status == 0
    assert [line for line in said.out.splitlines() if len(line) > 80] == []
    assert "\x1b" not in said.out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_has_an_example_and_no_formulas(call: Call, command: tuple[str, ...]) -> None:
    """Ranges are told in words, not as [x>=0]."""
    said = call(*command, "--help").out
    assert re.search(r"^ +stemfunds [a-z]", said, re.MULTILINE), command
    assert re.findall(r"\[[^\]]*[<>]=?[^\]]*\]", said) == []


@pytest.mark.parametrize(
    ("call_of", "told"),
    [
        (("batch", "x", "--jobs", "-1"), '"-1": expected a whole number, 0 or more'),
        (("explain", "examples/rural/plan.yaml", "--depth", "two"), '"two": expected a whole number, 0 or more'),
        (("awards", "x.csv", "--nces-id", "3900001", "--federal-year", "26"), '"26": expected a whole number from 2000 to 2099'),
        (
            ("awards", "x.csv", "--nces-id", "3900001", "--carryover-year", "2_026"),
            '"2_026": expected a whole number from 2000 to 2099',
        ),
    ],
)
def test_numbers_out_of_range(call: Call, call_of: tuple[str, ...], told: str) -> None:
    """With what was found and what is expected."""
    said = call(*call_of)
    assert (said.status, told in " ".join(said.err.split())) == (2, True), said.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_rules_that_help_names_are_in_the_rulebook(call: Call, federal: Rulebook, command: tuple[str, ...]) -> None:
    """An example that ends in "no rule" is none."""
    words = re.findall(r"\b(?:UG|EF|ESEA|T\dA|PV|BF)-[A-Z0-9-]+", call(*command, "--help").out)
    assert [word for word in words if word not in {*federal.rules, *federal.limits}] == []

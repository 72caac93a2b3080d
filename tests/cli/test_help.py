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
def test_rules_that_help_names_are_in_the_rulebook(call: Call, federal: Rulebook, command: tuple[str, ...]) -> None:
    """An example that ends in "no rule" is none."""
    words = re.findall(r"\b(?:UG|EF|ESEA|T\dA|PV|BF)-[A-Z0-9-]+", call(*command, "--help").out)
    assert [word for word in words if word not in {*federal.rules, *federal.limits}] == []

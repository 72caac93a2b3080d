"""The table of commands: each is there, and a call pays for its own command only."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.core import TyperCommand, TyperGroup

from stemfunds.cli.commands import COMMANDS

from .conftest import ROOT


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_built(name: str) -> None:
    """Under the name and with the short help that the table gives it."""
    built = COMMANDS[name].build(name)
    assert isinstance(built, TyperGroup if name == "rulebook" else TyperCommand)
    assert built.name == name
    assert built.help


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"]])
def test_a_call_imports_its_own_command_only(arguments: list[str]) -> None:
    """Help of the program imports none of them."""
    script = (
        "import sys, json\n"
        "from stemfunds.cli.app import run\n"
        f"run({arguments!r})\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('stemfunds.cli.')]), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    commands = {command.module for command in COMMANDS.values()} & set(json.loads(done.stderr))
    assert commands == {f"stemfunds.cli.{word}" for word in arguments if not word.startswith("-")}

"""The commands by name. Each is imported and built when it is called, so that a call pays for one of them only."""

from __future__ import annotations

import importlib
from collections import UserDict
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup


class Command(NamedTuple):
    """Where a command stands (a function of a module, or a group of commands), and what the list of commands says of it."""

    module: str
    attribute: str
    short_help: str

    def build(self, name: str) -> Any:
        """Import the module, and make of its function what reads the command line."""
        found = getattr(importlib.import_module(self.module), self.attribute)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name, short_help=self.short_help)(found)
        return typer.main.get_command(alone)


def _command(module: str, short_help: str, attribute: str = "") -> Command:
    return Command(f"stemfunds.cli.{module}", attribute or module, short_help)


COMMANDS = {
    "check": _command("check", "Judge plans: each line against its fund, each cap."),
    "match": _command("match", "Try each activity against every federal fund."),
    "ask": _command("ask", "Ask in your own words whether a cost may be paid."),
    "awards": _command("awards", "Take a district's awards from a State's allocation list."),
    "batch": _command("batch", "Judge many plans at once, into one store."),
    "braid": _command("braid", "Propose who pays for what: the best assignment of costs to awards."),
    "justify": _command("justify", "Write the budget justification of a plan."),
    "diff": _command("diff", "Compare two versions of a plan: money, verdicts, amendments."),
    "explain": _command("explain", "Show why a rule found what it found, as a tree."),
    "funds": _command("funds", "List the funds, or print the brief of one."),
    "rules": _command("rules", "Find rules, or print one with its citations."),
    "kinds": _command("kinds", "List the kinds of activities, or those with some words."),
    "items": _command("items", "List what lines can buy, or what has some words."),
    "calc": _command("calc", "Calculators that show their arithmetic."),
    "new": _command("new", "Start a plan: by an interview, from an old plan, or empty."),
    "convert": _command("convert", "Write a plan as YAML, JSON or Excel."),
    "schema": _command("plan_schema", "Print the JSON Schema of the plan file.", "schema"),
    "rulebook": _command("rulebook", "For those who write rules: check and test them.", "app"),
}
"""In the order in which help lists them."""


class BuiltWhenCalled(UserDict[str, Any]):
    """Commands by name; the names are known, and a command is built when somebody first asks for it."""

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if isinstance(found, Command):
            found = self.data[name] = found.build(name)
        return found


class Commands(TyperGroup):
    """The group of all commands. Its list of them needs none of them built."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = BuiltWhenCalled(COMMANDS)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help text."""
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands into the help text."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.short_help) for name, command in COMMANDS.items()])

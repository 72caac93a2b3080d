"""Options that several commands share."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli.completing import one_of
from stemfunds.cli.settings import NAME, InForce, in_force
from stemfunds.reading.nearest import nearest_name

VERDICTS = ("allowable", "allowable-with-conditions", "needs-information", "not-allowable")
"""The verdicts, best first, as options name them."""


def a_day(typed: str) -> date:
    try:
        return datetime.strptime(typed, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f'"{typed}": expected a day of the calendar as YYYY-MM-DD, such as 2026-11-23') from None


def whole_number(least: int, most: int | None = None) -> Callable[[str | int], int]:
    """A reader of whole numbers in a range, which the help of the option says in words; a default is given as a number."""
    expected = f"a whole number from {least} to {most}" if most is not None else f"a whole number, {least} or more"

    def number(typed: str | int) -> int:
        # int() alone would take signs, spaces and underscores
        if not re.fullmatch("[0-9]{1,9}", str(typed)) or int(typed) < least or (most is not None and int(typed) > most):
            raise typer.BadParameter(f'"{typed}": expected {expected}')
        return int(typed)

    return number


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DATE", parser=a_day, help="Judge as of this date, such as 2026-11-23; usually today."),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="VERDICT",
        help=f"End with status 1 at this verdict or a worse one: {', '.join(VERDICTS)}; usually the last.",
        autocompletion=one_of(VERDICTS),
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only the verdict of each plan.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Print without color; the variable NO_COLOR does the same.")]
ShowConfig = Annotated[
    bool, typer.Option("--show-config", help=f"Print the settings that are in force and where they come from ({NAME}).")
]
Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="DIR", help="The rules to read; usually those of this stemfunds.")
]
Packs = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A State pack to apply on top of the federal rules; may be given several times."),
]
Plans = Annotated[
    list[Path],
    typer.Argument(
        metavar="PLAN...", help="Plan files (.yaml, .json or .xlsx); - reads standard input.", show_default=False, readable=False
    ),
]
Plan = Annotated[
    Path,
    typer.Argument(
        metavar="PLAN", help="A plan file (.yaml, .json or .xlsx); - reads standard input.", show_default=False, readable=False
    ),
]


def judged_on(as_of: date | None) -> date:
    """The date of the check: the one asked for, or today."""
    return date.today() if as_of is None else as_of


def refuse(message: str) -> typer.Exit:
    """Say what is wrong with the call, and give the ending to raise."""
    print(message, file=sys.stderr)
    return typer.Exit(2)


def known(word: str, words: tuple[str, ...], what: str) -> None:
    """End the call at a word that is not one of those that an option takes, with the nearest right one."""
    if word not in words:
        near = nearest_name(word, words)
        hint = f' (did you mean "{near}"?)' if near else ""
        raise refuse(f'unknown {what} "{word}"{hint}; expected {", ".join(words)}')


def checked_packs(packs: list[Path] | None, near: Path = Path()) -> list[Path]:
    """The folders of State packs: those of the call, or else of the settings file near a plan or folder.

    A folder that is no pack ends the call; so does a mistake in the settings file.
    """
    return given_packs(in_force(near, {"packs": packs}).values["packs"])


def given_packs(packs: Iterable[Path] | None) -> list[Path]:
    """The folders of State packs that a call names, each once; one that is none ends the call."""
    found = list(packs or ())
    for pack in found:
        if not (pack / "pack.yaml").is_file():
            raise refuse(f"{pack}: not a State pack; expected a folder with a file pack.yaml")
    return list(dict.fromkeys(pack.resolve() for pack in found))


def print_settings(settings: InForce) -> typer.Exit:
    """Print what is in force and from where, and give the ending to raise."""
    print("\n".join(settings.lines()))
    return typer.Exit(0)

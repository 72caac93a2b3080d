"""`stemfunds new`: start a plan, by an interview, from last year's plan, as YAML or as a workbook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemfunds.cli.options import AsOf, NoColor, Packs, checked_packs, judged_on, refuse
from stemfunds.cli.settings import in_force

if TYPE_CHECKING:
    from datetime import date

    from stemfunds.rulebook.model import Rulebook


def new(
    path: Annotated[
        Path, typer.Argument(metavar="[PATH]", help="The new file; .yaml or .xlsx says which.", show_default="plan.yaml")
    ] = Path("plan.yaml"),
    old: Annotated[Path | None, typer.Option("--from", metavar="OLD", help="Carry this plan into the next year.")] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write an Excel workbook to fill in.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing, even on a terminal.")] = False,
    packs: Packs = None,
    as_of: AsOf = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say that the file is written.")] = False,
    no_color: NoColor = False,
) -> None:
    """Start a plan. On a terminal you are asked for it, question by question; elsewhere a short file to fill in is written.

    --from carries an old plan into the next year: dates and awards move by a year, and what to look at is flagged.

    \b
    Examples:
      stemfunds new plan.yaml
      stemfunds new --from plan-2026.yaml plan-2027.yaml
      stemfunds new --xlsx plan.xlsx
    """
    if xlsx and path == Path("plan.yaml"):
        path = path.with_suffix(".xlsx")
    wants_workbook = xlsx or path.suffix.lower() == ".xlsx"
    expected = (".xlsx",) if wants_workbook else (".yaml", ".yml")
    if path.suffix.lower() not in expected:
        raise refuse(f'{path}: expected a name that ends in {" or ".join(expected)}, found "{path.suffix}"')
    if old is not None and old.exists() and path.exists() and old.resolve() == path.resolve():
        raise refuse(f"{path}: this is the old plan itself; write to another file")
    if path.exists() and not force:
        raise refuse(f"{path} is there already; --force writes over it")
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(checked_packs(packs, path))
    asks = not (wants_workbook or no_input or old) and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        if asks:
            _interview(path, rulebook, judged_on(as_of), no_color=no_color)
            return
        flags = _write(path, old, rulebook)
    except OSError as error:
        raise refuse(f"{path}: cannot be written: {error.strerror}") from None
    for flag in flags:
        print(flag, file=sys.stderr)
    if not quiet:
        does = "look at these places" if flags else "fill it in"
        print(f"{path} written; {does}, then run: stemfunds check {path}", file=sys.stderr)


def _write(path: Path, old: Path | None, rulebook: Rulebook) -> list[str]:
    """Write what needs no questions; what a person must look at in it."""
    if old is not None:
        from stemfunds.starting.carrying import carry_over

        return carry_over(old, path, rulebook)
    from stemfunds.workbook.start import write_skeleton, write_template

    if path.suffix.lower() == ".xlsx":
        write_template(path, rulebook)
    else:
        write_skeleton(path, _state(path))
    return []


def _interview(path: Path, rulebook: Rulebook, as_of: date, *, no_color: bool) -> None:
    from stemfunds.cli.printing import plain_prompts, show
    from stemfunds.reporting.output import width
    from stemfunds.starting.asker import Asker
    from stemfunds.starting.interview import PlanInterview

    plain_prompts(no_color=no_color)
    asker = Asker(lambda lines: show(lines, no_color=no_color), width())
    if PlanInterview(path, rulebook, as_of, asker, _state(path)).run():
        raise typer.Exit(130)


def _state(path: Path) -> str:
    """The State that the settings near the new file name."""
    return str(in_force(path, {}).values["state"])

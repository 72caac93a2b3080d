"""`stemfunds new`: start a plan, by an interview, from last year's plan, as YAML or as a workbook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemfunds.cli.options import AsOf, NoColor, Packs, checked_packs, judged_on, refuse
from stemfunds.cli.settings import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stemfunds.reporting.styled import Line
    from stemfunds.rulebook.model import Rulebook


def new(
    path: Annotated[
        Path,
        typer.Argument(metavar="[PATH]", help="The new file; .yaml or .xlsx says which; usually plan.yaml.", show_default=False),
    ] = Path("plan.yaml"),
    old: Annotated[Path | None, typer.Option("--from", metavar="OLD", help="Carry this plan into the next year.")] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write an Excel workbook to fill in.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an interview that was broken off with Ctrl-C.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing, even on a terminal.")] = False,
    packs: Packs = None,
    as_of: AsOf = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say that the file is written.")] = False,
    no_color: NoColor = False,
) -> None:
    """Start a plan. On a terminal you are asked for it, question by question; elsewhere a short file to fill in is written.

    An interview that is broken off with Ctrl-C keeps its answers in a draft beside the file; --resume goes on from there.

    --from carries an old plan into the next year: dates and awards move by a year, and what to look at is flagged.

    \b
    Examples:
      stemfunds new plan.yaml
      stemfunds new plan.yaml --resume
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
    if resume and not asks:
        raise refuse("--resume goes on with an interview: it needs a terminal, and neither --from, --xlsx nor --no-input")
    try:
        if asks:
            _interview(path, rulebook, as_of, resume=resume, no_color=no_color)
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


def _interview(path: Path, rulebook: Rulebook, as_of: date | None, *, resume: bool, no_color: bool) -> None:
    from stemfunds.cli.printing import plain_prompts, show
    from stemfunds.reporting.output import width
    from stemfunds.starting.answers import Answers, draft_names, latest_draft
    from stemfunds.starting.asker import Asker
    from stemfunds.starting.interview import DraftChangedError, PlanInterview, goes_on

    plain_prompts(no_color=no_color)
    kept, columns = latest_draft(path), width()
    if resume and kept is None:
        raise refuse(f"{path}: no interview was broken off here; its draft would be {next(draft_names(path))}")

    def tell(lines: Iterable[Line]) -> None:
        show(lines, no_color=no_color)

    if kept is not None and not resume and not goes_on(Asker(tell, columns), kept):
        kept = None
    asker = Asker(tell, columns, Answers(kept.answers if kept else ()))
    day = as_of or (kept.as_of if kept else judged_on(None))
    try:
        stopped = PlanInterview(path, rulebook, day, asker, _state(path), kept).run()
    except DraftChangedError as changed:
        raise refuse(str(changed)) from None
    if stopped:
        raise typer.Exit(130)


def _state(path: Path) -> str:
    """The State that the settings near the new file name."""
    return str(in_force(path, {}).values["state"])

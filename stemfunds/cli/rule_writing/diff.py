"""`stemfunds rulebook diff`: which verdicts of which plans change when the rules change."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import AsOf, NoColor, judged_on, known, refuse

if TYPE_CHECKING:
    from datetime import date

    from stemfunds.rulebook.model import Rulebook


def diff(
    old: Annotated[Path, typer.Argument(metavar="A", help="A folder of rules, or a State pack, as it was.")],
    new: Annotated[Path, typer.Argument(metavar="B", help="The folder or pack as it is now.")],
    against: Annotated[
        list[Path] | None,
        typer.Option("--against", metavar="DIR", help="A plan, or a folder of plans, whose verdicts are compared."),
    ] = None,
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="FUND",
            help="A fund whose whole table is compared, every item in every kind; may be repeated (20 seconds each).",
            autocompletion=completing.funds,
        ),
    ] = None,
    as_of: AsOf = None,
    no_color: NoColor = False,
) -> None:
    """Say which rules differ between two folders of rules, and which verdicts of which plans change with them.

    A State pack is read on top of the federal rules. The status is 1 when a verdict changes.

    \b
    Examples:
      stemfunds rulebook diff old/rules rules --against examples
      stemfunds rulebook diff our-state-2026 our-state-2027 --against plans
      stemfunds rulebook diff old/rules rules --table title-iv-a
    """
    from stemfunds.judging.vocabulary import plan_vocabulary
    from stemfunds.plan.reader import FORMATS, read_plan
    from stemfunds.proving.difference import rules_changed, verdicts_changed
    from stemfunds.reporting.words import counted

    before, after = _rules_of(old), _rules_of(new)
    for fund in table or ():
        for rulebook in (before, after):
            known(fund, tuple(rulebook.funds), "fund")
    for word, names in zip(("new", "gone", "changed"), rules_changed(before, after), strict=True):
        for name in names:
            print(f"{word}: {name}")
    paths = [path for place in against or () for path in _plans_below(place, tuple(FORMATS))]
    changes = list(verdicts_changed(before, after, (read_plan(path, plan_vocabulary(after)) for path in paths), judged_on(as_of)))
    for change in sorted(changes, key=lambda one: (one.plan, one.place, one.fund)):
        reasons = f"{', '.join(change.because_before) or 'no rule'} → {', '.join(change.because_after) or 'no rule'}"
        print(f"{change.plan}  {change.place} on {change.fund}: {change.before} → {change.after}  ({reasons})")
    print(f"{counted(len(changes), 'verdict changes', 'verdicts change')} in {counted(len(paths), 'plan')}")
    cells = _tell_cells(before, after, dict.fromkeys(table or ()), judged_on(as_of), no_color=no_color)
    if changes or cells:
        raise typer.Exit(1)


def _tell_cells(old: Rulebook, new: Rulebook, funds: Iterable[str], as_of: date, *, no_color: bool) -> int:
    """Print the cells of the funds' tables that are judged differently, and count them."""
    from stemfunds.cli.searching import searching
    from stemfunds.proving.table import FundTable, cells_changed
    from stemfunds.proving.table_report import change_text
    from stemfunds.reporting.words import counted

    found = 0
    for fund in funds:
        with searching(sys.stderr, no_color=no_color) as watch:
            watch(f"comparing the table of {fund}")
            changes = list(cells_changed(FundTable(old, fund, as_of), FundTable(new, fund, as_of)))
        for change in changes:
            print(f"{fund}  {change_text(change)}")
        print(f"{counted(len(changes), 'cell changes', 'cells change')} in the table of {fund}")
        found += len(changes)
    return found


def _rules_of(folder: Path) -> Rulebook:
    """The rules of a folder; of a State pack, those of the pack on top of the federal ones."""
    from stemfunds.rulebook.compiled import load_rulebook

    is_pack = (folder / "pack.yaml").is_file()
    return load_rulebook([folder]) if is_pack else load_rulebook(folder=folder)


def _plans_below(place: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The plan files in a folder: those named plan, or all of a folder that has none of that name."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise refuse(f"{place}: there is no such plan or folder of plans")
    found = sorted(path for path in place.rglob("plan.*") if path.suffix in suffixes)
    return found or sorted(path for path in place.rglob("*") if path.suffix in suffixes)

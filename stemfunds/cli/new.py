"""`stemfunds new`: start a plan, as a workbook or as YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli.options import Packs, checked_packs, refuse


def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The new file; .xlsx or .yaml says which.", show_default=False)],
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write an Excel workbook to fill in.")] = False,
    packs: Packs = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say that the file is written.")] = False,
) -> None:
    """Start a plan: an Excel workbook with dropdowns, help and live totals, or a short YAML file with comments.

    \b
    Examples:
      stemfunds new --xlsx plan.xlsx
      stemfunds new plan.yaml
    """
    wants_workbook = xlsx or path.suffix.lower() == ".xlsx"
    expected = (".xlsx",) if wants_workbook else (".yaml", ".yml")
    if path.suffix.lower() not in expected:
        raise refuse(f'{path}: expected a name that ends in {" or ".join(expected)}, found "{path.suffix}"')
    if path.exists() and not force:
        raise refuse(f"{path} is there already; --force writes over it")
    try:
        _write_workbook(path, packs) if wants_workbook else _write_yaml(path)
    except OSError as error:
        raise refuse(f"{path}: cannot be written: {error.strerror}") from None
    if not quiet:
        print(f"{path} written; fill it in, then run: stemfunds check {path}", file=sys.stderr)


def _write_workbook(path: Path, packs: list[Path] | None) -> None:
    from stemfunds.rulebook.compiled import load_rulebook
    from stemfunds.workbook.start import write_template

    write_template(path, load_rulebook(checked_packs(packs, path.parent)))


def _write_yaml(path: Path) -> None:
    from stemfunds.workbook.start import write_skeleton

    write_skeleton(path)

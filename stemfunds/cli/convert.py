"""`stemfunds convert`: a plan from one format into another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli.options import Packs, Plan, checked_packs, refuse


def convert(
    plan: Plan,
    output: Annotated[
        Path, typer.Argument(metavar="OUT", help="The new file; .yaml, .json or .xlsx says which.", show_default=False)
    ],
    packs: Packs = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say that the file is written.")] = False,
) -> None:
    """Write a plan in another format: YAML, JSON or an Excel workbook. Every value is kept; comments of a YAML file are not.

    \b
    Examples:
      stemfunds convert plan.yaml plan.xlsx
      stemfunds convert plan.xlsx plan.yaml
      stemfunds convert - plan.xlsx < plan.json
    """
    from stemfunds.cli.plans import plan_of_call
    from stemfunds.rulebook.compiled import load_rulebook
    from stemfunds.workbook.convert import format_of, write_plan

    if output.exists() and output.resolve() == plan.resolve():
        raise refuse(f"{output}: this is the plan itself; write to another file")
    format_of(output)
    rulebook = load_rulebook(checked_packs(packs, plan))
    read = plan_of_call(plan, rulebook)
    try:
        write_plan(read, output, rulebook)
    except OSError as error:
        raise refuse(f"{output}: cannot be written: {error.strerror}") from None
    if not quiet:
        for remark in read.remarks:
            print(remark, file=sys.stderr)
        print(f"{output} written.", file=sys.stderr)

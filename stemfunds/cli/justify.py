"""`stemfunds justify`: write the budget justification of a plan."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli.options import AsOf, Packs, Plan, checked_packs, judged_on, refuse


def justify(
    plan: Plan,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The document; its suffix says which: .docx, .pdf, .html or .md."),
    ],
    packs: Packs = None,
    as_of: AsOf = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say that the file is written.")] = False,
) -> None:
    """Write the budget justification: what the plan buys, what supports each cost, and what is still open.

    A plan that is not ready is written, too, marked DRAFT with a list of its open items.

    \b
    Examples:
      stemfunds justify examples/rural/plan.yaml -o justification.docx
      stemfunds justify plan.yaml -o justification.pdf --as-of 2026-07-01
      stemfunds justify plan.yaml -o justification.html
    """
    from stemfunds.judge.judge import judge_plan
    from stemfunds.judge.vocabulary import plan_vocabulary
    from stemfunds.justify import UnknownFormatError, write_justification
    from stemfunds.plan.reader import read_plan
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(checked_packs(packs, plan))
    result = judge_plan(read_plan(plan, plan_vocabulary(rulebook)), rulebook, judged_on(as_of))
    try:
        write_justification(result, rulebook, output)
    except UnknownFormatError as unknown:
        raise refuse(str(unknown)) from None
    except OSError as error:
        raise refuse(f"{output}: cannot be written: {error.strerror}") from None
    if not quiet:
        print(f"{output} written; the plan is {result.verdict.value}.", file=sys.stderr)

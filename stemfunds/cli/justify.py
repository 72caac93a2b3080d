"""`stemfunds justify`: write the budget justification of a plan."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli import completing, completing_plan
from stemfunds.cli.options import AsOf, Packs, Plan, checked_packs, judged_on, refuse


def justify(
    plan: Plan,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The document: .docx, .pdf, .html, .xlsx or .md."),
    ],
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="Your own Word template (.docx), with tags to fill in.")
    ] = None,
    state_form: Annotated[
        str | None,
        typer.Option(
            "--state-form",
            metavar="NAME",
            help="Fill this form of a State pack (--rules) instead.",
            autocompletion=completing.forms,
        ),
    ] = None,
    award: Annotated[
        str | None,
        typer.Option(
            "--award",
            metavar="ID",
            help="The award that the form is about, where it is about one.",
            autocompletion=completing_plan.awards,
        ),
    ] = None,
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
      stemfunds justify plan.yaml -o budget.xlsx
      stemfunds justify plan.yaml --template letterhead.docx -o ours.docx
      stemfunds justify plan.yaml --rules our-state --state-form budget-summary
                        --award IVA-26 -o form.xlsx
    """
    from stemfunds.cli.plans import plan_of_call
    from stemfunds.interface import judge, load_rulebook
    from stemfunds.justify import (
        UnknownFormatError,
        UnusableFileError,
        write_from_template,
        write_justification,
        write_state_form,
    )

    if template is not None and state_form is not None:
        raise refuse("--template and --state-form: choose one of the two")
    if award is not None and state_form is None:
        raise refuse("--award says which award a State form is about; it needs --state-form NAME")
    folders = checked_packs(packs, plan)
    rulebook = load_rulebook(folders)
    result = judge(plan_of_call(plan, rulebook), rulebook, judged_on(as_of))
    try:
        if template is not None:
            write_from_template(result, rulebook, template, output)
        elif state_form is not None:
            write_state_form(result, rulebook, folders, state_form, award, output)
        else:
            write_justification(result, rulebook, output)
    except (UnknownFormatError, UnusableFileError) as unusable:
        raise refuse(str(unusable)) from None
    except OSError as error:
        if template is not None and error.filename == str(template):
            missing = isinstance(error, FileNotFoundError)
            raise refuse(f"{template}: {'there is no such file' if missing else f'cannot be read: {error.strerror}'}") from None
        raise refuse(f"{output}: cannot be written: {error.strerror}") from None
    if not quiet:
        lines = any(activity.lines for activity in result.activities)
        stands = f"is {result.verdict.value}" if lines else "has no line yet, so nothing was judged"
        print(f"{output} written; the plan {stands}.", file=sys.stderr)

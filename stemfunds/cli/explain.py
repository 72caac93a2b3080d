"""`stemfunds explain`: the reasoning of a rule as a tree."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from stemfunds.cli import completing, completing_plan
from stemfunds.cli.options import AsOf, NoColor, Packs, Plan, checked_packs, judged_on, known, refuse, whole_number

_FORMATS = ("table", "json")


def explain(
    plan: Plan,
    finding: Annotated[
        str,
        typer.Argument(
            metavar="[FINDING]",
            help="A rule id, or RULE@LINE for one line (or activity); without it, all findings.",
            autocompletion=completing_plan.findings,
        ),
    ] = "",
    award: Annotated[
        str, typer.Option("--award", metavar="AWARD", help="Only what this award pays.", autocompletion=completing_plan.awards)
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Unfold every branch.")] = False,
    depth: Annotated[
        int | None,
        typer.Option(
            "--depth", metavar="N", parser=whole_number(0), help="Unfold N levels, 0 or more, whatever the outcome rests on."
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.", autocompletion=completing.one_of(_FORMATS))
    ] = "table",
    packs: Packs = None,
    as_of: AsOf = None,
    no_color: NoColor = False,
) -> None:
    """Show why a rule found what it found: each condition, the fact it read, where that stands in the plan, yes, no or unknown.

    Branches on which the outcome does not rest are folded.

    \b
    Examples:
      stemfunds explain examples/urban/plan.yaml T4A-TECH-15
      stemfunds explain plan.yaml UG-QUOTES@A1-printer --award IVA-26
      stemfunds explain plan.yaml UG-QUOTES@A1-printer --all --format json
    """
    from stemfunds.cli.plans import plan_of_call
    from stemfunds.cli.printing import show
    from stemfunds.explaining.choosing import NothingToExplainError, all_findings, explanations
    from stemfunds.explaining.document import explanation_document
    from stemfunds.explaining.explaining import Explainer
    from stemfunds.explaining.report import Folding, explanation_lines
    from stemfunds.interface import judge, load_rulebook
    from stemfunds.reporting.output import width

    known(form, _FORMATS, "format")
    rulebook, day = load_rulebook(checked_packs(packs, plan)), judged_on(as_of)
    result = judge(plan_of_call(plan, rulebook), rulebook, day)
    explainer = Explainer(result, rulebook)
    try:
        found = (
            explanations(explainer, finding, award)
            if finding
            else [explainer.finding(one) for one in all_findings(result) if award in ("", one.award)]
        )
    except NothingToExplainError as nothing:
        raise refuse(str(nothing)) from None
    if form == "json":
        sys.stdout.write(explanation_document(found, result))
    else:
        show(explanation_lines(found, width(), Folding(everything, depth)), no_color=no_color)

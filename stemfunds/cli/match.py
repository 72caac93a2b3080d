"""`stemfunds match`: every activity against every fund."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import AsOf, NoColor, Packs, Plan, checked_packs, judged_on, known, refuse
from stemfunds.reading.nearest import nearest_name

_FORMATS = ("table", "json")


def match(
    plan: Plan,
    activity: Annotated[
        str,
        typer.Argument(
            metavar="[ACTIVITY]", help="The id of one activity; without it, all.", autocompletion=completing.activities
        ),
    ] = "",
    form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.")] = "table",
    packs: Packs = None,
    as_of: AsOf = None,
    no_color: NoColor = False,
) -> None:
    """Try every activity against every federal fund: which could pay, which could not and why, what is missing.

    Competitive programs are named where they could be worth a look; they are never judged.

    \b
    Examples:
      stemfunds match examples/rural/plan.yaml
      stemfunds match examples/rural/plan.yaml R3 --format json
    """
    from stemfunds.cli.printing import show
    from stemfunds.interface import load_plan, load_rulebook
    from stemfunds.judge.judge import Judge
    from stemfunds.judge.matching import match as matches_of
    from stemfunds.reporting.match_report import match_document, match_lines
    from stemfunds.reporting.output import width

    known(form, _FORMATS, "format")
    rulebook, day = load_rulebook(checked_packs(packs, plan)), judged_on(as_of)
    read = load_plan(plan, rulebook)
    if activity and read.activity(activity) is None:
        near = nearest_name(activity, [one.id for one in read.activities])
        raise refuse(f'{plan} has no activity "{activity}"' + (f' (did you mean "{near}"?)' if near else ""))
    found = matches_of(read, Judge(rulebook), day, activity)
    if form == "json":
        sys.stdout.write(match_document(found, rulebook, day.isoformat()))
    else:
        show(match_lines(found, rulebook, width()), no_color=no_color)

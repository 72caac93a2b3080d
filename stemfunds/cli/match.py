"""`stemfunds match`: every activity against every fund."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli import completing, completing_plan
from stemfunds.cli.options import AsOf, NoColor, Packs, Plan, checked_packs, judged_on, known, refuse
from stemfunds.reading.nearest import nearest_name

_FORMATS = ("table", "json", "md", "html")


def match(
    plan: Plan,
    activity: Annotated[
        str,
        typer.Argument(
            metavar="[ACTIVITY]", help="The id of one activity; without it, all.", autocompletion=completing_plan.activities
        ),
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="table, json, md or html.", autocompletion=completing.one_of(_FORMATS)
        ),
    ] = "table",
    matrix: Annotated[bool, typer.Option("--matrix", help="Only one chart: activities against funds.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file: .html, .md, .docx or .pdf; with --matrix .html or .pdf."
        ),
    ] = None,
    packs: Packs = None,
    as_of: AsOf = None,
    no_color: NoColor = False,
) -> None:
    """Try every activity against every federal fund: which could pay, which could not and why, what is missing.

    Below each answer that is worse than allowable stands the smallest change that would lift it: a fact, another award of the
    fund, a date, a school, a line split off, or another fund. It is a condition, never advice to state what is not so.

    Competitive programs are named where they could be worth a look; they are never judged.

    \b
    Examples:
      stemfunds match examples/rural/plan.yaml
      stemfunds match examples/rural/plan.yaml R3 --format json
      stemfunds match examples/rural/plan.yaml -o who-could-pay.html
      stemfunds match examples/rural/plan.yaml --matrix
      stemfunds match examples/rural/plan.yaml --matrix -o matrix.html
    """
    from stemfunds.cli.plans import plan_of_call
    from stemfunds.interface import load_rulebook
    from stemfunds.judging.judge import Judge
    from stemfunds.judging.matching import match as matches_of

    known(form, _FORMATS, "format")
    if output is not None and form != "table":
        raise refuse("-o takes the format from the name of the file; leave --format out")
    if matrix and form not in ("table", "html"):
        raise refuse("--matrix is drawn on the terminal or as html; the other formats have every answer without it")
    rulebook, day = load_rulebook(checked_packs(packs, plan)), judged_on(as_of)
    read = plan_of_call(plan, rulebook)
    if activity and read.activity(activity) is None:
        near = nearest_name(activity, [one.id for one in read.activities])
        raise refuse(f'{plan} has no activity "{activity}"' + (f' (did you mean "{near}"?)' if near else ""))
    judge = Judge(rulebook)
    found = list(matches_of(read, judge, day, activity))
    if matrix:
        from stemfunds.charting.match_grid import match_grid
        from stemfunds.cli.charts import tell_chart

        tell_chart(match_grid(found, read, rulebook, day), output, form, no_color=no_color)
        return
    from stemfunds.cli.documents import print_document, write_document
    from stemfunds.cli.printing import show
    from stemfunds.lifting.telling import smallest_changes
    from stemfunds.matching.document import match_report
    from stemfunds.reporting.match_report import match_document, match_lines
    from stemfunds.reporting.output import width

    change = smallest_changes(read, judge, day)
    if output is not None:
        write_document(lambda: match_report(found, read, rulebook, day, change), output)
    elif form == "json":
        sys.stdout.write(match_document(found, rulebook, day.isoformat(), change))
    elif form == "table":
        show(match_lines(found, rulebook, width(), change), no_color=no_color)
    else:
        print_document(match_report(found, read, rulebook, day, change), form)

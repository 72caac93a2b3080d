"""`stemfunds diff`: what an amendment changes in money and in verdicts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import VERDICTS, AsOf, NoColor, Packs, checked_packs, judged_on, known, refuse

_FORMATS = ("table", "json", "md", "html")


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The approved plan.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The amended plan.", show_default=False)],
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="table, json, md or html.", autocompletion=completing.one_of(_FORMATS)
        ),
    ] = "table",
    packs: Packs = None,
    as_of: AsOf = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="VERDICT",
            help="End with status 1 where a new or worsened charge, or a cap breached now, has this verdict or a worse one.",
            autocompletion=completing.one_of(VERDICTS),
        ),
    ] = "not-allowable",
    no_color: NoColor = False,
) -> None:
    """Compare two versions of a plan: money by fund, object class and activity, verdicts, and what a State pack sends back.

    Activities, lines and awards are the same when their ids are. Both versions are judged as of the same date.

    \b
    Examples:
      stemfunds diff approved.yaml amended.yaml
      stemfunds diff old.yaml new.yaml --rules state-pack -f html > amendment.html
    """
    known(form, _FORMATS, "format")
    known(fail_on, VERDICTS, "verdict")
    from stemfunds.amending.comparison import compare
    from stemfunds.amending.triggers import triggered
    from stemfunds.cli.printing import show
    from stemfunds.interface import judge, load_plans, load_rulebook
    from stemfunds.judging.verdicts import Verdict
    from stemfunds.reporting.output import width

    rulebook = load_rulebook(checked_packs(packs, new))
    before, after = load_plans((old, new), rulebook)
    if before.district.nces_id != after.district.nces_id:
        raise refuse(f"{old} is of NCES id {before.district.nces_id}, {new} of {after.district.nces_id}: not one district")
    day = judged_on(as_of)
    comparison = compare(judge(before, rulebook, day), judge(after, rulebook, day))
    hits = triggered(comparison.old, comparison.new, rulebook)
    if form == "json":
        from stemfunds.amending.json_form import document

        sys.stdout.write(document(comparison, hits, rulebook))
    else:
        from stemfunds.amending.text_forms import markdown, page, table_lines

        if form == "table":
            show(table_lines(comparison, hits, rulebook, width()), no_color=no_color)
        else:
            sys.stdout.write((markdown if form == "md" else page)(comparison, hits, rulebook))
    if comparison.fails(Verdict(fail_on)):
        raise typer.Exit(1)

"""`stemfunds check`: judge plans and say which line fails, why, and what to do."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli import completing, completing_plan
from stemfunds.cli.options import (
    VERDICTS,
    AsOf,
    FailOn,
    NoColor,
    Packs,
    Plans,
    Quiet,
    ShowConfig,
    a_day,
    checked_packs,
    judged_on,
    known,
    print_settings,
    refuse,
)
from stemfunds.cli.settings import in_force

_FORMATS = ("table", "json", "jsonl", "csv", "sarif", "junit", "github", "md")


def check(
    plans: Plans,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, json, jsonl, csv, sarif, junit, github or md.",
            autocompletion=completing.one_of(_FORMATS),
        ),
    ] = None,
    packs: Packs = None,
    as_of: AsOf = None,
    fail_on: FailOn = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Findings accepted for a time; the status leaves them out."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option("--write-baseline", metavar="FILE", help="Write a file that accepts what is found; needs the next three."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why the findings are accepted.")] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="NAME", help="Who accepts them.")] = "",
    until: Annotated[
        date | None, typer.Option("--until", metavar="DATE", parser=a_day, help="The last day on which that holds.")
    ] = None,
    lines: Annotated[
        Path | None,
        typer.Option("--lines", metavar="FILE", help="Budget lines in a .csv or .xlsx file, for one plan without lines."),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="OUT",
            help="Write a copy of one .xlsx plan, or of the lines, with the findings on it.",
        ),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="[RULE]",
            help="Show the reasoning below the table: of what decides against a cost, or of one rule, RULE@LINE, or all.",
            autocompletion=completing_plan.findings_or_all,
        ),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a plan is saved; Ctrl-C ends.")] = False,
    show_config: ShowConfig = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Judge plans: every line against the fund that it is charged to, every cap over its sum.

    \b
    Examples:
      stemfunds check examples/rural/plan.yaml
      stemfunds check examples/*/plan.yaml --format csv > findings.csv
      stemfunds check plan.yaml --as-of 2026-07-01 --fail-on needs-information
      stemfunds check - --format json < plan.yaml     # a workbook, too
      stemfunds check plan.yaml --watch
      stemfunds check plan.yaml --baseline accepted.yaml
      stemfunds check plan.xlsx --annotate checked.xlsx
      stemfunds check plan.yaml --lines lines.csv --annotate checked.csv
      stemfunds check plan.yaml --explain
      stemfunds check plan.yaml --explain UG-EQUIPMENT-RECORDS
    """
    settings = in_force(plans[0], {"packs": packs, "format": form, "fail_on": fail_on})
    if show_config:
        raise print_settings(settings)
    known(settings.values["format"], _FORMATS, "format")
    known(settings.values["fail_on"], VERDICTS, "verdict")
    if explain is not None and settings.values["format"] != "table":
        raise refuse("--explain goes with --format table; stemfunds explain PLAN --format json prints the same trees")
    from stemfunds.cli.checking import Round, refuse_other_plans, run_round
    from stemfunds.cli.plans import STANDARD_INPUT
    from stemfunds.judging.verdicts import Verdict

    folders, bar = checked_packs(packs, plans[0]), Verdict(settings.values["fail_on"])
    refuse_other_plans(plans, lines, annotate)
    asked = Round(
        plans,
        folders,
        judged_on(as_of),
        settings.values["format"],
        bar,
        baseline,
        settings.values["state"],
        quiet,
        not no_color,
        lines,
        annotate,
        explain,
    )
    if watch:
        from stemfunds.cli.watching import watch_files

        if any(str(plan) == STANDARD_INPUT for plan in plans):
            raise refuse("--watch needs files; standard input can be read only once")
        watch_files([*plans, *([baseline] if baseline else [])], folders, lambda: run_round(asked))
        return
    if write_baseline is not None and not (reason and owner and until):
        raise refuse("--write-baseline needs --reason, --owner and --until: accepted findings are somebody's, for a time")
    results, fails = run_round(asked)
    if write_baseline is not None and until is not None:
        from stemfunds.baseline.writing import write_baseline_file

        write_baseline_file(write_baseline, results, reason, owner, until)
        print(f"{write_baseline} written; go through it line by line.", file=sys.stderr)
    elif fails:
        raise typer.Exit(1)

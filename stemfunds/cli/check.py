"""`stemfunds check`: judge plans and say which line fails, why, and what to do."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from stemfunds.cli.options import AsOf, NoColor, Packs, Plans, Quiet, checked_packs, judged_on, refuse
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.problems import Problem, UnusableInput

_FORMATS = ("table", "json", "jsonl", "csv", "md")
_VERDICTS = ("allowable", "allowable-with-conditions", "needs-information", "not-allowable")


def check(
    plans: Plans,
    form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, jsonl, csv or md.")] = "table",
    packs: Packs = None,
    as_of: AsOf = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="VERDICT", help="End with status 1 at this verdict or a worse one: " + ", ".join(_VERDICTS) + "."
        ),
    ] = "not-allowable",
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Judge plans: every line against the fund that it is charged to, every cap over its sum.

    \b
    Examples:
      stemfunds check examples/rural/plan.yaml
      stemfunds check examples/*/plan.yaml --format csv > findings.csv
      stemfunds check plan.yaml --as-of 2026-07-01 --fail-on needs-information
    """
    _known(form, _FORMATS, "format")
    _known(fail_on, _VERDICTS, "verdict")
    from stemfunds.judge.judge import Judge
    from stemfunds.judge.verdicts import Verdict
    from stemfunds.judge.vocabulary import plan_vocabulary
    from stemfunds.plan.reader import read_plan
    from stemfunds.reporting.output import report
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(checked_packs(packs))
    judge, words, day = Judge(rulebook), plan_vocabulary(rulebook), judged_on(as_of)
    results, problems = [], list[Problem]()
    for path in plans:
        try:
            results.append(judge.judge(read_plan(path, words), day))
        except UnusableInput as unusable:
            problems += unusable.problems
    if results:
        report(results, rulebook, form, quiet=quiet, color=not no_color)
    if problems:
        sys.stdout.flush()
        raise UnusableInput(problems)
    if any(result.verdict.at_least_as_bad_as(Verdict(fail_on)) for result in results):
        raise typer.Exit(1)


def _known(word: str, words: tuple[str, ...], what: str) -> None:
    if word not in words:
        near = nearest_name(word, words)
        hint = f' (did you mean "{near}"?)' if near else ""
        raise refuse(f'unknown {what} "{word}"{hint}; expected {", ".join(words)}')

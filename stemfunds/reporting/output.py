"""Chooses the format of a report and writes it to standard output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.problems import Problem
from stemfunds.rulebook.model import Rulebook

FORMATS = ("table", "json", "jsonl", "csv", "sarif", "junit", "github", "md")
FOR_PIPELINES = ("sarif", "junit", "github")
"""Formats that tell of files that cannot be used as well, and are whole documents without a single plan."""

_WIDTH_OF_A_PIPE = 100


def report(results: Sequence[PlanResult], rulebook: Rulebook, form: str, *, quiet: bool, color: bool) -> None:
    """Write results in a format; JSON and CSV are always whole documents, whatever was found."""
    if form == "json":
        from stemfunds.reporting.json_report import document

        sys.stdout.write(document(results, rulebook))
    elif form == "jsonl":
        from stemfunds.reporting.json_report import line

        sys.stdout.writelines(line(result, rulebook) for result in results)
    elif form == "csv":
        from stemfunds.reporting.csv_report import rows

        rows(results, sys.stdout)
    elif form == "md":
        from stemfunds.reporting.markdown_report import document as markdown

        sys.stdout.write("\n".join(markdown(result, rulebook) for result in results))
    else:
        _table(results, rulebook, quiet=quiet, color=color)


def report_to_pipeline(
    results: Sequence[PlanResult], rulebook: Rulebook, form: str, fail_on: Verdict, problems: Sequence[Problem]
) -> None:
    """Write results, and the problems of files that cannot be used, in one of the formats for pipelines."""
    if form == "sarif":
        from stemfunds.reporting.sarif_report import document as sarif

        sys.stdout.write(sarif(results, rulebook, problems))
    elif form == "junit":
        from stemfunds.reporting.junit_report import document as junit

        sys.stdout.write(junit(results, fail_on, problems))
    else:
        from stemfunds.reporting.github_report import annotation_lines

        sys.stdout.writelines(annotation_lines(results, problems))


def _table(results: Sequence[PlanResult], rulebook: Rulebook, *, quiet: bool, color: bool) -> None:
    from stemfunds.reporting.styled import write
    from stemfunds.reporting.table import table, verdict_line

    for number, result in enumerate(results):
        lines = [verdict_line(result)] if quiet else table(result, rulebook, width())
        if number and not quiet:
            write([[]], colored=False)
        write(lines, colored=color and sys.stdout.isatty() and "NO_COLOR" not in os.environ)


def width() -> int:
    """Columns to write in: those of the terminal, or COLUMNS, or 100 for a pipe; never fewer than 60."""
    return max(60, shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 24)).columns)

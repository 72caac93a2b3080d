"""Results as annotations of a GitHub workflow. GitHub shows ten of each kind for a step, so the last tells how many
are not shown.

Format: workflow commands, https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemfunds.judging.result import Finding, PlanResult
from stemfunds.reading.problems import Problem
from stemfunds.reporting.by_severity import by_severity
from stemfunds.reporting.words import citation_words, counted

SHOWN = 10
"""Annotations of one kind that GitHub shows for one step."""

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_PLURALS = {"error": "errors", "warning": "warnings", "notice": "notices"}


def annotation_lines(results: Sequence[PlanResult], problems: Sequence[Problem] = ()) -> Iterator[str]:
    """One line for each annotation, the kinds in order of weight, at most ten of each."""
    said: dict[str, list[str]] = {command: [] for command in _COMMANDS.values()}
    for problem in problems:
        said["error"].append(_command("error", problem.file, problem.line, problem.column, "unusable input", problem.message))
    for finding in by_severity(results):
        command, at = _COMMANDS[finding.severity], finding.at
        said[command].append(_command(command, at.file, at.line, at.column, finding.rule, _message(finding)))
    for command, lines in said.items():
        yield from lines if len(lines) <= SHOWN else lines[: SHOWN - 1]
        if (hidden := len(lines) - SHOWN + 1) > 1:
            more = counted(hidden, f"more {command}", f"more {_PLURALS[command]}")
            yield f"::{command} title=stemfunds::{more} not shown here; stemfunds check prints all.\n"


def _message(finding: Finding) -> str:
    place = "/".join(part for part in (finding.activity, finding.line) if part) or finding.award or "the plan"
    cited = citation_words(finding)
    return "\n".join(part for part in (f"{place}: {finding.message}", cited, finding.hint) if part)


def _command(command: str, file: str, line: int, column: int, title: str, message: str) -> str:
    where = {"file": file, "line": str(line or ""), "col": str(column or ""), "title": title}
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items() if value)
    return f"::{command} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

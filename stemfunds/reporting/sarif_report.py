"""Results as SARIF 2.1.0, the format of code-scanning services. Every rule is declared, so that what is mended is closed.

Limits of the services that read it: 25,000 results in a run. The worst are written first; the run says what is left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stemfunds import __version__
from stemfunds.baseline.fingerprint import fingerprint
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.reading.problems import Problem
from stemfunds.reporting.by_severity import SEVERITIES
from stemfunds.reporting.words import citation_words, counted
from stemfunds.rulebook.model import Rulebook

MOST_RESULTS = 25_000
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_UNUSABLE = "UNUSABLE-INPUT"


def document(results: Sequence[PlanResult], rulebook: Rulebook, problems: Sequence[Problem] = ()) -> str:
    """One log with one run. Problems of files that cannot be used are results, too."""
    rules = _rules(rulebook)
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    told = [_problem(problem, places) for problem in problems]
    found = [(finding, result) for result in results for finding in result.every_finding]
    found.sort(key=lambda pair: SEVERITIES.index(pair[0].severity))
    told += [_result(finding, result, places) for finding, result in found[: MOST_RESULTS - len(told)]]
    hidden = len(problems) + len(found) - len(told)
    run = {
        "tool": {"driver": {"name": "stemfunds", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(hidden, bool(problems))],
        "properties": {"rulebook": rulebook.version, "digest": rulebook.digest},
        "results": told,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rules(rulebook: Rulebook) -> list[dict[str, Any]]:
    """Every rule that can have a finding, by id."""
    judging = (*rulebook.rules_and_limits(), *rulebook.windows().values())
    described = {rule.id: (rule.says, rule.repair) for rule in judging}
    described |= {notice.id: (notice.says, notice.repair) for notice in rulebook.notices.values()}
    described[_UNUSABLE] = ("The file cannot be used as it stands.", "Mend what the message names.")
    return [
        {"id": rule, "shortDescription": {"text": says}, **({"help": {"text": repair}} if repair else {})}
        for rule, (says, repair) in sorted(described.items())
    ]


def _invocation(hidden: int, has_problems: bool) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": not has_problems}
    if hidden > 0:
        text = f"{counted(hidden, 'more result')} not shown; a run holds {MOST_RESULTS:,}."
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return invocation


def _result(finding: Finding, result: PlanResult, places: dict[str, int]) -> dict[str, Any]:
    cited = citation_words(finding)
    told = [finding.message, f"({cited})" if cited else "", finding.hint]
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": finding.severity,
        "message": {"text": " ".join(part for part in told if part)},
        "locations": [_location(finding.at.file or result.plan.path, finding.at.line, finding.at.column)],
        "partialFingerprints": {"stemfunds/v1": fingerprint(finding, result.plan.district)},
        **_suppressed(finding),
        "properties": {
            "verdict": finding.verdict.value,
            **{name: value for name in ("fund", "award", "activity", "line") if (value := getattr(finding, name))},
        },
    }


def _problem(problem: Problem, places: dict[str, int]) -> dict[str, Any]:
    return {
        "ruleId": _UNUSABLE,
        "ruleIndex": places[_UNUSABLE],
        "level": "error",
        "message": {"text": problem.message},
        "locations": [_location(problem.file, problem.line, problem.column)],
    }


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    from urllib.parse import quote

    place: dict[str, Any] = {"artifactLocation": {"uri": quote(file.replace("\\", "/") or "plan")}}
    if line:
        place["region"] = {"startLine": line, "startColumn": max(column, 1)}
    return {"physicalLocation": place}


def _suppressed(finding: Finding) -> dict[str, Any]:
    """Who has accepted or explained the finding, in the words that are recorded."""
    said = finding.acceptance.words if finding.acceptance else finding.explanation.words if finding.explanation else ""
    if not said:
        return {}
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": said}]}

"""SARIF: every rule declared, every finding a result with a place and a fingerprint, the limits of the services kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from strategies import federal_judge, federal_rulebook

from stemfunds.judging.result import Acceptance, PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Explanation
from stemfunds.plan.reader import read_plan
from stemfunds.reading.problems import Problem
from stemfunds.reporting import sarif_report
from stemfunds.reporting.sarif_report import document
from stemfunds.rulebook.model import Rulebook

from .sarif_schema import faults

RURAL = Path(__file__).resolve().parents[2] / "examples" / "rural" / "plan.yaml"


def _run(text: str) -> dict[str, Any]:
    log = json.loads(text)
    assert faults(log) == []
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_an_example_keeps_to_the_published_schema() -> None:
    """With all federal rules declared; and the schema does find faults."""
    plan = read_plan(RURAL, plan_vocabulary(federal_rulebook()))
    text = document([federal_judge().judge(plan, date(2026, 11, 23))], federal_rulebook())
    run = _run(text)
    assert len(run["tool"]["driver"]["rules"]) > 500
    log = json.loads(text)
    del log["runs"][0]["tool"]["driver"]["rules"][3:]
    log["runs"][0]["results"][0]["level"] = "dire"
    log["runs"][0]["tool"]["driver"]["named"] = "x"
    del log["runs"][0]["results"][1]["message"]
    log["runs"][0]["tool"]["driver"]["rules"] *= 2
    assert sorted(one.partition(":")[0] for one in faults(log)) == [
        "runs/0/results/0/level",
        "runs/0/results/1",
        "runs/0/tool/driver",
        "runs/0/tool/driver/rules",
    ]


def test_every_finding_is_a_result_of_a_declared_rule(mixed: PlanResult, book: Rulebook) -> None:
    run = _run(document([mixed], book))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert {rule.id for rule in book.rules_and_limits()} < set(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    found = sorted((finding.rule, finding.severity) for finding in mixed.every_finding)
    assert sorted((result["ruleId"], result["level"]) for result in run["results"]) == found


def test_the_worst_come_first(mixed: PlanResult, book: Rulebook) -> None:
    levels = [result["level"] for result in _run(document([mixed], book))["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)


def test_fingerprints_tell_findings_apart(mixed: PlanResult, book: Rulebook) -> None:
    results = _run(document([mixed], book))["results"]
    prints = {result["partialFingerprints"]["stemfunds/v1"] for result in results}
    places = {(r["ruleId"], *(r["properties"].get(name) for name in ("award", "activity", "line"))) for r in results}
    assert len(prints) == len(places)


def test_what_is_explained_or_accepted_is_suppressed(mixed: PlanResult, book: Rulebook) -> None:
    first = next(mixed.every_finding)
    accepted = replace(first, acceptance=Acceptance("old plan", "Dana Ortiz", date(2027, 6, 30)))
    explained = replace(first, explanation=Explanation(rule=first.rule, words="The State contract sets it."))
    results = _run(document([structs.replace(mixed, activities=(), findings=(accepted, explained, first))], book))["results"]
    said = [result["suppressions"][0]["justification"] if "suppressions" in result else None for result in results]
    assert said == ["Accepted by Dana Ortiz until 2027-06-30: old plan", "The State contract sets it.", None]


def test_a_run_holds_its_limit_and_says_what_is_left_out(
    mixed: PlanResult, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif_report, "MOST_RESULTS", 4)
    run = _run(document([mixed], book))
    total = len(list(mixed.every_finding))
    assert len(run["results"]) == 4
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == f"{total - 4} more results not shown; a run holds 4."


def test_a_file_that_cannot_be_used_is_a_result_with_its_place(book: Rulebook) -> None:
    run = _run(document([], book, [Problem("my plan.yaml", 3, 7, "an empty field")]))
    (result,) = run["results"]
    assert (result["ruleId"], result["level"], run["invocations"][0]["executionSuccessful"]) == ("UNUSABLE-INPUT", "error", False)
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "my%20plan.yaml"}, "region": {"startLine": 3, "startColumn": 7}}

"""The four shipped districts: each reads, has the verdict that its README claims, and the urban draft has exactly its faults."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from stemfunds.cli.app import app
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import read_plan

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
NOW, THEN = date(2026, 11, 23), date(2023, 10, 1)
CLAIMED = {
    "rural": (NOW, Verdict.WITH_CONDITIONS),
    "mid-size": (NOW, Verdict.NEEDS_INFORMATION),
    "urban": (NOW, Verdict.NOT_ALLOWABLE),
    "arp-history": (THEN, Verdict.WITH_CONDITIONS),
}
ENCODED_FOR_THESE = {"arp-esser", "title-i-a", "title-ii-a", "title-iv-a", "perkins-v", "state", "local"}


@pytest.fixture(scope="module")
def plans(judge: Judge) -> dict[str, Plan]:
    """Every example, read with the vocabulary of the federal rules."""
    words = plan_vocabulary(judge.rulebook)
    return {name: read_plan(EXAMPLES / name / "plan.yaml", words) for name in CLAIMED}


@pytest.fixture(scope="module")
def results(judge: Judge, plans: dict[str, Plan]) -> dict[str, PlanResult]:
    """Every example, judged once as of the date that it is written for."""
    return {name: judge.judge(plans[name], day) for name, (day, _) in CLAIMED.items()}


def charge_findings(result: PlanResult) -> Iterator[Finding]:
    for activity in result.activities:
        for line in activity.lines:
            for charge in line.charges:
                yield from charge.findings


def lines_with(result: PlanResult, verdict: Verdict) -> set[str]:
    return {line.id for activity in result.activities for line in activity.lines if line.verdict is verdict}


def expected() -> list[dict[str, Any]]:
    told = yaml.safe_load((EXAMPLES / "urban" / "expected.yaml").read_text(encoding="utf-8"))
    assert told["as_of"] == NOW
    findings: list[dict[str, Any]] = told["findings"]
    return findings


def test_every_folder_is_tested() -> None:
    assert {path.parent.name for path in EXAMPLES.glob("*/plan.yaml")} == set(CLAIMED)


@pytest.mark.parametrize("name", CLAIMED)
def test_the_verdict_is_the_one_that_is_claimed(name: str, results: dict[str, PlanResult]) -> None:
    assert results[name].verdict is CLAIMED[name][1]


@pytest.mark.parametrize("name", CLAIMED)
def test_the_plan_is_a_whole_one(name: str, plans: dict[str, Plan]) -> None:
    """Fictional, ten to thirty activities, each with need, objective and goal, on funds that the plan is written for."""
    plan = plans[name]
    assert plan.fictional
    assert re.fullmatch(r"99\d{5}|0199\d{3}", plan.district.nces_id)
    assert 10 <= len(plan.activities) <= 30
    assert {award.fund for award in plan.awards} <= ENCODED_FOR_THESE
    for activity in plan.activities:
        assert activity.lines, activity.id
        assert activity.goals, activity.id
        assert activity.need, activity.id
        assert activity.need_source, activity.id
        assert activity.objective, activity.id
        assert activity.measure, activity.id
    assert {goal for activity in plan.activities for goal in activity.goals} == {"learning", "educators", "strategic-investment"}


def test_the_smallest_is_small_and_the_largest_large(plans: dict[str, Plan]) -> None:
    assert sum(len(activity.lines) for activity in plans["urban"].activities) >= 90
    small = next(award for award in plans["rural"].awards if award.fund == "title-iv-a")
    assert small.amount < 30_000_00
    assert 8_000_000_00 > plans["urban"].total > 5 * plans["mid-size"].total


def test_the_rural_plan_leaves_nothing_open(results: dict[str, PlanResult]) -> None:
    assert results["rural"].unexplained_warnings == 0
    assert not lines_with(results["rural"], Verdict.NEEDS_INFORMATION)
    assert not results["rural"].findings


def test_the_mid_size_plan_has_three_open_questions_and_no_refusal(results: dict[str, PlanResult]) -> None:
    result = results["mid-size"]
    assert not lines_with(result, Verdict.NOT_ALLOWABLE)
    assert lines_with(result, Verdict.NEEDS_INFORMATION) == {"M8-entry", "M9-bus", "M18-tools"}
    asked = {fact.fact for finding in charge_findings(result) for fact in finding.facts_needed}
    assert asked == {"activity.organizer", "line.sea_agrees"}
    assert all(limit.status == "met" for limit in result.limits)


def test_answers_close_the_mid_size_plan(judge: Judge, tmp_path: Path) -> None:
    """What the README promises: three answers, and the verdict is allowable with conditions."""
    text = (EXAMPLES / "mid-size" / "plan.yaml").read_text(encoding="utf-8")
    for place, fact, answer in (
        ("- id: M8\n", "named_in_award: named", "\n      organizer: nonprofit"),
        ("- id: M9-bus\n", "transport_for: program-attendance", ", sea_agrees: agrees"),
        ("- id: M18-tools\n", "is_core_material: no", ", sea_agrees: agrees"),
    ):
        before, found, after = text.partition(place)
        text = before + found + after.replace(fact, fact + answer, 1)
    answered = tmp_path / "plan.yaml"
    answered.write_text(text, encoding="utf-8")
    result = judge.judge(read_plan(answered, plan_vocabulary(judge.rulebook)), NOW)
    assert result.verdict is Verdict.WITH_CONDITIONS


def test_the_mid_size_plan_shares_carries_over_explains_and_determines(results: dict[str, PlanResult]) -> None:
    result = results["mid-size"]
    assert sum(len(line.charges) > 1 for activity in result.activities for line in activity.lines) >= 8
    assert any(award.is_carryover for award in result.plan.awards)
    findings = list(charge_findings(result))
    assert {f.rule for f in findings if f.explanation is not None} == {
        "PV-IMPROVEMENT-PLAN",
        "ESEA-PUBLIC-BENEFIT",
        "ESEA-PRIVATE-STAFF",
    }
    assert {f.rule for f in findings if f.determination is not None} == {"UG-DEVICES-ESSENTIAL"}
    assert "EXPLANATION-UNUSED" not in {f.rule for f in result.findings}


@pytest.mark.parametrize("fault", expected(), ids=lambda fault: f"{fault['rule']}-{'-'.join(fault['place'].values())}")
def test_every_expected_finding_of_the_urban_draft_occurs(fault: dict[str, Any], results: dict[str, PlanResult]) -> None:
    result, place = results["urban"], fault["place"]
    found = [
        finding
        for finding in (*result.findings, *charge_findings(result))
        if finding.rule == fault["rule"]
        and (
            finding.award == place["award"]
            if "award" in place
            else (finding.activity, finding.line) == (place["activity"], place["line"])
        )
    ]
    assert found, "the finding is missing"
    assert {finding.verdict.value for finding in found} == {fault["verdict"]}
    assert {finding.reason.value if finding.reason else None for finding in found} == {fault.get("reason")}
    assert "severity" not in fault or {finding.severity for finding in found} == {fault["severity"]}
    assert fault["wrong"]
    assert fault["repair"]


def test_the_urban_draft_has_no_other_fault(results: dict[str, PlanResult]) -> None:
    """No other line is refused, none is open, no other limit is broken; each refused charge gives its reason."""
    result, faults = results["urban"], expected()
    refused = {fault["place"]["line"]: fault["reason"] for fault in faults if "reason" in fault and "line" in fault["place"]}
    assert len(faults) >= 12
    assert lines_with(result, Verdict.NOT_ALLOWABLE) == set(refused)
    assert not lines_with(result, Verdict.NEEDS_INFORMATION)
    for activity in result.activities:
        for line in activity.lines:
            for charge in line.charges:
                assert (charge.reason.value if charge.reason else None) == refused.get(line.id), line.id
    broken = {(limit.award, limit.rule) for limit in result.limits if limit.status != "met"}
    assert broken == {(fault["place"]["award"], fault["rule"]) for fault in faults if "award" in fault["place"]}
    unanswered = {
        (finding.line, finding.rule)
        for finding in charge_findings(result)
        if finding.severity == "warning" and finding.line not in refused and not finding.explanation
    }
    assert unanswered == {("U2-refill", "BF-AMOUNT")}


def test_each_of_the_five_reasons_is_taught() -> None:
    assert {fault["reason"] for fault in expected() if "reason" in fault} == {
        "no-authority",
        "prohibited",
        "requirement-failed",
        "outside-window",
        "over-limit",
    }


def test_history_is_judged_alike_today(judge: Judge, plans: dict[str, Plan], results: dict[str, PlanResult]) -> None:
    """What counts is the day of the obligation, not the day of the check."""
    today = judge.judge(plans["arp-history"], NOW)
    then = results["arp-history"]
    assert [(a.id, a.verdict) for a in today.activities] == [(a.id, a.verdict) for a in then.activities]
    assert today.verdict is then.verdict
    assert then.unexplained_warnings == 0


def test_work_after_the_last_day_of_arp_esser_is_refused(judge: Judge, tmp_path: Path) -> None:
    """The change that the README suggests: employees' work counts on the day it is done."""
    text = (EXAMPLES / "arp-history" / "plan.yaml").read_text(encoding="utf-8")
    before, found, after = text.partition("- id: H12-tutors")
    later = tmp_path / "plan.yaml"
    later.write_text(before + found + after.replace("ends: 2024-09-30", "ends: 2024-10-31", 1), encoding="utf-8")
    result = judge.judge(read_plan(later, plan_vocabulary(judge.rulebook)), THEN)
    assert lines_with(result, Verdict.NOT_ALLOWABLE) == {"H12-tutors"}
    refused = [finding for finding in charge_findings(result) if finding.verdict is Verdict.NOT_ALLOWABLE]
    assert {(finding.rule, str(finding.reason and finding.reason.value)) for finding in refused} == {
        ("ARP-WINDOW", "outside-window")
    }


@pytest.mark.parametrize("name", CLAIMED)
def test_the_commands_of_the_readme_exist(name: str, judge: Judge) -> None:
    """Every command line parses with the program's own parser and names files, rules and funds that are there."""
    text = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^    stemfunds (.+)$", text, re.MULTILINE)
    assert any(line.startswith("check ") for line in lines)
    assert any(line.startswith("justify ") for line in lines)
    group = typer.main.get_group(app)
    for line in lines:
        command, *arguments = shlex.split(line)
        assert command in group.commands, line
        group.commands[command].make_context(command, list(arguments))
        for argument in arguments:
            if argument.startswith("examples/"):
                assert (ROOT / argument).is_file(), line
        if command == "rules":
            assert arguments[0] in judge.rulebook.rules, line
        if command == "funds":
            assert arguments[0] in judge.rulebook.funds, line

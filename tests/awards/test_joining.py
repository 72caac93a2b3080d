"""Findings of a list on a judged plan: its explanations can answer them."""

from __future__ import annotations

from datetime import date

from stemfunds.awards.joining import AllocationJoin, with_findings
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import parse_plan

PLAN = """\
plan: 1
title: A plan
district: {name: Pine Creek, state: OH, nces_id: "3900001"}
period: {starts: 2026-07-01, ends: 2027-06-30}
awards:
  - {id: IVA-26, fund: title-iv-a, federal_fiscal_year: 2026, amount: 10000.00}
  - {id: IVA-25, fund: title-iv-a, federal_fiscal_year: 2025, amount: 700.00}
activities:
  - {id: A1, title: Robotics club, kind: afterschool-stem, need: Few students build robots.}
explanations:
"""
_NO_LIST = "  - {rule: DISTRICT-NOT-IN-LIST, words: The district was founded in July.}\n"


def _joined(judge: Judge, explanations: str) -> PlanResult:
    plan = parse_plan((PLAN + explanations).encode(), "p.yaml", "yaml", plan_vocabulary(judge.rulebook))
    plan, findings = AllocationJoin({}, frozenset())(plan, judge.make)
    return with_findings(judge.judge(plan, date(2026, 11, 23)), findings, judge.make)


def test_an_explanation_answers_a_warning_of_the_list(judge: Judge) -> None:
    """It stands beside it and counts, and nothing says that it is unused."""
    result = _joined(judge, _NO_LIST + "  - {rule: BF-UNBUDGETED, award: IVA-25, words: For the summer.}\n")
    found = {(one.rule, one.award): one.explanation.words for one in result.findings if one.explanation is not None}
    assert found == {
        ("DISTRICT-NOT-IN-LIST", None): "The district was founded in July.",
        ("BF-UNBUDGETED", "IVA-25"): "For the summer.",
    }
    unexplained = [one for one in result.findings if one.severity == "warning" and one.explanation is None]
    assert result.unexplained_warnings == len(unexplained) > 0
    assert "EXPLANATION-UNUSED" not in {one.rule for one in result.findings}


def test_an_explanation_that_no_list_needs_is_told(judge: Judge) -> None:
    """Another one is left over."""
    result = _joined(judge, _NO_LIST.replace("DISTRICT-NOT-IN-LIST", "AWARD-NOT-IN-LIST"))
    assert "EXPLANATION-UNUSED" in {one.rule for one in result.findings}
    assert not any(one.explanation for one in result.findings)

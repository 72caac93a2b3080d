"""JUnit XML: a case for each charge and each limit; it ends as its verdict says, and CI services can read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from lxml import etree

from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.problems import Problem
from stemfunds.reporting.junit_report import document

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))


def _suites(text: str) -> list[TestSuite]:
    SCHEMA.assertValid(etree.fromstring(text.encode()))
    return list(JUnitXml.fromstring(text.encode()))


def _ended(case: TestCase) -> list[type]:
    return [type(outcome) for outcome in case.result]


def test_every_charge_is_a_case_that_ends_as_its_verdict(mixed: PlanResult) -> None:
    (suite,) = _suites(document([mixed], Verdict.NOT_ALLOWABLE))
    cases = {(case.classname, case.name): case for case in suite}
    for activity in mixed.activities:
        for line in activity.lines:
            for charge in line.charges:
                case = cases[activity.id, f"{line.id} charged to {charge.award.id}"]
                expected: dict[Verdict, list[type]] = {Verdict.NOT_ALLOWABLE: [Failure], Verdict.NEEDS_INFORMATION: [Skipped]}
                assert _ended(case) == expected.get(charge.verdict, [])
                if charge.verdict is Verdict.NOT_ALLOWABLE:
                    assert charge.findings[0].rule in case.result[0].text


def test_limits_and_findings_of_the_plan_are_cases(mixed: PlanResult) -> None:
    (suite,) = _suites(document([mixed], Verdict.NOT_ALLOWABLE))
    cases = {(case.classname, case.name): case for case in suite}
    for limit in mixed.limits:
        assert _ended(cases["limits", f"{limit.rule} {limit.award}"]) == ([Failure] if limit.status == "breached" else [])
    assert _ended(cases["plan", "NOBODY-PAYS A4/A4-nobody"]) == [Skipped]


@pytest.mark.parametrize("fail_on", list(Verdict))
def test_the_counts_add_up(mixed: PlanResult, good: PlanResult, fail_on: Verdict) -> None:
    suites = _suites(document([mixed, good], fail_on))
    for suite in suites:
        assert suite.tests == len(list(suite))
        assert suite.failures == sum(_ended(case) == [Failure] for case in suite)
        assert suite.skipped == sum(_ended(case) == [Skipped] for case in suite)
    assert suites[1].failures == 0


def test_a_stricter_bar_fails_more(mixed: PlanResult) -> None:
    failures = [_suites(document([mixed], fail_on))[0].failures for fail_on in Verdict]
    assert failures == sorted(failures, reverse=True)
    assert failures[-1] < failures[-2]


def test_a_file_that_cannot_be_used_is_a_suite_in_error() -> None:
    problems = [Problem("b.yaml", 3, 1, "the first"), Problem("b.yaml", 9, 2, "the second")]
    (suite,) = _suites(document([], Verdict.NOT_ALLOWABLE, problems))
    assert (suite.name, suite.errors, suite.tests) == ("b.yaml", 2, 2)
    assert [case.result[0].message for case in suite] == ["the first", "the second"]
    assert {type(case.result[0]) for case in suite} == {Error}


def test_hostile_text_stays_text(hostile: PlanResult) -> None:
    (suite,) = _suites(document([hostile], Verdict.NOT_ALLOWABLE, [Problem("x\x01.yaml", 1, 1, "<b>\x0b&</b>")]))[:1]
    assert suite.name == "-plan.yaml"

"""Runs rule tests: judges the plan that a test describes and compares what comes out with what it claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stemfunds.judging.case import Case, FactValue
from stemfunds.judging.findings import in_words
from stemfunds.judging.judge import Judge
from stemfunds.judging.operands import lookup_figure
from stemfunds.judging.result import ChargeResult, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.proving.calculator_cases import holds_cases
from stemfunds.proving.cases import Expected, RuleTest, read_tests
from stemfunds.proving.scenario import ordinary_answers, scenario
from stemfunds.reading.problems import Problem, UnusableInput
from stemfunds.rulebook.files import test_paths
from stemfunds.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Outcome:
    """A test that was run: what failed, nothing when it passed, and the plan's result."""

    test: RuleTest
    failures: tuple[str, ...]
    result: PlanResult


def gather_tests(folders: Iterable[Path], rulebook: Rulebook, only: Iterable[str] = ()) -> tuple[list[RuleTest], list[Problem]]:
    """The rule tests below folders (or of the files whose path contains one of `only`), and problems of their files."""
    tests: list[RuleTest] = []
    problems: list[Problem] = []
    wanted = tuple(only)
    for folder, path in [(place, path) for place in folders for path in test_paths(place)]:
        name = (Path(folder.name) / path.relative_to(folder)).as_posix()
        if holds_cases(path.read_bytes()) or (wanted and not any(part in name for part in wanted)):
            continue
        try:
            found, wrong = read_tests(path, name, rulebook)
        except UnusableInput as unusable:
            problems += unusable.problems
            continue
        tests += found
        problems += wrong
    return tests, problems


def run_tests(tests: Iterable[RuleTest], rulebook: Rulebook) -> Iterator[Outcome]:
    """Run tests one by one."""
    judge, ordinary = Judge(rulebook), ordinary_answers(rulebook)
    for test in tests:
        scene = scenario(test, ordinary)
        result = judge.judge(scene.plan, scene.as_of, scene.overrides)
        failures = (*_failures(test.expected, result), *_figure_failures(test, rulebook))
        yield Outcome(test, failures, result)


def _failures(expected: Expected, result: PlanResult) -> Iterator[str]:
    """Every claim of a test that did not come true, in words."""
    charge = result.activities[0].lines[0].charges[0]
    findings = list(result.every_finding)
    if expected.verdict:
        yield from _verdict_failures(expected, result, charge)
    if expected.reason and (charge.reason is None or charge.reason.value != expected.reason):
        yield f"reason: expected {expected.reason}, came out {charge.reason.value if charge.reason else 'none'}"
    asked = {question.fact for finding in findings for question in finding.facts_needed}
    for fact in expected.asks:
        if fact not in asked:
            yield f"does not ask {fact}; asks {', '.join(sorted(asked)) or 'nothing'}"
    attached = {finding.rule for finding in findings if finding.verdict is Verdict.WITH_CONDITIONS}
    yield from (f"condition {rule} does not attach" for rule in expected.conditions if rule not in attached)
    advice = {f.rule for f in findings if f.verdict is Verdict.ALLOWABLE}
    yield from (f"{rule} does not warn" for rule in expected.warns if rule not in advice)
    fired = {finding.rule for finding in findings}
    yield from (f"{rule} should be silent" for rule in expected.silent if rule in fired)
    if expected.says and not any(expected.says in finding.message for finding in findings):
        yield f'no finding says "{expected.says}"'
    if expected.limit:
        yield from _limit_failures(expected, result)


def _verdict_failures(expected: Expected, result: PlanResult, charge: ChargeResult) -> Iterator[str]:
    several = len(result.activities) > 1
    verdict = result.verdict if several else charge.verdict
    findings = list(result.every_finding) if several else charge.findings
    deciding = {f.rule for f in findings if f.verdict is verdict and verdict is not Verdict.ALLOWABLE}
    if verdict.value != expected.verdict:
        yield f"verdict: expected {expected.verdict}, came out {verdict.value} by {', '.join(sorted(deciding)) or 'nothing'}"
        return
    if verdict in (Verdict.ALLOWABLE, Verdict.WITH_CONDITIONS):
        deciding |= {one.authority.rule for one in result.charges if one.authority}
    if expected.decided_by not in deciding:
        yield f"decided by {', '.join(sorted(deciding))}, not by {expected.decided_by}"


def _figure_failures(test: RuleTest, rulebook: Rulebook) -> Iterator[str]:
    """A dated figure on the date that the test gives, as people write it."""
    if not test.expected.figure:
        return
    figure = rulebook.figures[test.expected.figure]
    given: dict[str, dict[str, FactValue]] = {}
    for fact, value in test.lines[0].items():
        scope, _, name = fact.partition(".")
        if value is not None:
            given.setdefault(scope, {})[name] = value
    found = lookup_figure(figure)(Case(award=given.get("award", {}), charge=given.get("charge", {}), line=given.get("line", {})))
    words = "no value" if found is None else in_words(found, figure.unit)
    if words != test.expected.value:
        yield f"figure {figure.id}: expected {test.expected.value}, came out {words}"


def _limit_failures(expected: Expected, result: PlanResult) -> Iterator[str]:
    found = next((limit for limit in result.limits if limit.rule == expected.limit), None)
    if found is None:
        if expected.status != "not-applicable":
            yield f"limit {expected.limit} was not measured"
        return
    if expected.status and found.status != expected.status:
        yield f"limit: expected {expected.status}, came out {found.status} (measured {found.measured}, bound {found.bound})"
    if expected.measured is not None and found.measured != expected.measured:
        yield f"measured {found.measured} cents, expected {expected.measured}"
    if expected.bound is not None and found.bound != expected.bound:
        yield f"bound {found.bound} cents, expected {expected.bound}"

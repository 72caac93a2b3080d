"""The tree says what the judge said: over all findings of all examples, and over generated plans."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from strategies import Scene, examples, federal_rulebook, ordinary, scenes
from tiny import AS_OF, activity, line, plan, rulebook_with, school

from stemfunds.explaining.building import TreeBuilder
from stemfunds.explaining.explaining import Explainer
from stemfunds.explaining.origins import Subject
from stemfunds.explaining.steps import Step, combined
from stemfunds.judging.cases import PlanCases
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.judge import Judge
from stemfunds.judging.reaching import rules_reaching
from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Plan
from stemfunds.proving.cases import Expected, RuleTest
from stemfunds.proving.scenario import scenario
from stemfunds.rulebook.kleene import Truth
from stemfunds.rulebook.model import Rulebook

from .conftest import NAMES, ROOT


def _found(finding: Finding, rulebook: Rulebook) -> Truth:
    """The value that the judge must have seen to make a finding."""
    rule = rulebook.rules.get(finding.rule)
    if finding.verdict is Verdict.NEEDS_INFORMATION:
        return None
    fails = rule is None or rule.section in ("requirements", "authorities", "not_authorized")
    return not fails


@pytest.mark.parametrize("name", NAMES)
def test_every_tree_has_the_value_that_the_judge_found(explainers: dict[str, Explainer], name: str) -> None:
    """For rules, limits and windows alike; a person's decision stands above the condition, and a notice has none."""
    explainer, wrong, trees = explainers[name], [], 0
    for finding in explainer.result.every_finding:
        tree = explainer.finding(finding).tree
        assert (tree is None) == (finding.rule in explainer.rulebook.notices)
        if tree is not None and finding.determination is None:
            trees += 1
            if tree.value is not _found(finding, explainer.rulebook):
                wrong.append((finding.rule, finding.line))
    assert wrong == []
    assert trees > 40


@pytest.mark.parametrize("name", NAMES)
def test_every_part_agrees_with_its_own_parts(explainers: dict[str, Explainer], name: str) -> None:
    """No step has a value that does not follow from what stands below it, and what decides is enough to say it."""
    for finding in explainers[name].result.every_finding:
        tree = explainers[name].finding(finding).tree
        for step in [] if tree is None else _steps(tree):
            if step.parts and step.way != "sum":
                assert combined("", step.way, step.parts).value is step.value
                assert step.deciding()


def _steps(step: Step) -> list[Step]:
    return [step, *(one for part in step.parts for one in _steps(part))]


@pytest.mark.parametrize("name", NAMES)
def test_a_known_fact_has_its_place_in_the_file(explainers: dict[str, Explainer], name: str) -> None:
    """What stands in a field or under facts is found there: the line of the file has the name of the field."""
    lines = (ROOT / explainers[name].plan.path).read_text(encoding="utf-8").split("\n")
    placed, elsewhere = 0, set()
    for finding in explainers[name].result.every_finding:
        tree = explainers[name].finding(finding).tree
        for reading in [one for step in ([] if tree is None else _steps(tree)) for one in step.readings]:
            assert reading.origin
            field = reading.origin.partition(" ")[0]
            if reading.at.line and reading.origin.startswith((f"{field} of ", f"{field} under facts of ")):
                found = f"{field}:" in " ".join(lines[reading.at.line - 2 : reading.at.line])
                placed += found
                elsewhere |= set() if found else {field}
    assert placed > 5
    assert elsewhere == set()


@settings(max_examples=examples(40))
@given(scenes(fewest_unknown=1))
def test_trees_agree_with_the_interpreter_over_generated_plans(scene: Scene) -> None:
    """Every condition of every rule that reaches a charge, whether it found something or not."""
    rulebook = federal_rulebook()
    test = RuleTest("a generated plan", "generated", 1, scene.fund, scene.lines, scene.schools, scene.stream, None, Expected())
    made = scenario(test, ordinary())
    cases = PlanCases(made.plan, rulebook, made.as_of, made.overrides)
    builder, compiler = TreeBuilder(made.plan, rulebook), Compiler(rulebook)
    for charge in cases.charges():
        for rule in rules_reaching(charge, rulebook):
            for condition in (rule.applies, rule.test):
                if condition is not None:
                    tree = builder.tree(
                        condition, charge.case, Subject(charge.activity.activity, charge.bound.line, charge.award)
                    )
                    assert tree.value is compiler.compile(condition).value(charge.case), rule.id


def test_schools_are_told_one_by_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each with its own fact; over no school the value is unknown, and the question is which schools there are."""
    sections = "requirements:\n  - {id: SF-S, says: Served., must: {every: {schools: {school.status: served}}}, repair: R., cite: law-1}\n"
    book = rulebook_with(tmp_path_factory.mktemp("schools"), sections)
    schools = (school("one", {"status": "served"}), school("two"))
    subject = plan(activity(schools=("one", "two")), schools=schools)
    tree = _tree(book, subject, "SF-S")
    (every,) = tree.parts
    assert [(part.words, part.value) for part in every.parts] == [("school one:", True), ("school two:", None)]
    assert [part.words for part in every.deciding()] == ["school two:"]
    (leaf,) = every.parts[1].parts
    assert (leaf.readings[0].value, leaf.readings[0].origin) == ("", "not given")
    (nobody,) = _tree(book, plan(activity(line())), "SF-S").parts
    assert (nobody.value, nobody.parts, [one.name for one in nobody.readings]) == (None, (), ["activity.schools"])


def _tree(book: Rulebook, subject: Plan, rule: str) -> Step:
    result = Judge(book).judge(subject, AS_OF)
    finding = next(one for one in result.every_finding if one.rule == rule)
    tree = Explainer(result, book).finding(finding).tree
    assert tree is not None
    return tree


def test_a_figure_is_told_with_its_date(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The value in force on the day of the award, and which fact chose it."""
    sections = "prohibitions:\n  - {id: SF-F, says: Dear., when: {line.unit_cost: {at_least: figure.threshold}}, repair: R., cite: law-1}\n"
    book = rulebook_with(tmp_path_factory.mktemp("figures"), sections)
    tree = _tree(book, plan(activity(line(unit_cost=12_000))), "SF-F")
    (leaf,) = tree.parts
    figure = leaf.readings[-1]
    assert (figure.name, figure.value) == ("figure.threshold", "$100.00")
    assert figure.origin == f"in force on {date(2026, 7, 1)} (award.awarded_on)"

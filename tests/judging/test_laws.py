"""The laws of judging, over generated plans and the federal rulebook."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs
from strategies import Scene, examples, federal_judge, federal_rulebook, scenes, shared_plans, values

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Plan
from stemfunds.reporting.json_report import document

OPEN = Verdict.NEEDS_INFORMATION


def _verdicts(result: PlanResult) -> dict[str, Verdict]:
    """Every verdict of a plan by what it is about, so that two judgements can be compared."""
    found = {"plan": result.verdict}
    for activity in result.activities:
        for line in activity.lines:
            found[line.id] = line.verdict
    return found


@settings(max_examples=examples(200))
@given(scenes(fewest_unknown=1), st.data())
def test_one_more_fact_never_changes_a_definite_verdict(scene: Scene, data: st.DataObject) -> None:
    """Monotone: an answer turns needs-information into something definite, or leaves the verdict as it was."""
    fact, number = data.draw(st.sampled_from(scene.unknown()))
    before = _verdicts(scene.result())
    after = _verdicts(scene.answered(fact, data.draw(values(fact)), number).result())
    definite = {about: verdict for about, verdict in before.items() if verdict is not OPEN}
    assert {about: after[about] for about in definite} == definite


@settings(max_examples=examples(150))
@given(scenes(fewest_unknown=1), st.data())
def test_one_more_fact_never_changes_a_decided_limit(scene: Scene, data: st.DataObject) -> None:
    """Monotone for sums: what is met or breached stays so when an open fact is answered."""
    fact, number = data.draw(st.sampled_from(scene.unknown()))
    before = {(limit.rule, limit.activity): limit.status for limit in scene.result().limits}
    assume("breached" in before.values() or "met" in before.values())
    after = {
        (limit.rule, limit.activity): limit.status
        for limit in scene.answered(fact, data.draw(values(fact)), number).result().limits
    }
    changed = {key: after.get(key) for key, status in before.items() if status == "breached" and after.get(key) != "breached"}
    changed |= {key: after[key] for key, status in before.items() if status == "met" and after.get(key, "met") != "met"}
    assert changed == {}


@settings(max_examples=examples(150))
@given(scenes(fewest_unknown=1), st.data())
def test_every_open_finding_names_its_facts_and_the_answers_end_it(scene: Scene, data: st.DataObject) -> None:
    """Complete: nothing stays open without a question, and when all questions are answered nothing is open."""
    for finding in _open(scene.result()):
        assert finding.facts_needed, f"{finding.rule} asks nothing"
    for finding in _open(scene.result()):
        for needed in finding.facts_needed:
            number = _number(needed.subject or (finding.activity or "A1"))
            if needed.fact == "activity.schools":
                scene = replace(scene, lines=tuple({k: v for k, v in line.items() if k != needed.fact} for line in scene.lines))
            else:
                scene = scene.answered(needed.fact, data.draw(values(needed.fact)), number)
    assert {(finding.rule, needed.fact) for finding in _open(scene.result()) for needed in finding.facts_needed} == set()
    assert scene.result().verdict is not OPEN


def _open(result: PlanResult) -> list[Finding]:
    return [finding for finding in result.every_finding if finding.verdict is OPEN]


def _number(identity: str) -> int:
    """The place of `A2`, `L2` or `S2` in its list."""
    return int(identity[1:]) - 1


@settings(max_examples=examples(80))
@given(shared_plans())
def test_charges_lines_activities_and_awards_add_up(plan: Plan) -> None:
    """Exact money: every sum of parts is its whole, to the cent, however a line is shared."""
    assert plan.period is not None
    result = federal_judge().judge(plan, plan.period.starts)
    for activity in result.activities:
        for line in activity.lines:
            assert sum(charge.amount for charge in line.charges) == line.amount
        assert sum(line.amount for line in activity.lines) == activity.amount
    assert sum(activity.amount for activity in result.activities) == result.total
    assert sum(use.charged for use in result.awards) == result.total


@settings(max_examples=examples(25))
@given(shared_plans())
def test_the_same_plan_gives_the_same_bytes(plan: Plan) -> None:
    """Deterministic: two judges that never met agree to the last byte."""
    rulebook = federal_rulebook()
    assert plan.period is not None
    first, second = (document([Judge(rulebook).judge(plan, plan.period.starts)], rulebook) for _ in range(2))
    assert first == second


@settings(max_examples=examples(50))
@given(shared_plans())
def test_the_order_of_activities_changes_no_verdict_of_a_line(plan: Plan) -> None:
    """A plan is judged as a set of lines: what stands first in the file has no advantage."""
    judge = federal_judge()
    assert plan.period is not None
    turned = structs.replace(plan, activities=plan.activities[::-1])
    assert _verdicts(judge.judge(turned, plan.period.starts)) == _verdicts(judge.judge(plan, plan.period.starts))


@settings(max_examples=examples(100))
@given(scenes())
def test_a_verdict_is_the_worst_of_its_parts_and_has_its_reason(scene: Scene) -> None:
    """A refusal says which of the five reasons it is, and an allowable charge names its authority; nothing else does either."""
    for activity in scene.result().activities:
        assert activity.verdict is max((line.verdict for line in activity.lines), key=lambda one: one.rank)
        for line in activity.lines:
            assert line.verdict is max((charge.verdict for charge in line.charges), key=lambda one: one.rank)
            for charge in line.charges:
                assert (charge.reason is not None) == (charge.verdict is Verdict.NOT_ALLOWABLE)
                if charge.verdict in (Verdict.ALLOWABLE, Verdict.WITH_CONDITIONS):
                    assert charge.authority is not None

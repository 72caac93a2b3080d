"""Findings put together for a reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import activity, judged, line, plan, rulebook_with, school

from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Explanation, Plan
from stemfunds.reporting.grouped import findings_to_act_on, grouped, place_of, questions

SECTIONS = """\
requirements:
  - {id: SF-PLAN, says: S., must: {plan.consulted: yes}, repair: R., cite: law-1}
  - {id: SF-SIZE, says: S., for: {items: [snacks]}, must: {district.size: {at_least: 5}}, repair: R., cite: law-1}
  - {id: SF-AWARD, says: S., for: {items: [snacks]}, must: {award.opened: yes}, repair: R., cite: law-1}
  - {id: SF-SAFE, says: S., must: {activity.safe: yes}, repair: R., cite: law-1}
  - {id: SF-LINE, says: S., must: {line.approved: yes}, repair: R., cite: law-1}
conditions:
  - {id: SF-C, says: C., do: D., cite: law-1}
"""


@pytest.fixture
def result(tmp_path: Path) -> PlanResult:
    """Two activities with three lines and many open facts."""
    book = rulebook_with(tmp_path, SECTIONS)
    second = activity(line("A2-kits"), id="A2", facts={"safe": True})
    return judged(book, plan(activity(line("A1-kits"), line("A1-snacks", item="snacks")), second))


def test_the_same_words_are_said_once(result: PlanResult) -> None:
    """With all the places that they are about, in the order of the plan."""
    (found,) = grouped(result, lambda finding: finding.rule == "SF-C")
    assert (found.finding.rule, found.places) == ("SF-C", ["A1/A1-kits", "A1/A1-snacks", "A2/A2-kits"])


def test_only_what_is_wanted(result: PlanResult) -> None:
    """By whatever the reader asks for."""
    found = grouped(result, lambda finding: finding.verdict is Verdict.NEEDS_INFORMATION)
    assert [(group.finding.rule, len(group.places)) for group in found] == [
        ("SF-LINE", 3),
        ("SF-PLAN", 3),
        ("SF-SAFE", 2),
        ("SF-AWARD", 1),
        ("SF-SIZE", 1),
    ]
    assert grouped(result, lambda finding: False) == []


def test_each_question_is_asked_once_where_its_answer_belongs(result: PlanResult) -> None:
    """On the plan, the district, an award, an activity or a line; first what most findings wait for."""
    found = [(question.asked.fact, question.places) for question in questions(result)]
    assert found == [
        ("line.approved", ["A1/A1-kits", "A1/A1-snacks", "A2/A2-kits"]),
        ("plan.consulted", ["the plan"]),
        ("activity.safe", ["A1"]),
        ("award.opened", ["SF-26"]),
        ("district.size", ["the district"]),
    ]


def test_questions_of_a_school_name_the_school(tmp_path: Path) -> None:
    """The answer belongs to it."""
    sections = (
        "requirements:\n  - {id: SF-R, says: S., must: {every: {schools: {school.status: served}}}, repair: R., cite: law-1}\n"
    )
    subject: Plan = plan(activity(schools=("S1", "S2")), schools=(school("S1"), school("S2", {"status": "served"})))
    found = questions(judged(rulebook_with(tmp_path, sections), subject))
    assert [(question.asked.fact, question.places) for question in found] == [("school.status", ["S1"])]


def test_a_refused_charge_has_nothing_to_act_on(tmp_path: Path) -> None:
    """Its conditions and questions change nothing any more."""
    book = rulebook_with(tmp_path, SECTIONS)
    facts = {"consulted": False}
    result = judged(book, plan(facts=facts))
    assert result.verdict is Verdict.NOT_ALLOWABLE
    assert list(findings_to_act_on(result)) == []
    assert questions(result) == []


def test_explained_and_unexplained_are_apart(tmp_path: Path) -> None:
    """The same warning, once with an explanation and once without, stands twice."""
    advice = "advice:\n  - {id: SF-A, says: A., severity: warning, cite: law-1}\n"
    words = (Explanation(rule="SF-A", words="Because.", author="Dana", line="A1-a"),)
    subject = plan(activity(line("A1-a"), line("A1-b")), explanations=words)
    found = grouped(judged(rulebook_with(tmp_path, advice), subject), lambda finding: finding.rule == "SF-A")
    assert [(group.finding.explanation is not None, group.places) for group in found] == [
        (True, ["A1/A1-a"]),
        (False, ["A1/A1-b"]),
    ]


def test_where_a_finding_belongs(tmp_path: Path) -> None:
    """A line by its activity, a cap by its award or activity, the rest by the plan."""
    caps = "limits:\n" + "".join(
        f'  - {{id: SF-{per}, says: L., per: {per}, repair: R., at_most: "1.00", counts: {{items: [kits]}}, cite: law-1}}\n'
        for per in ("award", "activity", "plan")
    )
    result = judged(rulebook_with(tmp_path, caps))
    assert {finding.rule: place_of(finding) for finding in result.findings} == {
        "SF-award": "SF-26",
        "SF-activity": "A1",
        "SF-plan": "the plan",
    }


def test_a_place_with_a_name_is_enough(tmp_path: Path) -> None:
    """A cap over a sum asks the facts of its lines somewhere; beside a place with a name that says nothing."""
    cap = (
        'limits:\n  - {id: SF-L, says: L., repair: R., at_most: "1.00", counts: {items: [kits], where: {activity.safe: yes}},'
        " cite: law-1}\n"
    )
    asks = "requirements:\n  - {id: SF-R, says: S., must: {activity.safe: yes}, repair: R., cite: law-1}\n"
    for sections, places in ((cap, ["the activity"]), (asks + cap, ["A1"])):
        (question,) = questions(judged(rulebook_with(tmp_path, sections), plan()))
        assert (question.asked.fact, question.places) == ("activity.safe", places)

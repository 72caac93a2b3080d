"""A plan as a whole: sums, explanations, goals, awards, and lines that nobody pays for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tiny import AS_OF, activity, award, judged, line, plan

from stemfunds.judging.result import GoalCoverage
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Cents, Charge, Explanation

from .conftest import Rules

OK, CONDITIONS, OPEN, REFUSED = Verdict
WARNING = "advice:\n  - {id: SF-A, says: Look., severity: warning, cite: law-1}\n"


def test_three_clocks(rules: Rules) -> None:
    """The date of the check, the window of the award and the version of the rules are in every result."""
    book = rules()
    result = judged(book)
    assert (result.as_of, result.rulebook_version, result.rulebook_digest) == (AS_OF, "1", book.digest)
    assert result.awards[0].closes == date(2028, 9, 30)


def test_the_worst_verdict_wins(rules: Rules) -> None:
    """Of charges, of lines, of activities, and of the plan's own findings."""
    book = rules("prohibitions:\n  - {id: SF-P, says: No., for: {items: [snacks]}, cite: law-1}\n")
    result = judged(book, plan(activity(line("L1"), line("L2", item="snacks")), activity(line("L3"), id="A2")))
    assert [[one.verdict for one in found.lines] for found in result.activities] == [[OK, REFUSED], [OK]]
    assert [found.verdict for found in result.activities] == [REFUSED, OK]
    assert result.verdict is REFUSED


def test_a_shared_line_is_judged_charge_by_charge(rules: Rules) -> None:
    """What one award may pay, the other may not; the line is as bad as its worst charge."""
    shared = line(amount=10_001, charges=(Charge(award="SF-26", amount=Cents(3_334)), Charge(award="SF-20", amount=Cents(6_667))))
    result = judged(rules(), plan(activity(shared), awards=(award(), award(id="SF-20", federal_fiscal_year=2020))))
    (found,) = result.activities[0].lines
    assert [(charge.award.id, charge.amount, charge.verdict) for charge in found.charges] == [
        ("SF-26", 3_334, OK),
        ("SF-20", 6_667, REFUSED),
    ]
    assert [(use.award.id, use.charged) for use in result.awards] == [("SF-26", 3_334), ("SF-20", 6_667)]
    assert found.verdict is REFUSED


def test_a_line_that_nobody_pays_is_open(rules: Rules) -> None:
    """Without an award there is no law to judge by, and silence would look like a yes."""
    result = judged(rules(), plan(activity(line(charges=()))))
    assert (result.activities[0].lines[0].verdict, result.verdict) == (OPEN, OPEN)
    (finding,) = result.findings
    assert (finding.rule, finding.message) == ("NOBODY-PAYS", "Nobody pays $100.00.")
    assert [needed.fact for needed in finding.facts_needed] == ["line.charges"]


def test_goals_by_activities_and_by_money(rules: Rules) -> None:
    """An activity with two goals counts for both; a goal that nobody serves stands with nothing."""
    result = judged(rules(), plan(activity(line("L1", 100), goals=("learning",)), activity(line("L2", 250), id="A2", goals=())))
    assert result.goals == (
        GoalCoverage("learning", 1, "Students learn", 1, 100),
        GoalCoverage("educators", 2, "Educators grow", 0, 0),
    )
    both = judged(rules(), activity(line("L1", 100), goals=("educators", "learning")))
    assert [(goal.activities, goal.amount) for goal in both.goals] == [(1, 100), (1, 100)]


@pytest.mark.parametrize(
    ("about", "explained"),
    [
        ({}, ["L1", "L2"]),
        ({"activity": "A1"}, ["L1", "L2"]),
        ({"activity": "A1", "line": "L2"}, ["L2"]),
        ({"line": "L1"}, ["L1"]),
    ],
)
def test_an_explanation_stands_beside_its_warning(rules: Rules, about: dict[str, Any], explained: list[str]) -> None:
    """It changes no verdict, and the warnings without one are counted."""
    words = Explanation(rule="SF-A", words="The State contract.", **about)
    result = judged(rules(WARNING), plan(activity(line("L1"), line("L2")), explanations=(words,)))
    found = {one.id: one.charges[0].findings[0].explanation for one in result.activities[0].lines}
    assert [identity for identity, explanation in found.items() if explanation == words] == explained
    assert (result.verdict, result.unexplained_warnings, result.findings) == (OK, 2 - len(explained), ())


@pytest.mark.parametrize("about", [{"rule": "SF-ROBOTICS"}, {"rule": "SF-A", "activity": "A2"}, {"rule": "SF-A", "line": "L9"}])
def test_an_explanation_of_nothing_is_told(rules: Rules, about: dict[str, Any]) -> None:
    """An explanation that explains no finding is a slip, or left over from an older plan."""
    result = judged(rules(WARNING), plan(activity(line("L1")), explanations=(Explanation(words="W.", **about),)))
    assert [(finding.rule, finding.message) for finding in result.findings] == [
        ("EXPLANATION-UNUSED", f"{about['rule']} needs no explanation.")
    ]
    assert result.unexplained_warnings == 1


def test_awards_show_what_is_left(rules: Rules) -> None:
    """What can be spent is the carryover, or else the allocation after transfers."""
    awards = (
        award(transferred_in=Cents(500), transferred_out=Cents(200)),
        award(id="OLD", federal_fiscal_year=2025, carryover=Cents(70)),
    )
    uses = judged(rules(), plan(activity(line(amount=300)), awards=awards)).awards
    assert [(use.award.id, use.available, use.charged) for use in uses] == [("SF-26", 1_000_300, 300), ("OLD", 70, 0)]


def test_an_empty_plan_is_allowable(rules: Rules) -> None:
    """Nothing is wrong with nothing."""
    result = judged(rules(), plan(activity(line(amount=0))))
    assert (result.verdict, result.total) == (OK, 0)

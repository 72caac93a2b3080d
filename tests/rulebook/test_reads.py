"""Which facts a rule reads, and what must change for it to change."""

from __future__ import annotations

import pytest

from stemfunds.rulebook.reads import depends, facts_behind, facts_read
from stemfunds.rulebook.terms import DateShift, FactRef, FigureRef, ShareOf, Value

from .conftest import ADVICE, Read


@pytest.mark.parametrize(
    ("when", "facts"),
    [
        ("{activity.safe: yes}", {"activity.safe"}),
        ("{activity.safe: yes, activity.area: tech}", {"activity.safe", "activity.area"}),
        ("{any: [{activity.safe: yes}, {not: {activity.area: tech}}]}", {"activity.safe", "activity.area"}),
        ("{every: {schools: {school.status: served}}}", {"activity.schools", "school.status"}),
        ("{holds: nonprofit-run}", {"activity.organizer"}),
        ("{not: {holds: nonprofit-run}}", {"activity.organizer"}),
        ("{line.unit_cost: {at_least: figure.threshold}}", {"line.unit_cost", "award.awarded_on"}),
        ("{activity.prize: {at_most: 5 percent of award.amount}}", {"activity.prize", "award.amount"}),
        ("{activity.on: {after: 3 years before award.opens}}", {"activity.on", "award.opens"}),
        ("{line.committed_on: {before: line.ends}}", {"line.committed_on", "line.ends"}),
    ],
)
def test_facts_of_a_condition(read: Read, when: str, facts: set[str]) -> None:
    """On both sides, through definitions, figures and quantifiers."""
    book = read(f"{ADVICE}{when}\n")
    condition = book.rules["SF-A"].test
    assert condition is not None
    assert facts_read(condition, book) == facts


def test_facts_behind_a_right_side(read: Read) -> None:
    """A literal reads nothing; a figure reads the date that picks its value, also inside a share or a span."""
    book, threshold, amount = read(), FigureRef("threshold"), FactRef("award.amount")
    assert facts_behind(Value(5), book) == ()
    assert facts_behind(threshold, book) == ("award.awarded_on",)
    assert facts_behind(ShareOf(Value("5"), amount), book) == ("award.amount",)
    assert facts_behind(ShareOf(FigureRef("cap"), amount), book) == ("award.awarded_on", "award.amount")
    assert facts_behind(DateShift(-3, "years", FactRef("award.opens")), book) == ("award.opens",)
    assert facts_behind(DateShift(-3, "years", Value("2026-07-01")), book) == ()


@pytest.mark.parametrize(
    ("facts", "scope"),
    [
        (set(), "plan"),
        ({"plan.consulted", "district.size"}, "plan"),
        ({"plan.consulted", "award.amount"}, "award"),
        ({"fund.id"}, "award"),
        ({"award.amount", "activity.safe"}, "activity"),
        ({"school.status"}, "activity"),
        ({"activity.safe", "line.item"}, "charge"),
        ({"charge.amount"}, "charge"),
    ],
)
def test_the_narrowest_scope(facts: set[str], scope: str) -> None:
    """A rule changes with the narrowest thing that it reads."""
    assert depends(facts) == scope


@pytest.mark.parametrize(
    ("fields", "scope"),
    [
        ("applies: {plan.consulted: yes}, must: {district.size: {at_least: 5}}", "plan"),
        ("applies: {line.item: kits}, must: {plan.consulted: yes}", "charge"),
        ("applies: {plan.consulted: yes}, must: {activity.safe: yes}", "activity"),
        ("must: {award.opened: yes}", "award"),
    ],
)
def test_rules_know_their_scope(read: Read, fields: str, scope: str) -> None:
    """Worked out from the trigger and the condition when the rulebook is read."""
    book = read(f"requirements:\n  - {{id: SF-R, says: S., cite: law-1, {fields}}}\n")
    assert book.rules["SF-R"].depends == scope

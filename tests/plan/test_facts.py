"""Facts are typed by the vocabulary and stand where they belong."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from stemfunds.plan.model import Position

from .plans import WORDS, problems, read

TITLE = "title: Robotics"


def on_activity(fact: str) -> tuple[str, str]:
    """The activity with one fact."""
    return TITLE, f"{TITLE}\n    facts: {{{fact}}}"


def on_line(fact: str) -> tuple[str, str]:
    """The line with one fact."""
    return "quantity: 6", f"quantity: 6\n        facts: {{{fact}}}"


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("organizer: nonprofit", "nonprofit"),
        ("student_groups: [low-income, homeless]", ("low-income", "homeless")),
        ("student_groups: low-income", ("low-income",)),
        ("in_needs_assessment: yes", True),
        ("in_needs_assessment: no", False),
        ("price_checked_on: 2026-07-01", dt.date(2026, 7, 1)),
        ("stipend_total: $1500", 1_500_00),
        ("sessions: 2.5", Decimal("2.5")),
        ("covid_link: Lost hours of laboratory work", "Lost hours of laboratory work"),
    ],
)
def test_typed_values(fact: str, value: object) -> None:
    """Each type of fact arrives as its own type."""
    facts = read(on_activity(fact), words=WORDS).activities[0].facts
    (found,) = facts.values()
    assert found.value == value
    assert type(found.value) is type(value)


def test_a_fact_knows_its_place() -> None:
    """Findings point at the answer."""
    facts = read(on_activity("organizer: nonprofit"), words=WORDS).activities[0].facts
    assert facts["organizer"].at == Position("p.yaml", 12, 24)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (on_activity("organiser: nonprofit"), '12:13  unknown fact "organiser" (did you mean "organizer"?)'),
        (on_activity("activity.organizer: x"), '12:13  unknown fact "activity.organizer" (did you mean "organizer"?)'),
        (on_activity("organizer: company"), '12:24  organizer "company": expected nonprofit or for-profit'),
        (on_activity("organizer: unknown"), "12:24  organizer: what is not known is left out; delete the line"),
        (on_activity("sessions: ~"), "12:23  sessions: what is not known is left out; delete the line"),
        (on_activity("in_needs_assessment: maybe"), '12:34  in_needs_assessment "maybe": expected yes or no'),
        (
            on_activity("student_groups: []"),
            "12:29  student_groups: expected a list of all, low-income or homeless, found an empty list",
        ),
        (on_activity("covid_link: "), "12:25  covid_link has no value; write text, or delete the line"),
        (
            on_activity("students: 24"),
            '12:13  "students" is not given under facts; it is a field or is computed (How many (students)?)',
        ),
        (
            on_line("organizer: nonprofit"),
            '19:17  fact "organizer" cannot stand under line; give it under the facts of the activity or plan',
        ),
        (on_activity("effort: 95"), '12:13  fact "effort" cannot stand under activity; give it under the facts of the plan'),
        ((TITLE, f"{TITLE}\n    facts: [a]"), "12:12  facts: expected fields (name: value), found a list"),
    ],
)
def test_refused(change: tuple[str, str], message: str) -> None:
    """Unknown facts, wrong values, unknown as a word, and the wrong place."""
    assert problems(change, words=WORDS) == [message]


@pytest.mark.parametrize("fact", ["stipend_total: 10.00", "price_checked_on: 2026-07-01"])
def test_a_fact_of_a_line_may_stand_on_the_line_its_activity_or_the_plan(fact: str) -> None:
    """The nearest place wins later; all three are places."""
    on_plan = ("title: STEM plan", f"title: STEM plan\nfacts: {{{fact}}}")
    plans = [read(change, words=WORDS) for change in (on_line(fact), on_activity(fact), on_plan)]
    assert [len(part.facts) for part in (plans[0].activities[0].lines[0], plans[1].activities[0], plans[2])] == [1, 1, 1]


def test_a_percentage_above_a_hundred() -> None:
    """Effort of 102 percent of the year before is a fact like any other."""
    plan = read(("title: STEM plan", "title: STEM plan\nfacts: {effort: 102.5}"), words=WORDS)
    assert plan.facts["effort"].value == Decimal("102.5")


def test_facts_of_an_award_stand_on_the_award() -> None:
    """Each scope has its places."""
    plan = read(("amount: 182000.00", "amount: 182000.00, facts: {allocation_share: 12}"), words=WORDS)
    assert plan.awards[0].facts["allocation_share"].value == 12


def test_without_a_vocabulary_words_stay_words() -> None:
    """The form of a plan can be read without a rulebook."""
    facts = read(on_activity("anything: no, list: [a, b]")).activities[0].facts
    assert {name: fact.value for name, fact in facts.items()} == {"anything": "no", "list": ("a", "b")}
    assert problems(on_activity("anything: {a: b}")) == ["12:23  anything: expected a value or a list of values, found a mapping"]

"""Facts given as NAME=VALUE."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from stemfunds.asking.given import fact_names, fact_value, read_given, typed_again
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.model import Rulebook


def test_every_type(federal: Rulebook) -> None:
    """Short and full names; money in cents, several choices by commas."""
    found, wrong = read_given(
        [
            "title_i_status=schoolwide",
            "activity.student_groups=low-income,homeless",
            "unit_cost=$2,500.00",
            "line.sea_agrees=agrees",
            "grade_lowest = 6",
            "committed_on=2026-08-01",
            "required_by_law=no",
            "low_income_percent=71.4",
            "activity.need=31 percent = low",
        ],
        federal,
    )
    assert wrong == []
    assert found == {
        "school.title_i_status": "schoolwide",
        "activity.student_groups": frozenset({"low-income", "homeless"}),
        "line.unit_cost": 250000,
        "line.sea_agrees": "agrees",
        "activity.grade_lowest": Decimal(6),
        "line.committed_on": date(2026, 8, 1),
        "activity.required_by_law": False,
        "school.low_income_percent": Decimal("71.4"),
        "activity.need": "31 percent = low",
    }


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("foo", '--fact "foo": expected NAME=VALUE, such as title_i_status=schoolwide'),
        ("=x", '--fact "=x": expected NAME=VALUE, such as title_i_status=schoolwide'),
        ("title_i_statos=schoolwide", 'unknown fact (did you mean "title_i_status"?)'),
        ("title_i_status=schoolwid", '(did you mean "schoolwide"?)'),
        ("unit_cost=cheap", "unit_cost"),
        ("required_by_law=perhaps", "expected yes or no"),
        ("line.item=kits", "unknown fact"),
    ],
)
def test_what_cannot_be_used(federal: Rulebook, typed: str, message: str) -> None:
    """One message each, with the nearest right name."""
    found, wrong = read_given([typed], federal)
    assert found == {}
    assert len(wrong) == 1
    assert message in wrong[0]


def test_all_mistakes_at_once(federal: Rulebook) -> None:
    """And a fact that is given twice, differently."""
    found, wrong = read_given(["x", "required_by_law=yes", "activity.required_by_law=no", "y=1"], federal)
    assert len(wrong) == 3
    assert found == {"activity.required_by_law": True}


def test_what_is_typed_again_is_read_the_same(federal: Rulebook) -> None:
    """For a value of every type."""
    for text in (
        "student_groups=homeless,low-income",
        "unit_cost=0.50",
        "required_by_law=no",
        "committed_on=2026-08-01",
        "low_income_percent=12.50",
    ):
        ((name, value),) = read_given([text], federal)[0].items()
        fact = federal.facts[name]
        assert fact_value(fact, typed_again(fact, value), Problems("again")) == value


def test_facts_that_follow_from_the_question_cannot_be_given(federal: Rulebook) -> None:
    """The item, the kind and what is computed."""
    assert not {"line.item", "activity.kind", "line.object_agrees"} & fact_names(federal).keys()

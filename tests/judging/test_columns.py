"""Facts of many cases in columns."""

from __future__ import annotations

import gc
import weakref
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stemfunds.judging.case import Case, Facts, Span
from stemfunds.judging.columns import Columns, places

SHARED: Facts = {"kind": "robotics", "students": 5}
CASES = [
    Case(activity=SHARED, line={"amount": 100}),
    Case(activity=SHARED, line={"amount": 200}, schools={"S1": {"status": "served"}, "S2": {}}),
    Case(activity={"kind": "coding"}, line={"amount": 100, "on": Span(date(2026, 7, 1), date(2026, 7, 9))}),
]


@given(numbers=st.sets(st.integers(0, 200)))
def test_places(numbers: set[int]) -> None:
    """The bits of a plane, from the lowest."""
    assert list(places(sum(1 << number for number in numbers))) == sorted(numbers)


def test_a_column_has_a_plane_for_each_value() -> None:
    """Cases without the fact are in none of them."""
    columns = Columns(CASES)
    assert dict(columns.column("activity.kind").values) == {"robotics": 0b011, "coding": 0b100}
    assert dict(columns.column("line.amount").values) == {100: 0b101, 200: 0b010}
    assert columns.column("activity.students").known == 0b011
    assert columns.column("award.amount").known == 0


def test_a_span_is_known_but_not_exact() -> None:
    """A date that is known in part can decide a comparison, and its fact may still be asked for."""
    column = Columns(CASES).column("line.on")
    assert (column.known, column.exact) == (0b100, 0)


def test_cases_by_the_values_of_several_facts() -> None:
    """Those that lack one of the facts are left out."""
    split = Columns(CASES).split(("activity.kind", "line.amount"))
    assert dict(split) == {("robotics", 100): 0b001, ("robotics", 200): 0b010, ("coding", 100): 0b100}
    assert Columns(CASES).split(()) == [((), 0b111)]
    assert Columns(CASES).split(("activity.students", "line.on")) == []


def test_members_stand_for_the_cases_of_their_activities() -> None:
    """Each looks at its own facts for all cases, and at the cases' own for the rest."""
    columns = Columns(CASES)
    first, second = columns.members("schools")
    assert (first.plane, second.plane) == (0b010, 0b010)
    assert dict(first.column("school.status").values) == {"served": 0b111}
    assert second.column("school.status").known == 0
    assert first.column("activity.kind") is columns.column("activity.kind")
    assert (first.subject_of("school.status"), first.subject_of("activity.kind")) == ("S1", "")


def test_nothing_is_left_for_the_garbage_collector() -> None:
    """Members hold no circle with what holds them: of thousands of plans each is gone when the next one comes."""
    columns = Columns(CASES)
    gone = weakref.ref(columns.members("schools")[0])
    gc.disable()
    try:
        del columns
        assert gone() is None
    finally:
        gc.enable()

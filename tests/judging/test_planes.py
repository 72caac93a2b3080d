"""Many cases asked at once answer as the interpreter does one by one: for any condition and any facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import examples
from tiny import rulebook_with

from stemfunds.judging.case import Case, FactValue, Span
from stemfunds.judging.columns import Columns, places
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.planes import PlaneCompiler
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.terms import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    DateShift,
    FactRef,
    FigureRef,
    Negation,
    Quantified,
    ShareOf,
    Value,
)

DAYS = (date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 1), date(2027, 1, 1))
VALUES: dict[str, st.SearchStrategy[FactValue]] = {
    "activity.safe": st.booleans(),
    "activity.organizer": st.sampled_from(["nonprofit", "company", "city"]),
    "activity.groups": st.frozensets(st.sampled_from(["low-income", "homeless", "all"]), min_size=1),
    "activity.prize": st.sampled_from([0, 4_999, 5_000, 5_001, 10_000]),
    "activity.share": st.sampled_from([Decimal(5), Decimal("12.50"), Decimal(100)]),
    "activity.on": st.sampled_from(DAYS) | st.sampled_from([Span(DAYS[0], DAYS[2]), Span(DAYS[1], DAYS[1])]),
    "award.amount": st.sampled_from([0, 99_999, 100_000]),
    "award.opens": st.sampled_from(DAYS),
    "award.awarded_on": st.sampled_from(DAYS),
    "line.approved": st.booleans(),
    "line.unit_cost": st.sampled_from([0, 5_000, 1_000_000]),
    "school.status": st.sampled_from(["served", "not-served"]),
}
LITERALS: dict[str, list[Comparison]] = {
    "activity.safe": [Comparison("activity.safe", "is", Value(True))],
    "activity.organizer": [Comparison("activity.organizer", "is", Value(one)) for one in ("nonprofit", ("city", "company"))],
    "activity.groups": [Comparison("activity.groups", op, Value(("low-income", "all"))) for op in ("includes", "only")],
    "activity.prize": [
        *(Comparison("activity.prize", op, Value(5_000)) for op in ("at_least", "at_most", "is")),
        *(Comparison("activity.prize", op, FactRef("award.amount")) for op in ("at_least", "at_most")),
        *(Comparison("activity.prize", op, FigureRef("threshold")) for op in ("at_least", "at_most")),
        *(Comparison("activity.prize", op, ShareOf(Value("5.0001"), FactRef("award.amount"))) for op in ("at_least", "at_most")),
    ],
    "activity.share": [Comparison("activity.share", "at_least", Value("12.5"))],
    "activity.on": [
        *(Comparison("activity.on", op, Value("2026-07-01")) for op in ("before", "after", "is")),
        *(Comparison("activity.on", op, FactRef("award.opens")) for op in ("before", "after", "is")),
        Comparison("activity.on", "is", Value(("2026-07-01", "2026-09-01"))),
        Comparison("activity.on", "after", DateShift(1, "days", FactRef("award.opens"))),
    ],
    "line.approved": [Comparison("line.approved", "is", Value(False)), Comparison("line.approved", "given", Value(True))],
    "line.unit_cost": [Comparison("line.unit_cost", "at_most", FigureRef("threshold"))],
    "school.status": [Comparison("school.status", "is", Value("served"))],
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The tiny rulebook."""
    return rulebook_with(tmp_path_factory.mktemp("rules"), "")


def leaves() -> st.SearchStrategy[Condition]:
    """Comparisons with every operator and every sort of right side."""
    return st.sampled_from([one for several in LITERALS.values() for one in several])


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of any shape."""
    return st.recursive(
        leaves(),
        lambda parts: (
            st.lists(parts, min_size=1, max_size=3).map(lambda some: AllOf(tuple(some)))
            | st.lists(parts, min_size=1, max_size=3).map(lambda some: AnyOf(tuple(some)))
            | parts.map(Negation)
            | st.builds(Quantified, st.sampled_from(["every", "some", "none"]), st.sampled_from(["schools", "lines"]), parts)
        ),
        max_leaves=6,
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases in which about half of the facts are known, with up to two schools and lines."""
    facts: dict[str, dict[str, FactValue]] = {scope: draw(_facts(scope)) for scope in ("activity", "award", "line")}
    schools = {f"S{number}": draw(_facts("school")) for number in range(draw(st.integers(0, 2)))}
    lines = {f"L{number}": draw(_facts("line")) for number in range(draw(st.integers(0, 2)))}
    return Case(activity=facts["activity"], award=facts["award"], line=facts["line"], schools=schools, lines=lines)


def _facts(scope: str) -> st.SearchStrategy[dict[str, FactValue]]:
    names = {name.partition(".")[2]: values for name, values in VALUES.items() if name.startswith(f"{scope}.")}
    return st.fixed_dictionaries({}, optional=names)


def several() -> st.SearchStrategy[list[Case]]:
    """Some cases; as in a plan, some share what is known of an activity."""
    return st.lists(cases(), min_size=1, max_size=4).flatmap(
        lambda some: st.lists(st.sampled_from(some), max_size=4).map(lambda again: [*some, *again])
    )


@settings(max_examples=examples(50))
@given(condition=conditions(), some=several())
def test_the_same_answers(book: Rulebook, condition: Condition, some: list[Case]) -> None:
    """Yes, no or unknown for each of the cases."""
    compiler = Compiler(book)
    compiled = compiler.compile(condition)
    yes, no = Columns(some).planes(PlaneCompiler(compiler).compile(condition))
    assert yes & no == 0
    assert [True if yes >> at & 1 else (False if no >> at & 1 else None) for at in range(len(some))] == [
        compiled.value(case) for case in some
    ]


@settings(max_examples=examples(50))
@given(condition=conditions(), some=several(), data=st.data())
def test_the_same_open_facts(book: Rulebook, condition: Condition, some: list[Case], data: st.DataObject) -> None:
    """The facts that would decide each case, and the school or line that they are about, in the same order."""
    compiler = Compiler(book)
    compiled, node, columns = compiler.compile(condition), PlaneCompiler(compiler).compile(condition), Columns(some)
    asked = data.draw(st.integers(0, columns.every))
    missing: list[list[tuple[str, str]]] = [[] for _ in some]
    for fact, subject, plane in node.open_facts(columns, asked):
        for at in places(plane):
            missing[at].append((fact, subject))
    assert missing == [list(compiled.missing(case)) if asked >> at & 1 else [] for at, case in enumerate(some)]


@settings(max_examples=examples(50))
@given(condition=conditions(), some=several())
def test_the_same_distance(book: Rulebook, condition: Condition, some: list[Case]) -> None:
    """How many parts of a condition fail, for each of the cases."""
    compiler, columns = Compiler(book), Columns(some)
    compiled, counts = compiler.compile(condition), PlaneCompiler(compiler).compile(condition).failing(columns)
    found = {at: number for number, plane in counts.items() for at in places(plane)}
    assert [found[at] for at in range(len(some))] == [compiled.failing(case) for case in some]

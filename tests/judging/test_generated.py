"""Generated functions answer as the interpreter does: for any condition, any facts, and whatever is known beforehand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import rulebook_with

from stemfunds.judging.case import Case, FactValue, Span
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.generated import Generator, Question
from stemfunds.judging.reading import reading
from stemfunds.rulebook.kleene import Truth
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


def answers(generator: Generator, condition: Condition, known: dict[str, Any], case: Case) -> Truth:
    """What generated functions make of a condition, asked in all four ways."""
    ways = [(wanted, negated) for wanted in (True, False) for negated in (True, False)]
    asked = generator.several([Question(way, condition, *way) for way in ways], known)
    said = set(asked(case))
    assert ((True, False) in said) is not ((True, True) in said)
    assert ((False, False) in said) is not ((False, True) in said)
    return True if (True, False) in said else (False if (False, False) in said else None)


@given(condition=conditions(), case=cases(), data=st.data())
def test_the_same_answer(book: Rulebook, condition: Condition, case: Case, data: st.DataObject) -> None:
    """Yes, no or unknown, also when some facts of the case are worked in beforehand."""
    compiler = Compiler(book)
    value = compiler.compile(condition).value(case)
    held = {f"{scope}.{name}": one for scope in ("activity", "award", "line") for name, one in case.facts(scope).items()}
    known = {name: held[name] for name in data.draw(st.lists(st.sampled_from(sorted(held)), unique=True))} if held else {}
    assert answers(Generator(compiler), condition, {}, case) is value
    assert answers(Generator(compiler), condition, known, case) is value


@given(condition=conditions(), first=cases(), second=cases())
def test_what_is_read_decides(book: Rulebook, condition: Condition, first: Case, second: Case) -> None:
    """Cases that are alike in what a condition reads have the same value and miss the same facts."""
    compiler = Compiler(book)
    read = reading([condition], book)
    reader = Generator(compiler).reader(read.facts, read.members)
    if reader(first) == reader(second):
        compiled = compiler.compile(condition)
        assert compiled.value(first) is compiled.value(second)
        assert list(compiled.missing(first)) == list(compiled.missing(second))


@given(condition=conditions(), unless=conditions(), case=cases())
def test_what_silences_a_question(book: Rulebook, condition: Condition, unless: Condition, case: Case) -> None:
    """A question is answered with no where that which silences it is known to hold, and not where it is open."""
    compiler = Compiler(book)
    holds, silenced = (compiler.compile(one).value(case) is True for one in (condition, unless))
    questions = [Question("it", condition, True, unless=unless), Question("always", None, True, unless=unless)]
    said = Generator(compiler).several(questions, {})(case)
    assert said == [name for name, one in (("it", holds), ("always", True)) if one and not silenced]


def test_names_of_the_rules_never_become_code(book: Rulebook) -> None:
    """A word that looks like Python is compared as a word."""
    word = '"); raise SystemExit("'
    condition = Comparison("activity.organizer", "is", Value(word))
    asked = Generator(Compiler(book)).several([Question("it", condition, True)], {})
    assert (asked(Case(activity={"organizer": word})), asked(Case())) == (["it"], [])

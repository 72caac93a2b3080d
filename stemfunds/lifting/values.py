"""Values that would make one comparison hold, or not hold: choices of the vocabulary, and figures with their bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from stemfunds.judging.case import Case, FactValue, Span
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.findings import in_words
from stemfunds.judging.operands import lookup_fact, lookup_operand
from stemfunds.rulebook.model import Fact, Rulebook
from stemfunds.rulebook.terms import Comparison, FigureRef

STATED = "stated"
"""The value of a text of which only matters that it is given."""


_STEPS: dict[str, Any] = {"number": Decimal(1), "percent": Decimal("0.01"), "money": 1}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value with the words for it: a choice, or a bound such as `below $10,000.00`."""

    value: FactValue
    bound: str


def is_changeable(fact: Fact, case: Case) -> bool:
    """Whether a district may state the fact, if it is not known, or decide it, if it is."""
    value = lookup_fact(fact.id)(case)
    known = value is not None and not isinstance(value, Span)
    if fact.scope in ("fund", "charge"):
        return False
    if fact.built_in:
        return fact.decided_by == "district" or (not known and fact.scope == "school" and not fact.always)
    if not known:
        return True
    return fact.decided_by != "others" and fact.scope in ("activity", "line")


def candidates(condition: Comparison, wanted: bool, case: Case, rulebook: Rulebook) -> list[Candidate]:
    """The values of the left side, other than the one it has, that give the comparison the wanted value."""
    fact = rulebook.facts[condition.fact]
    now = lookup_fact(fact.id)(case)
    compiled = Compiler(rulebook).compile(condition)
    found: dict[FactValue, Candidate] = {}
    for one in _possible(condition, fact, case, rulebook):
        if one.value != now and one.value not in found and compiled.value(with_fact(case, fact, one.value)) is wanted:
            found[one.value] = one
    if fact.type in _STEPS or fact.type == "date":
        return _merged(list(found.values()), condition, case, rulebook)
    return list(found.values())


def with_fact(case: Case, fact: Fact, value: FactValue) -> Case:
    """The case with another value of a fact."""
    changed: dict[str, Any] = {fact.scope: {**case.facts(fact.scope), fact.name: value}}
    return msgspec.structs.replace(case, **changed)


def _possible(condition: Comparison, fact: Fact, case: Case, rulebook: Rulebook) -> Iterator[Candidate]:
    if fact.type == "yes-no":
        yield from (Candidate(True, "yes"), Candidate(False, "no"))
    elif fact.type == "choice":
        yield from (Candidate(choice, choice) for choice in fact.choices)
    elif fact.type == "choices":
        yield from _sets(fact, lookup_fact(fact.id)(case))
    elif fact.type == "text":
        yield from _texts(condition)
    else:
        bound = lookup_operand(condition.operand, fact.type, rulebook)(case)
        if bound is not None:
            yield from _beside(fact, bound)


def _sets(fact: Fact, now: Any) -> Iterator[Candidate]:
    """The choices that are there with one more or one less, and each choice alone."""
    has: frozenset[str] = now if isinstance(now, frozenset) else frozenset()
    for choice in fact.choices:
        if choice not in has:
            more = has | {choice}
            yield Candidate(more, in_words(more, fact.type))
    for choice in fact.choices:
        if choice in has and len(has) > 1:
            less = has - {choice}
            yield Candidate(less, in_words(less, fact.type))
        yield Candidate(frozenset({choice}), choice)
    everything = frozenset(fact.choices)
    yield Candidate(everything, in_words(everything, fact.type))


def _texts(condition: Comparison) -> Iterator[Candidate]:
    if condition.operator == "given":
        yield Candidate(STATED, STATED)


def _beside(fact: Fact, bound: Any) -> Iterator[Candidate]:
    """One step below the bound, on it, and one step above it."""
    if fact.type == "date":
        if isinstance(bound, date):
            yield from (Candidate(bound + timedelta(days=days), "") for days in (-1, 0, 1))
        return
    exact = int(bound) if fact.type == "money" else Decimal(int(bound)) if isinstance(bound, Fraction) else bound
    yield from (Candidate(exact + step, "") for step in (-_STEPS[fact.type], 0, _STEPS[fact.type]))


def _merged(found: list[Candidate], condition: Comparison, case: Case, rulebook: Rulebook) -> list[Candidate]:
    """What holds on the bound and beside it as one candidate: `at least $10,000.00`."""
    fact = rulebook.facts[condition.fact]
    bound = lookup_operand(condition.operand, fact.type, rulebook)(case)
    exact = next((one for one in found if one.value == bound), None)
    values: Any = {"below": [], "above": []}
    for one in found:
        if one.value != bound:
            values["below" if _key(one) < bound else "above"].append(one)
    below, above = (next(iter(values[side]), None) for side in ("below", "above"))
    dated = fact.type == "date"
    named = f" ({condition.operand.figure.replace('_', ' ')})" if isinstance(condition.operand, FigureRef) else ""
    words = f"{in_words(bound if dated or not isinstance(bound, Fraction) else Decimal(int(bound)), fact.type)}{named}"
    if exact is not None:
        other = (
            ("on or before " if dated else "at most ") if below else ("on or after " if dated else "at least ") if above else ""
        )
        return [Candidate(exact.value, f"{other}{words}")]
    merged = [Candidate(below.value, f"{'before' if dated else 'below'} {words}")] if below else []
    return merged + ([Candidate(above.value, f"{'after' if dated else 'above'} {words}")] if above else [])


def _key(one: Candidate) -> Any:
    """The value, to be compared with a bound of the same type."""
    return one.value

"""Conditions made ready to be asked: compiled once, then evaluated for case after case.

Each compiled condition answers two questions: which of the three values it has, and, where that is unknown,
which facts would decide it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeAlias

from stemfunds.judging.case import Case, Span
from stemfunds.judging.operands import Lookup, lookup_fact, lookup_operand, typed
from stemfunds.rulebook import terms
from stemfunds.rulebook.kleene import Truth, all_of, any_of, negation
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.reads import facts_behind
from stemfunds.rulebook.terms import Condition

Missing: TypeAlias = tuple[str, str]
"""A fact that is not known, and the school or line that it is about (empty for the case's own)."""


def is_before(value: date | Span, bound: date | Span) -> Truth:
    """Whether a date lies before another; unknown where spans leave it open."""
    if value.__class__ is date and bound.__class__ is date:
        return bool(value < bound)
    first, second = _as_span(value), _as_span(bound)
    if first.latest < second.earliest:
        return True
    return False if first.earliest >= second.latest else None


def is_after(value: date | Span, bound: date | Span) -> Truth:
    """Whether a date lies after another; unknown where spans leave it open."""
    return is_before(bound, value)


def _as_span(value: date | Span) -> Span:
    return value if isinstance(value, Span) else Span(value, value)


def is_same(value: Any, wanted: Any) -> Truth:
    """Whether two values are the same; unknown for a date that is known only in part."""
    if isinstance(value, Span) and isinstance(wanted, date):
        if value.earliest == value.latest:
            return bool(value.earliest == wanted)
        return None if value.earliest <= wanted <= value.latest else False
    return bool(value == wanted)


_COMPARE: dict[str, Callable[[Any, Any], Truth]] = {
    "is": is_same,
    "before": is_before,
    "after": is_after,
    "at_least": operator.ge,
    "at_most": operator.le,
    "includes": lambda value, wanted: not wanted.isdisjoint(value),
    "only": lambda value, allowed: bool(value <= allowed),
    "given": lambda value, wanted: True,
}


class Compiled(Protocol):
    """A condition that can be asked of a case."""

    def value(self, case: Case) -> Truth:
        """Yes, no or unknown."""
        ...

    def missing(self, case: Case) -> Iterator[Missing]:
        """The facts that leave the condition unknown; nothing when it is decided."""
        ...

    def failing(self, case: Case) -> int:
        """How many parts would have to change for the condition to hold."""
        ...


@dataclass(frozen=True, slots=True)
class Comparing:
    """A fact compared with a right side. `reads` begins with the fact; behind it are those of the right side."""

    fact: str
    left: Lookup
    right: Lookup
    compare: Callable[[Any, Any], Truth]
    reads: tuple[str, ...]
    of_money: bool

    def value(self, case: Case) -> Truth:
        left = self.left(case)
        if left is None:
            return None
        right = self.right(case)
        return None if right is None else self.compare(left, right)

    def missing(self, case: Case) -> Iterator[Missing]:
        if self.value(case) is not None:
            return
        for fact in self.reads:
            value = lookup_fact(fact)(case)
            if value is None or isinstance(value, Span):
                yield fact, case.subject if fact.partition(".")[0] == case.subject_scope else ""

    def failing(self, case: Case) -> int:
        return int(self.value(case) is not True)


@dataclass(frozen=True, slots=True)
class _Group:
    parts: tuple[Compiled, ...]
    combine: Callable[[Iterator[Truth]], Truth]

    def value(self, case: Case) -> Truth:
        return self.combine(part.value(case) for part in self.parts)

    def missing(self, case: Case) -> Iterator[Missing]:
        if self.value(case) is None:
            for part in self.parts:
                yield from part.missing(case)

    def failing(self, case: Case) -> int:
        if self.combine is all_of:
            return sum(part.failing(case) for part in self.parts)
        return min((part.failing(case) for part in self.parts), default=1)


@dataclass(frozen=True, slots=True)
class _Negation:
    part: Compiled

    def value(self, case: Case) -> Truth:
        return negation(self.part.value(case))

    def missing(self, case: Case) -> Iterator[Missing]:
        return self.part.missing(case)

    def failing(self, case: Case) -> int:
        return int(self.value(case) is not True)


@dataclass(frozen=True, slots=True)
class _Quantified:
    quantifier: str
    over: str
    part: Compiled

    def _members(self, case: Case) -> list[Case]:
        if self.over == "schools":
            return [case.at_school(school) for school in case.schools]
        return [case.at_line(line) for line in case.lines]

    def value(self, case: Case) -> Truth:
        members = self._members(case)
        if not members:
            return None
        values = (self.part.value(member) for member in members)
        if self.quantifier == "every":
            return all_of(values)
        return any_of(values) if self.quantifier == "some" else negation(any_of(values))

    def missing(self, case: Case) -> Iterator[Missing]:
        members = self._members(case)
        if not members:
            yield f"activity.{self.over}", ""
        elif self.value(case) is None:
            for member in members:
                yield from self.part.missing(member)

    def failing(self, case: Case) -> int:
        return int(self.value(case) is not True)


class Compiler:
    """Compiles the conditions of one rulebook; definitions are compiled once and shared."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._definitions: dict[str, Compiled] = {}

    def compile(self, condition: Condition) -> Compiled:
        """The condition, ready to be asked."""
        if isinstance(condition, terms.Comparison):
            return self.comparing(condition)
        if isinstance(condition, terms.AllOf):
            return _Group(tuple(map(self.compile, condition.parts)), all_of)
        if isinstance(condition, terms.AnyOf):
            return _Group(tuple(map(self.compile, condition.parts)), any_of)
        if isinstance(condition, terms.Negation):
            return _Negation(self.compile(condition.part))
        if isinstance(condition, terms.Quantified):
            return _Quantified(condition.quantifier, condition.over, self.compile(condition.part))
        return self._definition(condition.definition)

    def _definition(self, name: str) -> Compiled:
        if name not in self._definitions:
            self._definitions[name] = self.compile(self.rulebook.definitions[name].means)
        return self._definitions[name]

    def comparing(self, condition: terms.Comparison) -> Comparing:
        """A comparison, ready to be asked."""
        fact = self.rulebook.facts[condition.fact]
        right = lookup_operand(condition.operand, fact.type, self.rulebook)
        compare = _COMPARE[condition.operator]
        if condition.operator == "is":
            constant = right_constant(condition)
            if isinstance(constant, tuple):
                right = _one_of(constant, fact.type)
                compare = _is_one_of if fact.type == "date" else is_in
            elif fact.type != "date":
                compare = operator.eq
        reads = (condition.fact, *facts_behind(condition.operand, self.rulebook))
        return Comparing(condition.fact, lookup_fact(condition.fact), right, compare, reads, fact.type == "money")


def right_constant(condition: terms.Comparison) -> bool | int | str | tuple[str, ...] | None:
    """The literal on the right side, or None when it is looked up."""
    return condition.operand.value if isinstance(condition.operand, terms.Value) else None


def _one_of(wanted: Any, fact_type: str) -> Lookup:
    """Each of several literals, typed as the fact is: they are stored as text."""
    words = {"True": True, "False": False} if fact_type == "yes-no" else {}
    values = frozenset(words.get(one, int(one) if fact_type == "money" else typed(one, fact_type)) for one in wanted)
    return lambda case: values


def is_in(value: Any, wanted: Any) -> Truth:
    """Whether a value is one of several."""
    return value in wanted


def _is_one_of(value: Any, wanted: Any) -> Truth:
    return any_of(is_same(value, one) for one in wanted)

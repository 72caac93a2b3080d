"""Conditions over many cases at once: two planes of bits, one of the cases that say yes and one of those that say no.

In Kleene's logic the planes of `all`, `any` and `not` are made of those of their parts by and, or and by changing places; where
neither plane has a case's bit, the condition is unknown for it.
The interpreter in `conditions` says the same of one case; tests hold the two together.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial, reduce
from typing import Any

from stemfunds.judging.case import Case, FactValue
from stemfunds.judging.columns import Column, Columns, Counts, Node, Open, Plane, Planes
from stemfunds.judging.conditions import Comparing, Compiler
from stemfunds.rulebook import terms
from stemfunds.rulebook.terms import Condition

_MOST_WORKED_OUT = 1_000


class _Simple:
    """A condition that counts as one part."""

    def failing(self: Node, columns: Columns) -> Counts:
        """None where it holds, one where it does not."""
        yes, _ = columns.planes(self)
        return {0: yes, 1: columns.every ^ yes}


class _Compared(_Simple):
    """A fact compared with a right side: a constant, another fact, or what is worked out from facts."""

    def __init__(self, comparing: Comparing, constant: Any) -> None:
        self.fact, self.compare, self.reads = comparing.fact, comparing.compare, comparing.reads
        self.constant = constant
        self.worked_out = WorkedOut(comparing)

    def planes(self, columns: Columns) -> Planes:
        column = columns.column(self.fact)
        if not column.known:
            return 0, 0
        if self.constant is None:
            return self._with_right_sides(column, columns)
        if self.compare is operator.eq:
            yes = column.values.get(self.constant, 0)
            return yes, column.known ^ yes
        yes = no = 0
        for value, plane in column.values.items():
            truth = self.compare(value, self.constant)
            if truth:
                yes |= plane
            elif truth is False:
                no |= plane
        return yes, no

    def _with_right_sides(self, column: Column, columns: Columns) -> Planes:
        rights: dict[Any, Plane] = {}
        for key, part in columns.split(self.reads[1:]):
            right = self.worked_out[key]
            if right is not None:
                rights[right] = rights.get(right, 0) | part  # most dates choose the same figure
        yes = no = 0
        for right, part in rights.items():
            for value, plane in column.values.items():
                both = plane & part
                if both:
                    truth = self.compare(value, right)
                    if truth:
                        yes |= both
                    elif truth is False:
                        no |= both
        return yes, no

    def open_facts(self, columns: Columns, plane: Plane) -> Iterator[Open]:
        yes, no = columns.planes(self)
        plane &= ~(yes | no)
        if plane:
            for fact in self.reads:
                lacking = plane & ~columns.column(fact).exact
                if lacking:
                    yield fact, columns.subject_of(fact), lacking


class _Joined:
    """All of several parts, or any of them."""

    def __init__(self, parts: Sequence[Node], every: bool) -> None:
        self.parts, self.every = tuple(parts), every

    def planes(self, columns: Columns) -> Planes:
        met, missed = columns.every, 0
        for part in self.parts:
            yes, no = columns.planes(part)
            if self.every:
                met, missed = met & yes, missed | no
            else:
                met, missed = met & no, missed | yes
        return (met, missed) if self.every else (missed, met)

    def open_facts(self, columns: Columns, plane: Plane) -> Iterator[Open]:
        yes, no = columns.planes(self)
        plane &= ~(yes | no)
        if plane:
            for part in self.parts:
                yield from part.open_facts(columns, plane)

    def failing(self, columns: Columns) -> Counts:
        if not self.parts:
            return {0 if self.every else 1: columns.every}
        combine = partial(_combined, combine=operator.add if self.every else min)
        return reduce(combine, [part.failing(columns) for part in self.parts])


def _combined(first: Counts, second: Counts, combine: Callable[[int, int], int]) -> Counts:
    counts: dict[int, Plane] = {}
    for one, those in first.items():
        for other, these in second.items():
            both = those & these
            if both:
                number = combine(one, other)
                counts[number] = counts.get(number, 0) | both
    return counts


class _Denied(_Simple):
    """What holds where its part does not."""

    def __init__(self, part: Node) -> None:
        self.part = part

    def planes(self, columns: Columns) -> Planes:
        yes, no = columns.planes(self.part)
        return no, yes

    def open_facts(self, columns: Columns, plane: Plane) -> Iterator[Open]:
        return self.part.open_facts(columns, plane)


class _Quantified(_Simple):
    """Every, some or none of the schools or lines of an activity; over no member at all it is unknown."""

    def __init__(self, quantifier: str, over: str, part: Node) -> None:
        self.quantifier, self.over, self.part = quantifier, over, part

    def planes(self, columns: Columns) -> Planes:
        some_yes = some_no = having = 0
        all_yes = all_no = columns.every
        for member in columns.members(self.over):
            yes, no = member.planes(self.part)
            others = columns.every ^ member.plane
            having |= member.plane
            some_yes, all_no = some_yes | yes & member.plane, all_no & (no | others)
            some_no, all_yes = some_no | no & member.plane, all_yes & (yes | others)
        if self.quantifier == "every":
            return having & all_yes, some_no
        return (some_yes, having & all_no) if self.quantifier == "some" else (having & all_no, some_yes)

    def open_facts(self, columns: Columns, plane: Plane) -> Iterator[Open]:
        yes, no = columns.planes(self)
        having = 0
        views = {(member.name, id(member.facts)): member for member in columns.members(self.over)}
        for members, cases in columns.parts(self.over):
            having |= cases
            still_open = plane & cases & ~(yes | no)
            if still_open:
                for name, facts in members.items():
                    yield from self.part.open_facts(views[name, id(facts)], still_open)
        if plane & ~having:
            yield f"activity.{self.over}", "", plane & ~having


class PlaneCompiler:
    """Compiles the conditions of one rulebook for many cases; equal conditions are compiled, and asked, once."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self._nodes: dict[Condition, Node] = {}

    def compile(self, condition: Condition) -> Node:
        """The condition, ready to be asked."""
        found = self._nodes.get(condition)
        if found is None:
            found = self._nodes[condition] = self._compiled(condition)
        return found

    def _compiled(self, condition: Condition) -> Node:
        if isinstance(condition, terms.Comparison):
            comparing = self.compiler.comparing(condition)
            is_constant = isinstance(condition.operand, terms.Value)
            return _Compared(comparing, comparing.right(Case()) if is_constant else None)
        if isinstance(condition, terms.AllOf | terms.AnyOf):
            return _Joined(tuple(map(self.compile, condition.parts)), isinstance(condition, terms.AllOf))
        if isinstance(condition, terms.Negation):
            return _Denied(self.compile(condition.part))
        if isinstance(condition, terms.Quantified):
            return _Quantified(condition.quantifier, condition.over, self.compile(condition.part))
        return self.compile(self.compiler.rulebook.definitions[condition.definition].means)


class WorkedOut(dict[tuple[FactValue, ...], Any]):
    """Right sides by the values of the facts from which they are worked out, from plan to plan."""

    def __init__(self, comparing: Comparing) -> None:
        super().__init__()
        self._facts, self._lookup = comparing.reads[1:], comparing.right
        of_money = comparing.of_money and comparing.compare in (operator.ge, operator.le)
        self._to_cents = (math.ceil if comparing.compare is operator.ge else math.floor) if of_money else None

    def __missing__(self, key: tuple[FactValue, ...]) -> Any:
        if len(self) >= _MOST_WORKED_OUT:
            self.clear()
        scopes: dict[str, Any] = {}
        for fact, value in zip(self._facts, key, strict=True):
            scope, _, name = fact.partition(".")
            scopes.setdefault(scope, {})[name] = value
        found = self._lookup(Case(**scopes))
        # amounts are whole cents: rounding a share of money decides the same, and comparing fractions is slow
        rounds = self._to_cents is not None and isinstance(found, Fraction)
        found = self[key] = self._to_cents(found) if rounds and self._to_cents is not None else found
        return found

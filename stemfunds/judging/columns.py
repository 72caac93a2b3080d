"""The facts of many cases in columns: for each value of a fact a plane of bits, one for each case that has it.

What conditions say of the cases is kept beside the facts, because rules share conditions.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from stemfunds.judging.case import Case, Facts, FactValue, Span

Plane: TypeAlias = int
"""A bit for each of some cases, the first one's lowest."""

Planes: TypeAlias = tuple[Plane, Plane]
"""The cases for which a condition is yes, and those for which it is no."""

Counts: TypeAlias = Mapping[int, Plane]
"""By a number, the cases for which it is that."""

Open: TypeAlias = tuple[str, str, Plane]
"""A fact that is not known, the school or line that it is about (empty for the case's own), and the cases that lack it."""

_MEMBER_SCOPE = {"schools": "school", "lines": "line"}
_NO_VALUES: Mapping[FactValue, int] = {}


def places(plane: Plane) -> Iterator[int]:
    """The numbers of the cases in a plane, from the first."""
    while plane:
        lowest = plane & -plane
        yield lowest.bit_length() - 1
        plane ^= lowest


class Column:
    """The known values of one fact, each with the cases that have it; `known` are all of these, `exact` those without spans."""

    __slots__ = ("exact", "known", "values")

    def __init__(self, values: Mapping[FactValue, Plane]) -> None:
        self.values = values
        self.known = self.exact = 0
        for value, plane in values.items():
            self.known |= plane
            if value.__class__ is not Span:
                self.exact |= plane


class Columns:
    """What is known of some cases, fact by fact, and what conditions say of them, each worked out when it is first asked."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = cases
        self.every: Plane = (1 << len(cases)) - 1
        self.answers: dict[Node, Planes] = {}
        self._columns: dict[str, Column] = {}
        self._split: dict[tuple[str, ...], list[tuple[tuple[FactValue, ...], Plane]]] = {}
        self._parts: dict[str, list[tuple[Any, Plane]]] = {}
        self._members: dict[str, list[Member]] = {}

    def column(self, fact: str) -> Column:
        """The values of a fact."""
        found = self._columns.get(fact)
        if found is None:
            scope, _, name = fact.partition(".")
            values: dict[FactValue, Plane] = {}
            for facts, plane in self.holding(scope, name):
                value = facts.get(name)
                if value is not None:
                    values[value] = values.get(value, 0) | plane
            found = self._columns[fact] = Column(values)
        return found

    def holding(self, scope: str, name: str) -> list[tuple[Any, Plane]]:
        """Where a fact may stand, with the cases that share it."""
        return self.parts(scope)

    def parts(self, scope: str) -> list[tuple[Any, Plane]]:
        """What stands under a scope of the cases, with the cases that share it: those of one activity share its facts."""
        found = self._parts.get(scope)
        if found is None:
            shared: dict[int, tuple[Any, Plane]] = {}
            bit = 1
            for case in self.cases:
                part = getattr(case, scope)
                if part:
                    before = shared.get(id(part))
                    shared[id(part)] = (part, bit if before is None else before[1] | bit)
                bit <<= 1
            found = self._parts[scope] = list(shared.values())
        return found

    def members(self, over: str) -> list[Member]:
        """The schools or lines of the activities that the cases belong to, each with these cases."""
        found = self._members.get(over)
        if found is None:
            shared: dict[tuple[str, int], tuple[str, Facts, Plane]] = {}
            for members, plane in self.parts(over):
                for name, facts in members.items():
                    _, _, before = shared.get((name, id(facts)), (name, facts, 0))
                    shared[name, id(facts)] = (name, facts, before | plane)
            found = [Member(self, _MEMBER_SCOPE[over], name, facts, plane) for name, facts, plane in shared.values()]
            self._members[over] = found
        return found

    def split(self, facts: tuple[str, ...]) -> list[tuple[tuple[FactValue, ...], Plane]]:
        """The cases that know all these facts, by their values."""
        found = self._split.get(facts)
        if found is None:
            found = [((), self.every)]
            for fact in facts:
                values = self.column(fact).values.items()
                found = [((*known, value), part & at) for known, part in found for value, at in values if part & at]
            self._split[facts] = found
        return found

    def subject_of(self, fact: str) -> str:
        """The school or line that a fact is about; empty for the case's own."""
        return ""

    def planes(self, node: Node) -> Planes:
        """What a condition says of the cases."""
        found = self.answers.get(node)
        if found is None:
            found = self.answers[node] = node.planes(self)
        return found


class Member(Columns):
    """The same cases, looked at for one school or line of their activities."""

    def __init__(self, outer: Columns, scope: str, name: str, facts: Facts, plane: Plane) -> None:
        super().__init__(outer.cases)
        self.scope, self.name, self.facts, self.plane = scope, name, facts, plane
        self._outer = weakref.ref(outer)  # which keeps its members; a circle would hold each plan until garbage is looked for

    def column(self, fact: str) -> Column:
        """The values of a fact: the member's own for all cases, or those of the cases."""
        scope, _, name = fact.partition(".")
        if scope != self.scope:
            return self.outer.column(fact)
        value = self.facts.get(name)
        return Column(_NO_VALUES if value is None else {value: self.every})

    def parts(self, scope: str) -> list[tuple[Any, Plane]]:
        """As for the cases themselves."""
        return self.outer.parts(scope)

    @property
    def outer(self) -> Columns:
        """The cases themselves."""
        outer = self._outer()
        assert outer is not None  # nobody asks a member of cases that are gone
        return outer

    def subject_of(self, fact: str) -> str:
        """The member's id for its own facts."""
        return self.name if fact.partition(".")[0] == self.scope else ""


class Node(Protocol):
    """A condition that can be asked of many cases."""

    def planes(self, columns: Columns) -> Planes:
        """The cases for which it is yes, and those for which it is no."""
        ...

    def open_facts(self, columns: Columns, plane: Plane) -> Iterator[Open]:
        """The facts that leave it unknown for some of the cases of a plane, in the order of the condition."""
        ...

    def failing(self, columns: Columns) -> Counts:
        """How many parts would have to change for it to hold."""
        ...

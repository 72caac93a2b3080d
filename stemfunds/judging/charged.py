"""All charges of a plan together: what is known of them, of what sorts they are, and which of them count for a limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stemfunds.judging.case import Facts
from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.columns import Columns, Plane, Planes
from stemfunds.judging.planes import PlaneCompiler
from stemfunds.rulebook.model import Counted, Selector

_SHARED_BY = {
    **dict.fromkeys(("plan", "district", "fund", "award"), "by_award"),
    **dict.fromkeys(("activity", "schools", "lines"), "by_activity"),
    "line": "by_line",
}
_GIVEN = {"line": "given to lines", "activity": "given to activities"}


class Charged(Columns):
    """The charges of a plan, in its order. `sorts` are those of each kind, item, object class and fund; `by_award`,
    `by_activity` and `by_line` those of each award, activity and line.
    """

    def __init__(self, charges: Sequence[ChargeCase], scopes: Mapping[str, str]) -> None:
        """`scopes` are those of the facts that a plan can write under `facts:`, by their short names."""
        super().__init__([charge.case for charge in charges])
        self.charges = charges
        self._scopes = scopes
        self.by_award: dict[str, Plane] = {}
        self.by_line: dict[int, Plane] = {}
        self.by_activity: dict[int, Plane] = {}
        for charge in charges:
            bit, award, line = 1 << charge.number, charge.award.id, id(charge.bound)
            self.by_award[award] = self.by_award.get(award, 0) | bit
            self.by_line[line] = self.by_line.get(line, 0) | bit
        self._counted: dict[int, Planes] = {}
        self.sorts: dict[str, dict[str, Plane]] = {"kinds": {}, "items": {}, "objects": {}, "funds": {}}
        for plane in self.by_line.values():
            charge = self.first(plane)
            activity, bound = id(charge.activity), charge.bound
            self.by_activity[activity] = self.by_activity.get(activity, 0) | plane
            for what, one in (("kinds", bound.kind), ("items", bound.item.id), ("objects", bound.object)):
                self.sorts[what][one] = self.sorts[what].get(one, 0) | plane
        for plane in self.by_award.values():
            fund = self.first(plane).award.fund
            self.sorts["funds"][fund] = self.sorts["funds"].get(fund, 0) | plane

    def first(self, plane: Plane) -> ChargeCase:
        """The first charge of a plane that is not empty."""
        return self.charges[(plane & -plane).bit_length() - 1]

    def holding(self, scope: str, name: str) -> list[tuple[Any, Plane]]:
        """Where a fact may stand; what the plan gives, it mostly gives once for many lines or activities."""
        if scope not in _GIVEN or self._scopes.get(name) != scope:
            return self.parts(scope)
        found = self._parts.get(_GIVEN[scope])
        if found is None:
            shared: dict[int, tuple[Facts, Plane]] = {}
            for plane in (self.by_line if scope == "line" else self.by_activity).values():
                charge = self.first(plane)
                given = (charge.bound if scope == "line" else charge.activity).given
                shared[id(given)] = given, shared.get(id(given), (given, 0))[1] | plane
            found = self._parts[_GIVEN[scope]] = list(shared.values())
        return found

    def parts(self, scope: str) -> list[tuple[Any, Plane]]:
        """What stands under a scope; charges of one award, activity or line share what is known of it."""
        if scope in _SHARED_BY and scope not in self._parts:
            planes = getattr(self, _SHARED_BY[scope]).values()
            parts = ((getattr(self.first(plane).case, scope), plane) for plane in planes)
            self._parts[scope] = [(part, plane) for part, plane in parts if part]
        return super().parts(scope)

    def of_any(self, what: str, wanted: Iterable[str]) -> Plane:
        """The charges that are of one of several sorts."""
        sorts, plane = self.sorts[what], 0
        for one in wanted:
            plane |= sorts.get(one, 0)
        return plane

    def counted(self, counted: Counted, compiler: PlaneCompiler) -> Planes:
        """The charges that a sum takes in, and those that it does not; of the others facts leave it open."""
        found = self._counted.get(id(counted))  # the rulebook keeps it alive
        if found is None:
            found = self._counted[id(counted)] = self._counts(counted, compiler)
        return found

    def _counts(self, counted: Counted, compiler: PlaneCompiler) -> Planes:
        chosen = self.every
        for what, wanted in chosen_by(counted.selector):
            chosen &= self.of_any(what, wanted)
        if counted.where is None or not chosen:
            return chosen, self.every ^ chosen
        yes, no = self.planes(compiler.compile(counted.where))
        return chosen & yes, self.every ^ chosen | no


def chosen_by(selector: Selector) -> list[tuple[str, tuple[str, ...]]]:
    """What a selector chooses by; nothing where it reaches all."""
    parts = (("kinds", selector.kinds), ("items", selector.items), ("objects", selector.objects), ("funds", selector.funds))
    return [(what, wanted) for what, wanted in parts if wanted]

"""All charges of a plan together: what is known of them, of what sorts they are, and which of them count for a limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.columns import Columns, Plane, Planes
from stemfunds.judging.planes import PlaneCompiler
from stemfunds.rulebook.model import Counted, Selector


class Charged(Columns):
    """The charges of a plan, in its order. `sorts` are those of each kind, item, object class and fund."""

    def __init__(self, charges: Sequence[ChargeCase]) -> None:
        super().__init__([charge.case for charge in charges])
        self.charges = charges
        self.sorts: dict[str, dict[str, Plane]] = {"kinds": {}, "items": {}, "objects": {}, "funds": {}}
        kinds, items, objects, funds = self.sorts.values()
        for charge in charges:
            bit, bound = 1 << charge.number, charge.bound
            for sorts, one in ((kinds, bound.kind), (items, bound.item.id), (objects, bound.object), (funds, charge.award.fund)):
                sorts[one] = sorts.get(one, 0) | bit

    def of_any(self, what: str, wanted: Iterable[str]) -> Plane:
        """The charges that are of one of several sorts."""
        sorts, plane = self.sorts[what], 0
        for one in wanted:
            plane |= sorts.get(one, 0)
        return plane

    def counted(self, counted: Counted, compiler: PlaneCompiler) -> Planes:
        """The charges that a sum takes in, and those that it does not; of the others facts leave it open."""
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

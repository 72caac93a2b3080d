"""From the rows of all sheets to one plan: lines under their activities, charges under their lines, facts where they belong."""

from __future__ import annotations

from collections.abc import Mapping as Found
from collections.abc import Sequence as Listed

from stemfunds.plan.model import PLAN_FORMAT
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar, Sequence, Table, shortened
from stemfunds.reading.problems import Problems
from stemfunds.workbook.layout import PARTS_WITH_FACTS, SheetLayout, sheets
from stemfunds.workbook.records import Record, put

ONCE = ("Plan", "District")
"""Parts of which a plan has one, so that facts about them need no id."""


class Assembly:
    """A plan on its way from rows to nodes."""

    def __init__(self, plan: Mapping, problems: Problems) -> None:
        self.plan, self.problems = plan, problems
        self.parts: dict[str, dict[str, Mapping]] = {}
        format_at = Scalar(str(PLAN_FORMAT), plan.line, plan.column, table=plan.table)
        if plan.get("plan") is None:
            put(plan, ("plan",), format_at)

    def add(self, found: Found[str, Listed[Record]]) -> None:
        """Hang the rows of all sheets, by the names of their layouts, where they belong."""
        for layout in sheets():
            rows = found.get(layout.name)
            if rows is None:
                continue
            self.parts[layout.part] = {}
            if not rows and layout.within == ("activities",):
                table = Table(self.problems.file, layout.name)
                put(self.plan, layout.within, Sequence([], 1, 1, table))  # a plan has activities, and this says that it has none
            elif not layout.parent:
                self._list(self.plan, layout.within[-1:], [row.node for row in rows])
            for row in rows:
                self.parts[layout.part].setdefault(row.identity, row.node)
                if layout.parent:
                    self._hang(row, layout)

    def _hang(self, row: Record, layout: SheetLayout) -> None:
        """Put a row under the part that it names.

        A line whose activity is unknown hangs under the first one, so that its other mistakes are told as well.
        """
        home = self.part(layout.parent, row.parent, f"{layout.part.lower()} {_named(row)}".strip())
        if home is None and layout.part == "Line":
            home = next(iter(self.parts.get(layout.parent, {}).values()), None)
        if home is not None:
            self._list(home, (*layout.inside, layout.within[-1]), [row.node])

    def part(self, kind: str, named: Scalar | None, whose: str) -> Mapping | None:
        """The part of a kind that a cell names, or a problem."""
        what = kind.lower()
        if named is None or not named.text:
            if named is not None:
                self.problems.add(named, f"{whose} names no {what}; write its id here", expected=f"the id of one {what}")
            return None
        known = self.parts.get(kind, {})
        if named.text in known:
            return known[named.text]
        message = f'unknown {what} "{shortened(named.text)}"'
        near = nearest_name(named.text, [one for one in known if one])
        self.problems.add(named, message, found=named.text, expected=f"the id of one {what}", nearest=near)
        return None

    def _list(self, home: Mapping, path: tuple[str, ...], nodes: list[Mapping]) -> None:
        """Add to a list of a part; the list is made where it is missing."""
        inner: Node | None = home
        for name in path:
            inner = inner.get(name) if isinstance(inner, Mapping) else None
        if isinstance(inner, Sequence):
            inner.items.extend(nodes)
        elif nodes:
            put(home, path, Sequence(list[Node](nodes), nodes[0].line, nodes[0].column, nodes[0].table))

    def add_fact(self, about: Scalar, identity: Scalar, fact: Scalar, answer: Node) -> None:
        """Put an answer under the facts of the part that it is about."""
        kind = about.text.strip().capitalize()
        if kind not in PARTS_WITH_FACTS:
            expected = ", ".join(PARTS_WITH_FACTS)
            message = f'about "{shortened(about.text)}": expected {expected}'
            self.problems.add(
                about, message, found=about.text, expected=expected, nearest=nearest_name(about.text, PARTS_WITH_FACTS)
            )
            return
        home = self._home(kind, identity)
        if home is None:
            return
        facts = home.get("facts")
        if isinstance(facts, Mapping) and facts.get(fact.text) is not None:
            message = f'fact "{shortened(fact.text)}" is given twice for the same {kind.lower()}'
            self.problems.add(fact, message, found=fact.text, expected="each fact once")
            return
        if not isinstance(facts, Mapping):
            facts = Mapping([], fact.line, fact.column, table=fact.table)
            put(home, ("facts",), facts)
        facts.add(fact, answer)

    def _home(self, kind: str, identity: Scalar) -> Mapping | None:
        if kind not in ONCE:
            return self.part(kind, identity, "the fact")
        if kind == "Plan":
            return self.plan
        district = self.plan.get("district")
        if not isinstance(district, Mapping):
            district = Mapping([], identity.line, identity.column, table=identity.table)
            put(self.plan, ("district",), district)
        return district


def _named(row: Record) -> str:
    return f'"{shortened(row.identity)}"' if row.identity else ""

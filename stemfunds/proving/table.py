"""The table of a fund: every kind of activity with every item, as the rules judge it without facts and at their best.

Single plans show what their writer thought of. A whole table shows what nobody thought of: an item that passes under the name of
a kind, or a question that is never asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from stemfunds.asking.narrowing import Narrowing
from stemfunds.asking.trial import Answer, Asked, Trial
from stemfunds.judging.case import FactValue
from stemfunds.judging.verdicts import Verdict
from stemfunds.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Cell:
    """One item in an activity of one kind: what the fund says to it, and what it says of a district in good order."""

    kind: str
    item: str
    now: Answer
    in_good_order: Answer

    @property
    def asks(self) -> tuple[str, ...]:
        """The facts that the first verdict waits for."""
        return tuple(needed.fact for needed in self.now.facts_needed)

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The rules behind the verdict in good order: those that refuse, or the authority and what it is bound to."""
        answer = self.in_good_order
        deciding = [one.rule for one in answer.findings if one.verdict is answer.verdict is not Verdict.ALLOWABLE]
        if answer.authority is not None and answer.verdict is not Verdict.NOT_ALLOWABLE:
            deciding = [answer.authority.rule, *deciding]
        return tuple(dict.fromkeys(deciding))


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that two rulebooks judge differently."""

    before: Cell
    after: Cell


class FundTable:
    """The cells of one fund under one rulebook, as of a date; `facts` are known in all of them, by full name."""

    def __init__(self, rulebook: Rulebook, fund: str, as_of: date, facts: Mapping[str, FactValue] | None = None) -> None:
        self.rulebook, self.fund, self.facts = rulebook, fund, facts or {}
        self._trial = Trial(rulebook, as_of)
        self._outlook = Narrowing(self._trial, 0).outlook

    def cells(self, kinds: Iterable[str], items: Iterable[str]) -> Iterator[Cell]:
        """The cells of some kinds and items, kind by kind."""
        items = tuple(items)
        return (self._cell(kind, item) for kind in kinds for item in items)

    def _cell(self, kind: str, item: str) -> Cell:
        asked = Asked(self.rulebook.items[item].name, kind, item, self.facts)
        now = self._trial.answer(asked, self.fund)
        return Cell(kind, item, now, self._outlook(asked, now))


def cells_changed(old: FundTable, new: FundTable) -> Iterator[CellChange]:
    """The cells that both rulebooks have and judge differently, without facts or at their best."""
    kinds = [kind for kind in new.rulebook.kinds if kind in old.rulebook.kinds]
    items = [item for item in new.rulebook.items if item in old.rulebook.items]
    for before, after in zip(old.cells(kinds, items), new.cells(kinds, items), strict=True):
        if (before.now.verdict, before.in_good_order.verdict) != (after.now.verdict, after.in_good_order.verdict):
            yield CellChange(before, after)

"""A plan as the rows of its sheets, and what the computed columns show of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from stemfunds.plan.arithmetic import half_up
from stemfunds.plan.line import Line
from stemfunds.plan.lines import WHOLE
from stemfunds.plan.model import Plan
from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.plan.writer import Data, plan_data
from stemfunds.workbook.computed import ACTIVITIES, AWARDS, BENEFITS, LINES, SHARED, TOO_DEEP
from stemfunds.workbook.layout import PARENT, PARTS_WITH_FACTS, SheetLayout, sheets

Part: TypeAlias = "Mapping[str, Data]"
Row: TypeAlias = "dict[str, Data]"

_LIVE_BENEFITS = 2
"""So often may benefits rest on benefits, the first included, that the formulas of the workbook follow them."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One answer: the part that it is about, its id, the fact, and the answer as a plan file holds it."""

    about: str
    identity: str
    fact: str
    answer: Data


class PlanRows:
    """A plan by sheets; values are text as in a plan file, under the names of the columns."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self.plan = plan
        self._lines = {line.id: line for activity in plan.activities for line in activity.lines}
        self._data = plan_data(plan, vocabulary)
        self.form: Row = dict(_fields(self._data))
        self.lists: dict[str, list[Row]] = {layout.name: list(self._rows(layout)) for layout in sheets()}
        self.facts: list[FactRow] = list(self._facts())

    def shown(self, sheet: str, number: int) -> dict[str, Any]:
        """The values of the computed columns of a row by heading, in dollars, for programs that compute nothing."""
        row = self.lists[sheet][number]
        if sheet == LINES:
            line = self._lines[str(row["id"])]
            return _shown_of_line(line, self._benefits_below(line) > _LIVE_BENEFITS, "amount" in row)
        if sheet == SHARED:
            line = self._lines[str(row[PARENT])]
            return {"Charged": sum(charge.amount for charge in line.charges if charge.award == row["award"]) / 100}
        if sheet == BENEFITS:
            line = self._lines[str(row[PARENT])]
            is_too_deep = self._benefits_below(line) > _LIVE_BENEFITS
            return {"Benefit": "" if is_too_deep else _benefit(line, Decimal(str(row["rate"]).removesuffix("%")))}
        if sheet == ACTIVITIES:
            return {"Total of lines": self.plan.activities[number].amount / 100}
        if sheet == AWARDS:
            award = self.plan.awards[number]
            charges = (charge for line in self._lines.values() for charge in line.charges)
            charged = sum(charge.amount for charge in charges if charge.award == award.id)
            left = award.available - charged
            return {"Available": award.available / 100, "Charged": charged / 100, "Remaining": left / 100}
        return {}

    def _rows(self, layout: SheetLayout) -> Iterator[Row]:
        for parent, part in _parts(self._data, layout.within):
            row = dict(_fields(part))
            if layout.part == "Line":
                self._leave_to_arithmetic(row, part)
            if layout.part == "Charge" and "share" in row and row["share"] == str(WHOLE) and self._is_only_charge(parent):
                continue
            yield {PARENT: parent, **row} if layout.parent else row

    def _leave_to_arithmetic(self, row: Row, part: Part) -> None:
        """Leave out an amount that the arithmetic gives, so that the total stays live; one award alone stands on the line."""
        line = self._lines[str(part["id"])]
        if line.computed == line.amount and self._benefits_below(line) <= _LIVE_BENEFITS:
            row.pop("amount", None)
        if len(line.charges) == 1 and line.charges[0].share == WHOLE:
            row["charge_to"] = line.charges[0].award

    def _benefits_below(self, line: Line) -> int:
        """How often benefits rest on benefits, this line's included: 0 without any, 2 for benefits on benefits."""
        fringe = _fringe(line)
        return 0 if fringe is None else 1 + max((self._benefits_below(self._lines[one]) for one in fringe.base_lines), default=0)

    def _is_only_charge(self, line: str) -> bool:
        return len(self._lines[line].charges) == 1

    def _facts(self) -> Iterator[FactRow]:
        for about in PARTS_WITH_FACTS:
            for part in self._with_facts(about):
                facts = part.get("facts", {})
                assert isinstance(facts, Mapping)
                for fact, answer in facts.items():
                    yield FactRow(about, str(part.get("id", "")) if about not in ("Plan", "District") else "", fact, answer)

    def _with_facts(self, about: str) -> Iterator[Part]:
        if about == "Plan":
            yield self._data
        elif about == "District":
            district = self._data["district"]
            assert isinstance(district, Mapping)
            yield district
        else:
            layout = next(layout for layout in sheets() if layout.part == about)
            yield from (part for _, part in _parts(self._data, layout.within))


def _parts(data: Part, within: tuple[str, ...], parent: str = "") -> Iterator[tuple[str, Part]]:
    """The parts of a list that stands anywhere in a plan, each with the id of the part to which the list belongs."""
    if not within:
        yield parent, data
        return
    inner, own = data.get(within[0], []), str(data.get("id", parent))
    for one in [inner] if isinstance(inner, Mapping) else inner:
        assert isinstance(one, Mapping)
        yield from _parts(one, within[1:], own)


def _fields(part: Part, before: str = "") -> Iterator[tuple[str, Data]]:
    """The fields of a part and of its records; lists of parts and facts have sheets of their own."""
    for name, value in part.items():
        if isinstance(value, Mapping):
            if name != "facts":
                yield from _fields(value, f"{before}{name}.")
        elif not (isinstance(value, list) and value and isinstance(value[0], Mapping)):
            yield f"{before}{name}", value


def _benefit(line: Line, rate: Decimal) -> float:
    """What a benefit costs, in dollars."""
    return half_up(rate * _fringe(line).base_amount / 100) / 100


def _fringe(line: Line) -> Any:
    """The fringe benefits from which the amount of a line is reckoned, if it states them so."""
    return getattr(line, "fringe", None)


def _shown_of_line(line: Line, is_too_deep: bool, is_typed: bool) -> dict[str, Any]:
    note = ""
    if is_too_deep:
        note = TOO_DEEP
    elif line.computed is not None and line.computed != line.amount:
        note = "Amount is not the arithmetic"
    elif not line.charges:
        note = "No award pays this line"
    arithmetic = "" if line.computed is None or is_too_deep else line.computed / 100
    before = line.amount / 100 if _fringe(line) is None or is_typed else ""
    return {"Before benefits": before, "Arithmetic": arithmetic, "Line total": line.amount / 100, "Note": note}

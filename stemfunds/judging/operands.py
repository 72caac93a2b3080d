"""Right sides of comparisons, made ready to be looked up in a case."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any, TypeAlias

from stemfunds.judging.case import Case, FactValue, Span
from stemfunds.rulebook.dates import shifted
from stemfunds.rulebook.model import Figure, Rulebook
from stemfunds.rulebook.terms import DateShift, FactRef, FigureRef, Operand, ShareOf, Value

Lookup: TypeAlias = Callable[[Case], Any]
"""Gives a comparable value for a case, or None when it is unknown."""


def typed(value: bool | int | str | tuple[str, ...], fact_type: str) -> FactValue:
    """A stored literal as the value that facts of the type have."""
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return frozenset(value)
    if fact_type in ("number", "percent", "days", "months"):
        return Decimal(value)
    if fact_type == "date":
        return date.fromisoformat(str(value))
    return value


def lookup_fact(fact_id: str) -> Lookup:
    """The value of a fact in a case."""
    scope, _, name = fact_id.partition(".")
    facts_of = attrgetter(scope)
    return lambda case: facts_of(case).get(name)


def lookup_operand(operand: Operand, fact_type: str, rulebook: Rulebook) -> Lookup:
    """The value of a right side in a case, in the type of the fact on the left."""
    if isinstance(operand, Value):
        constant = typed(operand.value, fact_type)
        return lambda case: constant
    if isinstance(operand, FigureRef):
        return lookup_figure(rulebook.figures[operand.figure])
    if isinstance(operand, FactRef):
        return lookup_fact(operand.fact)
    if isinstance(operand, ShareOf):
        return _lookup_share(operand, rulebook)
    return _lookup_shift(operand, rulebook)


def lookup_figure(figure: Figure) -> Lookup:
    """The figure in force on its date; before its first entry the first one holds."""
    dates = [date.fromisoformat(value.since) for value in figure.values]
    values = [typed(value.value, figure.unit) for value in figure.values]
    chosen_by = lookup_fact(figure.chosen_by)

    def at(on: date) -> FactValue:
        return values[max(bisect_right(dates, on) - 1, 0)]

    def lookup(case: Case) -> FactValue | None:
        on = chosen_by(case)
        if isinstance(on, Span):
            return at(on.earliest) if at(on.earliest) == at(on.latest) else None
        return None if on is None else at(on)

    return lookup


def _lookup_share(share: ShareOf, rulebook: Rulebook) -> Lookup:
    percent = lookup_operand(share.percent, "percent", rulebook)
    base = lookup_operand(share.of, "money", rulebook)

    def lookup(case: Case) -> Fraction | None:
        rate, amount = percent(case), base(case)
        return None if rate is None or amount is None else Fraction(rate) * Fraction(amount) / 100

    return lookup


def _lookup_shift(shift: DateShift, rulebook: Rulebook) -> Lookup:
    start = lookup_operand(shift.of, "date", rulebook)

    def lookup(case: Case) -> date | None:
        on = start(case)
        return shifted(on, shift.count, shift.unit) if isinstance(on, date) else None

    return lookup

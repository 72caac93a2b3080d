"""Dated figures, and the percentages of limits, on a date."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from stemfunds.rulebook.model import Figure, Limit, Rulebook
from stemfunds.rulebook.terms import Citation, FactRef, FigureRef


def figure_on(figure: Figure, day: date | None) -> tuple[Fraction, tuple[Citation, ...]]:
    """The value in force on a day, with its citations; before its first entry, or without a day, the first one holds."""
    known = [value for value in figure.values if day is not None and value.since <= day.isoformat()]
    value = known[-1] if known else figure.values[0]
    return Fraction(value.value), value.cite


def percent_on(limit: Limit, rulebook: Rulebook, day: date | None) -> Fraction:
    """The percentage of a limit on a day."""
    if isinstance(limit.bound, FigureRef):
        return figure_on(rulebook.figures[limit.bound.figure], day)[0]
    if isinstance(limit.bound, FactRef):
        raise TypeError(f"{limit.id} takes its percentage from a fact")
    return Fraction(str(limit.bound.value))

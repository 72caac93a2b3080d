"""The days of an obligation window, by the rule of its fund."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from stemfunds.calculate.amounts import Value
from stemfunds.calculate.operations import CannotWorkOutError
from stemfunds.rulebook.calculator_model import Step
from stemfunds.rulebook.dates import shifted, window_of
from stemfunds.rulebook.model import Rulebook, Window
from stemfunds.rulebook.terms import Citation


def window_day(step: Step, given: Sequence[Value | None], rulebook: Rulebook) -> tuple[date, tuple[Citation, ...]]:
    """The day of a window that a step asks for, with the sources of the window."""
    fund, year, stream = given
    if not isinstance(fund, str) or not isinstance(year, Fraction):
        raise CannotWorkOutError(f"step {step.letter}, {step.label}: expected a fund and its federal fiscal year")
    window = rulebook.funds[fund].window
    if window is None:
        raise CannotWorkOutError(f"step {step.letter}: federal law sets no window for {fund}")
    opens, closes = window_of(window, int(year), str(stream))
    if step.gives == "opens":
        return opens, window.cite
    return (closes if step.gives == "closes" else _before_carryover(window, opens, closes)), window.cite


def _before_carryover(window: Window, opens: date, closes: date) -> date:
    """The last day before the carryover year begins: the window's end, less its Tydings months."""
    if not window.tydings_months:
        return closes
    if window.closes is not None:
        return shifted(closes, -window.tydings_months, "months")
    return shifted(closes + timedelta(days=1), -window.tydings_months, "months") - timedelta(days=1)

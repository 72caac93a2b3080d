"""Obligation windows, computed from a fund's rule: months are counted, never typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from stemfunds.judge.operands import shifted
from stemfunds.rulebook.model import Moment, Window


@dataclass(frozen=True, slots=True)
class ObligationWindow:
    """The first and the last date on which an award may be obligated, the carryover (Tydings) months included."""

    opens: date
    closes: date


def obligation_window(window: Window, federal_fiscal_year: int, stream: str) -> ObligationWindow:
    """The window of an award of a federal fiscal year.

    Source of the sum: GEPA 421(b), 20 USC 1225(b), and 34 CFR 76.709, as data in the fund's `window`: the first months of
    availability end on the day before the same day so many months later, and the carryover months follow.
    """
    opening, months = window.opens, window.months
    if stream == "october" and window.october is not None:
        opening, months = window.october.opens, window.october.months
    opens = _date(opening, federal_fiscal_year)
    if window.closes is not None:
        return ObligationWindow(opens, shifted(_date(window.closes, federal_fiscal_year), window.tydings_months, "months"))
    return ObligationWindow(opens, shifted(opens, months + window.tydings_months, "months") - timedelta(days=1))


def _date(moment: Moment, year: int) -> date:
    return date.fromisoformat(moment.date) if moment.date else date(year, moment.month, moment.day)

"""Dates that rules count: shifted dates, and obligation windows computed from the months of a fund's rule."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from stemfunds.rulebook.model import Moment, Window


def shifted(start: date, count: int, unit: str) -> date:
    """A date some days, months or years later; the last day of a shorter month stands for days that it lacks."""
    if unit == "days":
        return start + timedelta(days=count)
    months = start.year * 12 + start.month - 1 + (count * 12 if unit == "years" else count)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def window_of(window: Window, federal_fiscal_year: int, stream: str) -> tuple[date, date]:
    """The first and the last date on which an award of a federal fiscal year may be obligated.

    Source of the sum: GEPA 421(b), 20 USC 1225(b), and 34 CFR 76.709, as data in the fund's `window`: the first months of
    availability end on the day before the same day so many months later, and the carryover (Tydings) months follow.
    """
    opening, months = window.opens, window.months
    if stream == "october" and window.october is not None:
        opening, months = window.october.opens, window.october.months
    opens = _date(opening, federal_fiscal_year)
    if window.closes is not None:
        return opens, shifted(_date(window.closes, federal_fiscal_year), window.tydings_months, "months")
    return opens, shifted(opens, months + window.tydings_months, "months") - timedelta(days=1)


def _date(moment: Moment, year: int) -> date:
    return date.fromisoformat(moment.date) if moment.date else date(year, moment.month, moment.day)

"""Dates as YYYY-MM-DD, and school years such as 2026-27."""

from __future__ import annotations

import datetime as dt
import re

from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.reading.texts import one_value, refuse

A_DATE = "a date as YYYY-MM-DD"
A_SCHOOL_YEAR = "a school year such as 2026-27"

_ISO = r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})"
_LOOSE_ISO = r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?"
_WITHOUT_HYPHENS = r"([12][0-9]{3})([0-9]{2})([0-9]{2})"
_AMERICAN = r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([12][0-9]{3}|[0-9]{2})"
_MONTH_FIRST = r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([12][0-9]{3})"
_DAY_FIRST = r"([0-9]{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? ([12][0-9]{3})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SCHOOL_YEAR = r"([12][0-9]{3})-([0-9]{2})"
_LOOSE_SCHOOL_YEAR = r"(?i:SY ?)?([12][0-9]{3}) ?[-/\u2013] ?((?:[12][0-9])?[0-9]{2})"


def date(node: Node, problems: Problems, name: str = "date") -> dt.date | None:
    """A day of the calendar; every other way to write one is answered with the ISO date probably meant."""
    value = one_value(node, problems, name, A_DATE)
    if value is None:
        return None
    typed = value.text.strip()
    parts = re.fullmatch(_ISO, typed)
    if parts is None:
        meant = _probable_date(typed)
        refuse(value, problems, name, A_DATE, meant.isoformat() if meant else None)
        return None
    found = _day(*map(int, parts.groups()))
    if found is None:
        refuse(value, problems, name, A_DATE, why="there is no such day")
    return found


def school_year(node: Node, problems: Problems, name: str = "school_year") -> str | None:
    """A school year by its two calendar years: `2026-27`."""
    value = one_value(node, problems, name, A_SCHOOL_YEAR)
    if value is None:
        return None
    typed = value.text.strip()
    found = re.fullmatch(_SCHOOL_YEAR, typed)
    if found is not None and (int(found[1]) + 1) % 100 == int(found[2]):
        return typed
    loose = re.fullmatch(_LOOSE_SCHOOL_YEAR, typed)
    first = int(loose[1]) if loose else 0
    is_next = loose is not None and (first + 1) % 100 == int(loose[2][-2:])
    why = "the second year is not the year after the first" if loose and not is_next else ""
    meant = f"{first}-{(first + 1) % 100:02d}" if loose and is_next else None
    refuse(value, problems, name, A_SCHOOL_YEAR, meant, why)
    return None


def _probable_date(typed: str) -> dt.date | None:
    """The day that a date in another form most probably means; numbers alone are month first."""
    if parts := re.fullmatch(_LOOSE_ISO, typed):
        return _day(int(parts[1]), int(parts[2]), int(parts[3]))
    if parts := re.fullmatch(_WITHOUT_HYPHENS, typed):
        return _day(int(parts[1]), int(parts[2]), int(parts[3]))
    if parts := re.fullmatch(_AMERICAN, typed):
        year = int(parts[3]) + (2000 if len(parts[3]) == 2 else 0)
        return _day(year, int(parts[1]), int(parts[2])) or _day(year, int(parts[2]), int(parts[1]))
    if parts := re.fullmatch(_MONTH_FIRST, typed):
        return _day(int(parts[3]), _month(parts[1]), int(parts[2]))
    if parts := re.fullmatch(_DAY_FIRST, typed):
        return _day(int(parts[3]), _month(parts[2]), int(parts[1]))
    return None


def _month(word: str) -> int:
    short = word[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None

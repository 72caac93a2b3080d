"""Dates are ISO dates; everything else is answered with the date that was probably meant."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.reading.dates import date, school_year

from .told import told

FORM = "expected a date as YYYY-MM-DD"


@given(st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)))
def test_every_iso_date_is_read(day: dt.date) -> None:
    """What Python writes is read back."""
    assert told(date, day.isoformat()) == (day, "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("July 1, 2026", "2026-07-01"),
        ("Jul. 1 2026", "2026-07-01"),
        ("Sept 30, 2026", "2026-09-30"),
        ("1 July 2026", "2026-07-01"),
        ("July 4th, 2026", "2026-07-04"),
        ("07/01/2026", "2026-07-01"),
        ("7/1/26", "2026-07-01"),
        ("31.12.2026", "2026-12-31"),
        ("2026/07/01", "2026-07-01"),
        ("20260701", "2026-07-01"),
        ("2026-7-1", "2026-07-01"),
        ("2026-07-01T00:00:00Z", "2026-07-01"),
        ("2026-07-01 08:30", "2026-07-01"),
    ],
)
def test_other_forms_name_the_date_meant(typed: str, meant: str) -> None:
    """The author can copy the right form from the message."""
    assert told(date, typed, name="starts") == (None, f'p.yaml:3:9  starts "{typed}": {FORM} (did you mean "{meant}"?)')


@pytest.mark.parametrize("typed", ["2026", "fall 2026", "July 2026", "13/13/2026", "2026-W27", "0026-07-01", "tomorrow"])
def test_other_words_are_refused(typed: str) -> None:
    """Nothing is guessed from half a date."""
    assert told(date, typed, name="starts") == (None, f'p.yaml:3:9  starts "{typed}": {FORM}')


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-13-01", "2026-00-10", "2027-02-29"])
def test_days_that_do_not_exist(typed: str) -> None:
    """The form is right, the day is not."""
    assert told(date, typed, name="ends") == (None, f'p.yaml:3:9  ends "{typed}": there is no such day; {FORM}')


@pytest.mark.parametrize("typed", ["2026-27", "1999-00", "2099-00"])
def test_school_year(typed: str) -> None:
    """Two calendar years that follow one another."""
    assert told(school_year, typed) == (typed, "")


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("2026-2027", '": expected a school year such as 2026-27 (did you mean "2026-27"?)'),
        ("2026/27", '": expected a school year such as 2026-27 (did you mean "2026-27"?)'),
        ("SY 2026-27", '": expected a school year such as 2026-27 (did you mean "2026-27"?)'),
        ("2026-28", '": the second year is not the year after the first; expected a school year such as 2026-27'),
        ("2026", '": expected a school year such as 2026-27'),
    ],
)
def test_school_year_refused(typed: str, rest: str) -> None:
    """The usual other forms have a hint."""
    assert told(school_year, typed) == (None, f'p.yaml:3:9  school_year "{typed}{rest}')

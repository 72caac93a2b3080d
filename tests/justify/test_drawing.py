"""Where the marks of charts lie."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stemfunds.justify.document import Bar, Period, StackedBars, Timeline
from stemfunds.justify.drawing import WHOLE, bars_in_words, drawn_bars, drawn_timeline, timeline_in_words

KEYS = (("1", "Personnel"), ("5", "Supplies"))
SEEN = date(2026, 11, 23)


def bars(*parts: tuple[int, int]) -> StackedBars:
    return StackedBars("Money", KEYS, tuple(Bar(f"Award {at}", sum(two), two) for at, two in enumerate(parts)))


def timeline(opens: date | None, closes: date | None, first: date | None, last: date | None) -> Timeline:
    return Timeline("Windows", (Period("Award", opens, closes, None, first, last),), SEEN)


def test_bars_stand_on_one_scale() -> None:
    longest, half = drawn_bars(bars((300_00, 100_00), (200_00, 0)))
    assert [(mark.start, mark.width, mark.text) for mark in longest.marks] == [(0, 7500, "1"), (7500, 2500, "5")]
    assert [(mark.start, mark.width) for mark in half.marks] == [(0, 5000)]
    assert (longest.amount, half.amount) == ("$400.00", "$200.00")


def test_a_narrow_part_has_no_number() -> None:
    (bar,) = drawn_bars(bars((99_00, 1_00)))
    assert [mark.text for mark in bar.marks] == ["1", ""]


def test_a_credit_is_told_but_not_drawn() -> None:
    (bar,) = drawn_bars(bars((500_00, -100_00)))
    assert [(mark.start, mark.width) for mark in bar.marks] == [(0, WHOLE)]
    assert bar.amount == "$400.00"
    assert bars_in_words(bars((500_00, -100_00))) == "Award 0: $400.00, of which Personnel $500.00 and Supplies ($100.00)."


@given(st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 10**12)), min_size=1, max_size=5))
def test_parts_meet_and_stay_inside(parts: list[tuple[int, int]]) -> None:
    """Whatever the amounts, one part ends where the next begins, and none leaves the chart."""
    for bar in drawn_bars(bars(*parts)):
        ends = [mark.start + mark.width for mark in bar.marks]
        assert [mark.start for mark in bar.marks] == [0, *ends][: len(ends)]
        assert all(end <= WHOLE for end in ends)


def test_a_window_and_the_obligations_in_it() -> None:
    drawn = drawn_timeline(timeline(date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 1), date(2026, 6, 30)))
    (period,) = drawn.periods
    assert period.window is not None
    assert (period.window.start, period.window.width) == (0, WHOLE)
    assert period.obligations is not None
    assert 0 < period.obligations.start < period.obligations.start + period.obligations.width < WHOLE
    assert period.outside == ()
    assert [tick.text for tick in drawn.ticks] == ["Jan 2026", "Jul"]
    assert drawn.seen_on is not None
    assert drawn.seen_on.text == "Nov 23, 2026"


def test_obligations_outside_of_the_window_are_marked() -> None:
    """Before it, behind it, or wholly elsewhere."""
    both = timeline(date(2026, 4, 1), date(2026, 9, 30), date(2026, 1, 1), date(2026, 12, 31))
    (period,) = drawn_timeline(both).periods
    assert len(period.outside) == 2
    late = timeline(date(2020, 3, 13), date(2024, 9, 30), date(2026, 9, 15), date(2026, 9, 15))
    (period,) = drawn_timeline(late).periods
    assert period.outside == (period.obligations,)
    assert timeline_in_words(late) == (
        "Award: window Mar 13, 2020 to Sep 30, 2024; the plan obligates Sep 15, 2026, which the window does not cover in full."
    )


def test_without_a_window_nothing_is_outside() -> None:
    (period,) = drawn_timeline(timeline(None, None, date(2026, 9, 15), date(2026, 9, 20))).periods
    assert (period.window, period.outside, period.dates) == (None, (), "no window encoded")


def test_a_long_time_names_few_years() -> None:
    drawn = drawn_timeline(timeline(date(2010, 1, 1), date(2029, 12, 31), None, None))
    assert len([tick for tick in drawn.ticks if tick.text]) <= 8


days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(st.tuples(days, days, days, days))
def test_marks_stay_inside_whatever_the_dates(four: tuple[date, date, date, date]) -> None:
    (period,) = drawn_timeline(timeline(*four)).periods
    marks = [mark for mark in (period.window, period.obligations, *period.outside) if mark]
    assert all(mark.start >= 0 and mark.width > 0 for mark in marks)
    assert all(mark.start + mark.width <= WHOLE for mark in marks)

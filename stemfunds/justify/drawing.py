"""Where the marks of a chart lie, for every renderer that draws: places in hundredths of a percent of its width."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from stemfunds.justify.document import Bar, Period, StackedBars, Timeline
from stemfunds.justify.words import day, listed
from stemfunds.reading.numbers import dollars

WHOLE = 10_000
"""The width of a chart. Whole numbers, so that every machine draws the same."""

_LEAST_NUMBERED = 400
_LEAST_SEEN = 80
_YEARS_WITH_HALVES = 3
_YEARS_WITH_ALL = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a bar: where it starts, how wide it is, what is written on it, and which of the looks it has."""

    start: int
    width: int
    text: str = ""
    look: int = 0

    @property
    def middle(self) -> int:
        """Where a text on it is centred."""
        return self.start + self.width // 2


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A stacked bar with its label and its amount in dollars."""

    label: str
    amount: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DrawnPeriod:
    """An award in time. `outside` are the parts of the obligations that no window covers."""

    label: str
    dates: str
    window: Mark | None
    payment: Mark | None
    obligations: Mark | None
    outside: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DrawnTimeline:
    """All awards on one scale: the places of the ticks, and of the day on which the plan was checked."""

    periods: tuple[DrawnPeriod, ...]
    ticks: tuple[Mark, ...]
    seen_on: Mark | None


def drawn_bars(chart: StackedBars) -> tuple[DrawnBar, ...]:
    """The bars on one scale; the longest fills the width."""
    longest = max((sum(cents for cents in bar.parts if cents > 0) for bar in chart.bars), default=0) or 1
    return tuple(DrawnBar(bar.label, dollars(bar.cents), _pieces(chart, bar, longest)) for bar in chart.bars)


def _pieces(chart: StackedBars, bar: Bar, longest: int) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    before = 0
    for at, cents in enumerate(bar.parts):
        if cents <= 0:
            continue
        start, end = (WHOLE * reached // longest for reached in (before, before + cents))
        number = chart.keys[at][0] if end - start >= _LEAST_NUMBERED else ""
        marks.append(Mark(start, end - start, number, at))
        before += cents
    return tuple(marks)


def bars_in_words(chart: StackedBars) -> str:
    """What the bars show, for people who hear the document: every bar with its parts."""
    return " ".join(f"{bar.label}: {dollars(bar.cents)}, of which {_parts_in_words(chart, bar)}." for bar in chart.bars)


def _parts_in_words(chart: StackedBars, bar: Bar) -> str:
    return listed(f"{name} {dollars(cents)}" for (_, name), cents in zip(chart.keys, bar.parts, strict=True) if cents)


# --- time ---------------------------------------------------------------------------------------------------


def drawn_timeline(chart: Timeline) -> DrawnTimeline:
    """The awards in time, in whole years."""
    days = [on for period in chart.periods for on in _days(period) if on is not None] or [chart.seen_on]
    scale = _Scale(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))
    seen_on = Mark(scale.place(chart.seen_on), 0, day(chart.seen_on)) if scale.first <= chart.seen_on < scale.last else None
    return DrawnTimeline(tuple(_period(period, scale) for period in chart.periods), scale.ticks(), seen_on)


def _days(period: Period) -> tuple[date | None, ...]:
    return (period.opens, period.closes, period.liquidate_by, period.first, period.last)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def place(self, on: date) -> int:
        return WHOLE * (on - self.first).days // (self.last - self.first).days

    def mark(self, start: date | None, end: date | None, least: int = 1) -> Mark | None:
        """From the morning of one day to the evening of another; None where there is nothing between them."""
        if start is None or end is None or end < start:
            return None
        width = max(self.place(end + timedelta(days=1)) - self.place(start), least)
        return Mark(min(self.place(start), WHOLE - width), width)

    def ticks(self) -> tuple[Mark, ...]:
        """The years, and their halves where there is room; a long time names every few years only."""
        years = self.last.year - self.first.year
        step = -(-years // _YEARS_WITH_ALL)
        ticks: list[Mark] = []
        for year in range(self.first.year, self.last.year):
            named = (year - self.first.year) % step == 0
            ticks.append(Mark(self.place(date(year, 1, 1)), 0, f"Jan {year}" if named else ""))
            if years <= _YEARS_WITH_HALVES:
                ticks.append(Mark(self.place(date(year, 7, 1)), 0, "Jul"))
        return tuple(ticks)


def _period(period: Period, scale: _Scale) -> DrawnPeriod:
    obligations = scale.mark(period.first, period.last, _LEAST_SEEN)
    window = scale.mark(period.opens, period.closes)
    payment = scale.mark(period.closes, period.liquidate_by)
    return DrawnPeriod(period.label, _dates(period), window, payment, obligations, _outside(window, obligations))


def _outside(window: Mark | None, obligations: Mark | None) -> tuple[Mark, ...]:
    """The parts of the obligations before and behind a window; nothing where no window is known."""
    if window is None or obligations is None:
        return ()
    end, closes = obligations.start + obligations.width, window.start + window.width
    before = Mark(obligations.start, min(window.start, end) - obligations.start)
    behind_from = max(closes, obligations.start)
    behind = Mark(behind_from, end - behind_from)
    return tuple(mark for mark in (before, behind) if mark.width > 0)


def _dates(period: Period) -> str:
    if period.opens is None or period.closes is None:
        return "no window encoded"
    return f"{day(period.opens)} to {day(period.closes)}"


def timeline_in_words(chart: Timeline) -> str:
    """What the timeline shows, for people who hear the document."""
    return " ".join(f"{period.label}: {_window_in_words(period)}; {_obligations_in_words(period)}." for period in chart.periods)


def _window_in_words(period: Period) -> str:
    if period.opens is None or period.closes is None:
        return "no window encoded"
    paid = f", to be paid by {day(period.liquidate_by)}" if period.liquidate_by else ""
    return f"window {day(period.opens)} to {day(period.closes)}{paid}"


def _obligations_in_words(period: Period) -> str:
    if period.first is None or period.last is None:
        return "the plan dates no obligation"
    to_last = f" to {day(period.last)}" if period.first != period.last else ""
    opens, closes = period.opens or period.first, period.closes or period.last
    outside = ", which the window does not cover in full" if period.first < opens or period.last > closes else ""
    return f"the plan obligates {day(period.first)}{to_last}{outside}"

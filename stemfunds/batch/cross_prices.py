"""Unit prices far from the others of their item and unit, by measures that a few wild prices do not move."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from stemfunds.batch.cross_found import Found
from stemfunds.justify.words import clean
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.review_model import CrossCheck

_PARTS = 10_000  # of a dollar: prices have parts of a cent
_CONSISTENT = Fraction(14826, 10000)  # makes the median absolute deviation of a bell curve its standard deviation

_PRICES = (
    f"SELECT item, lower(trim(unit)), CAST(round(unit_cost * {_PARTS}) AS INTEGER) AS price, rowid "
    "FROM lines WHERE unit_cost IS NOT NULL AND CAST(unit_cost AS REAL) > 0 ORDER BY 1, 2, 3, 4"
)
_LINE = "SELECT plan, activity, line, unit, item, amount_cents FROM lines WHERE rowid = ?"


def far_prices(connection: sqlite3.Connection, check: CrossCheck) -> Iterator[Found]:
    """The lines whose unit price is an outlier of its item and unit, where there are enough prices."""
    for _, group in groupby(connection.execute(_PRICES), itemgetter(0, 1)):
        prices, rows = array("q"), array("q")
        for _, _, price, row in group:
            prices.append(price)
            rows.append(row)
        if len(prices) < check.prices:
            continue
        middle = median(prices)
        low, high = bounds(prices, middle, Fraction(check.deviations), Fraction(check.times))
        far = (*range(bisect_left(prices, low)), *range(bisect_right(prices, high), len(prices)))
        yield from (_found(connection, rows[at], prices[at], middle, len(prices)) for at in far)


def _found(connection: sqlite3.Connection, row: int, price: int, middle: Fraction, number: int) -> Found:
    plan, activity, line, unit, item, amount = connection.execute(_LINE, (row,)).fetchone()
    words = {
        "price": _dollars(Fraction(price)),
        "unit": clean(unit) or "unit",
        "item": item,
        "median": _dollars(middle),
        "prices": f"{number:,}",
    }
    return Found(plan, words, (), activity, line, amount)


def median(ordered: Sequence[int]) -> Fraction:
    """The middle of numbers in order; of an even number of them the mean of the two in the middle."""
    half = len(ordered) // 2
    return Fraction(ordered[half]) if len(ordered) % 2 else Fraction(ordered[half - 1] + ordered[half], 2)


def bounds(ordered: Sequence[int], middle: Fraction, deviations: Fraction, times: Fraction) -> tuple[Fraction, Fraction]:
    """Below the first or above the second number a price is far: so many scaled deviations away, and so many times as high."""
    twice = int(2 * middle)  # a whole number, as all of its sums are
    reach = deviations * _CONSISTENT * median(sorted(abs(2 * price - twice) for price in ordered)) / 2
    return min(middle - reach, middle / times), max(middle + reach, middle * times)


def _dollars(parts: Fraction) -> str:
    """Rounded to the cent, half up, for reading only."""
    return dollars(int(parts * 100 / _PARTS + Fraction(1, 2)))

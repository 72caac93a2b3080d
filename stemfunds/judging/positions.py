"""Positions: how much of one seat the lines of a plan pay at a time, over all awards.

A line with its own first and last day is paid on the days between. Of one without only the months are known, so it counts
where it cannot be otherwise: two lines of more than six months in one year share the middle of the year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from stemfunds.plan.arithmetic import MONTHS_OF_A_YEAR
from stemfunds.plan.model import Line

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Pay:
    """What one line pays of a position: the FTE, the months where they are known, the fiscal year, the days."""

    fte: Decimal
    months: Decimal | None = None
    fiscal_year: str = ""
    starts: date | None = None
    ends: date | None = None


def fte_by_position(lines: Iterable[Line]) -> dict[str, Decimal]:
    """The most FTE that is certainly paid at one time, by position."""
    paid: defaultdict[str, list[Pay]] = defaultdict(list)
    for line in lines:
        if line.position and line.salary is not None:
            salary = line.salary
            paid[line.position].append(Pay(salary.fte, salary.months, line.fiscal_year, line.starts, line.ends))
    return {position: most_at_one_time(of_position) for position, of_position in paid.items()}


def most_at_one_time(lines: Sequence[Pay]) -> Decimal:
    """The most FTE that is certainly paid at one time; lines that name different fiscal years never meet."""
    years = {line.fiscal_year for line in lines if line.fiscal_year} or {""}
    return max(_most_in_a_year([line for line in lines if line.fiscal_year in ("", year)]) for year in years)


def _most_in_a_year(lines: Sequence[Pay]) -> Decimal:
    dated = [line for line in lines if line.starts and line.ends]
    most = max((_on(line.starts, dated) for line in dated if line.starts), default=Decimal(0))
    if len(dated) == len(lines):
        return most
    through_the_middle = sum((line.fte for line in lines if 2 * _months(line) > MONTHS_OF_A_YEAR), Decimal(0))
    average = sum((Fraction(line.fte) * _months(line) / MONTHS_OF_A_YEAR for line in lines), Fraction(0))
    return max(most, through_the_middle, (Decimal(average.numerator) / average.denominator).quantize(_PLACES))


def _on(day: date, lines: Iterable[Pay]) -> Decimal:
    """The FTE that dated lines pay on a day; the fullest day is always a first one."""
    return sum((line.fte for line in lines if line.starts and line.ends and line.starts <= day <= line.ends), Decimal(0))


def _months(line: Pay) -> Fraction:
    """How many months of a year a line pays: as it says, or the whole year."""
    return Fraction(MONTHS_OF_A_YEAR if line.months is None else min(line.months, Decimal(MONTHS_OF_A_YEAR)))

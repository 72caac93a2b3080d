"""The arithmetic of a line: exact to the last digit, and rounded half-up once, to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from stemfunds.plan.costs import Cost, Fringe, Salary, Stipend, Travel
from stemfunds.plan.describe import Cents

if TYPE_CHECKING:
    from stemfunds.plan.line import Line

_EXACT = Context(prec=120, rounding=ROUND_HALF_UP)
_HUNDRED = Decimal(100)
MONTHS_OF_A_YEAR = 12


def computed_amount(
    quantity: Decimal | None,
    periods: Decimal | None,
    unit_price: Decimal | None,
    share_percent: Decimal | None,
) -> Cents | None:
    """The amount in cents from its factors, half-up; None without quantity or unit price (in dollars).

    Periods that are not given count as one, a share that is not given as the whole.
    """
    cents = exact_cents(quantity, periods, unit_price, share_percent)
    return None if cents is None else half_up(cents)


def exact_cents(
    quantity: Decimal | None,
    periods: Decimal | None,
    unit_price: Decimal | None,
    share_percent: Decimal | None,
) -> Decimal | None:
    """The same before it is rounded, with every part of a cent."""
    if quantity is None or unit_price is None:
        return None
    product = _EXACT.multiply(quantity, unit_price)
    if periods is not None:
        product = _EXACT.multiply(product, periods)
    if share_percent is not None:
        product = _EXACT.multiply(product, share_percent).scaleb(-2, _EXACT)
    return _EXACT.multiply(product, _HUNDRED)


def half_up(cents: Decimal) -> Cents:
    """A number of cents rounded to whole cents, half away from zero."""
    return Cents(int(cents.to_integral_value(ROUND_HALF_UP, _EXACT)))


def computed_line(line: Line) -> Cents | None:
    """What the arithmetic of a line gives, of whatever form it is; None where it states none."""
    if line.cost is not None:
        return cost_amount(line.cost)
    return computed_amount(line.quantity, line.periods, line.unit_price, line.share_percent)


def cost_amount(cost: Cost) -> Cents:
    """The amount of a cost in cents. Fringe benefits are rounded one by one, everything else once."""
    if isinstance(cost, Salary):
        months = MONTHS_OF_A_YEAR if cost.months is None else cost.months
        return _rounded(Fraction(cost.fte) * cost.annual_rate * Fraction(months) / MONTHS_OF_A_YEAR)
    if isinstance(cost, Fringe):
        return Cents(sum(component_amounts(cost)))
    if isinstance(cost, Stipend):
        return _rounded(Fraction(cost.people) * _times(cost.days) * _times(cost.hours) * Fraction(cost.rate) * 100)
    return _rounded(_times(cost.trips) * (_times(cost.people) * sum(_of_one_person(cost)) + _mileage(cost)))


def units_of(line: Line) -> Decimal | None:
    """How many units a line buys: its quantity, the FTE of a salary, the days or hours of a stipend.

    None where a line of another form has no single unit.
    """
    if line.salary is not None:
        return line.salary.fte
    if line.stipend is not None:
        units = line.stipend.people
        for factor in (line.stipend.days, line.stipend.hours):
            units = units if factor is None else _EXACT.multiply(units, factor)
        return units
    return line.quantity


def unit_cost_of(line: Line) -> Cents | None:
    """What one of these units costs, in cents: the unit cost, the annual rate of a salary, the rate of a stipend."""
    if line.salary is not None:
        return line.salary.annual_rate
    if line.stipend is not None:
        return half_up(line.stipend.rate.scaleb(2))
    return line.unit_cost


def component_amounts(fringe: Fringe) -> tuple[Cents, ...]:
    """What each benefit costs, in whole cents, in the order of the line."""
    base = fringe.base_amount
    return tuple(_rounded(Fraction(component.rate) * base / 100) for component in fringe.components)


def _of_one_person(travel: Travel) -> Iterator[Fraction]:
    """Per diem, lodging and fare of one person on one trip, in cents."""
    for number, price in ((travel.days, travel.per_diem), (travel.nights, travel.lodging)):
        if number is not None and price is not None:
            yield Fraction(number) * price
    yield Fraction(travel.fare or 0)


def _mileage(travel: Travel) -> Fraction:
    """The miles of one trip, in cents."""
    if travel.miles is None or travel.mileage_rate is None:
        return Fraction(0)
    return Fraction(travel.miles) * Fraction(travel.mileage_rate) * 100


def _times(factor: Decimal | None) -> Fraction:
    """A factor that counts as one where it is left out."""
    return Fraction(1) if factor is None else Fraction(factor)


def _rounded(cents: Fraction) -> Cents:
    """Whole cents of an exact amount of zero or more, half-up."""
    return Cents((2 * cents.numerator + cents.denominator) // (2 * cents.denominator))

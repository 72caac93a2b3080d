"""The arithmetic of a line in print, as a reviewer recomputes it: every factor with its unit, and the result."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from stemfunds.plan.arithmetic import MONTHS_OF_A_YEAR, component_amounts, cost_amount, exact_cents, half_up
from stemfunds.plan.costs import Cost, Fringe, Salary, Stipend, Travel
from stemfunds.plan.describe import Cents
from stemfunds.reading.numbers import dollars, plain

if TYPE_CHECKING:
    from stemfunds.plan.line import Line

TIMES = " \u00d7 "


def formula(line: Line) -> str:
    """The arithmetic of a line with its result, and whether parts of a cent are rounded; empty where a factor is missing."""
    if line.cost is not None:
        return _cost(line.cost)
    price = line.unit_price
    exact = exact_cents(line.quantity, line.periods, price, line.share_percent)
    if exact is None or price is None or line.quantity is None:
        return ""
    factors = [_counted(line.quantity, line.unit)]
    if line.periods is not None:
        factors.append(_counted(line.periods, line.period))
    factors.append(_price(price))
    if line.share_percent is not None:
        factors.append(f"{plain(line.share_percent)}%")
    result = half_up(exact)
    rounded = ", rounded" if exact != result else ""
    return f"{TIMES.join(factors)} = {dollars(result)}{rounded}"


def _cost(cost: Cost) -> str:
    if isinstance(cost, Fringe):
        return _fringe(cost)
    words = _salary(cost) if isinstance(cost, Salary) else _stipend(cost) if isinstance(cost, Stipend) else _travel(cost)
    return f"{words} = {dollars(cost_amount(cost))}"


def _salary(salary: Salary) -> str:
    """``0.5 FTE × $78,500.00 a year × 10/12 months``."""
    factors = [f"{_counted(salary.fte)} FTE", f"{dollars(salary.annual_rate)} a year"]
    if salary.months is not None:
        factors.append(f"{plain(salary.months)}/{MONTHS_OF_A_YEAR} months")
    return TIMES.join(factors)


def _fringe(fringe: Fringe) -> str:
    """Every benefit by itself, as each is rounded by itself; a base of several lines is added up first."""
    base = dollars(fringe.base_amount)
    parts = []
    if fringe.base_lines:
        lines = [f"{name} {dollars(amount)}" for name, amount in zip(fringe.base_lines, fringe.base_amounts, strict=True)]
        whole = f" = {base}" if len(lines) > 1 else ""
        parts.append(f"Base: {' + '.join(lines)}{whole}")
    amounts = component_amounts(fringe)
    for component, amount in zip(fringe.components, amounts, strict=True):
        parts.append(f"{component.name} {base}{TIMES}{plain(component.rate)}% = {dollars(amount)}")
    if len(amounts) > 1:
        parts.append(f"total {dollars(Cents(sum(amounts)))}")
    return "; ".join(parts)


def _stipend(stipend: Stipend) -> str:
    """``8 people × 5 days × $150.00 a day``, ``8 people × 5 days × 6 hours × $40.00 an hour``."""
    factors = [_units(stipend.people, "person", "people")]
    if stipend.days is not None:
        factors.append(_units(stipend.days, "day"))
    if stipend.hours is not None:
        factors.append(_units(stipend.hours, "hour"))
    each = "a day" if stipend.hours is None else "an hour"
    return TIMES.join([*factors, f"{_price(stipend.rate)} {each}"])


def _travel(travel: Travel) -> str:
    """``2 trips × 3 people × (4 days × $68.00 + $420.00 fare) + 2 trips × 310 miles × $0.70``."""
    trips = [] if travel.trips is None else [_units(travel.trips, "trip")]
    people = [] if travel.people is None else [_units(travel.people, "person", "people")]
    costs = []
    if travel.days is not None and travel.per_diem is not None:
        costs.append(f"{_units(travel.days, 'day')}{TIMES}{dollars(travel.per_diem)} per diem")
    if travel.nights is not None and travel.lodging is not None:
        costs.append(f"{_units(travel.nights, 'night')}{TIMES}{dollars(travel.lodging)} lodging")
    if travel.fare is not None:
        costs.append(f"{dollars(travel.fare)} fare")
    terms = []
    if costs:
        each = " + ".join(costs)
        grouped = f"({each})" if len(costs) > 1 and (trips or people) else each
        terms.append(TIMES.join([*trips, *people, grouped]))
    if travel.miles is not None and travel.mileage_rate is not None:
        terms.append(TIMES.join([*trips, _units(travel.miles, "mile"), f"{_price(travel.mileage_rate)} a mile"]))
    return " + ".join(terms)


def _price(price: Decimal) -> str:
    """Dollars with cents, and with parts of a cent where there are any: ``$0.70``, ``$0.725``."""
    cents = price.scaleb(2)
    return f"${plain(price)}" if cents % 1 else dollars(int(cents))


def _units(number: Decimal, one: str, many: str = "") -> str:
    return _counted(number, one if number == 1 else many or f"{one}s")


@lru_cache(maxsize=5_000)  # many lines count the same things
def _counted(number: Decimal, of_what: str = "") -> str:
    whole, point, fraction = plain(number).partition(".")
    return f"{int(whole):,}{point}{fraction} {of_what}".strip()

"""The arithmetic of a line: quantity, periods, unit cost and share, rounded half-up once, to the cent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from stemfunds.plan.describe import Cents
from stemfunds.reading.numbers import dollars, plain

if TYPE_CHECKING:
    from stemfunds.plan.line import Line

_EXACT = Context(prec=120, rounding=ROUND_HALF_UP)
TIMES = " \u00d7 "
_HUNDRED = Decimal(100)


def computed_amount(
    quantity: Decimal | None,
    periods: Decimal | None,
    unit_price: Decimal | None,
    share_percent: Decimal | None,
) -> Cents | None:
    """The amount in cents from its factors, half-up; None without quantity or unit price (in dollars).

    Periods that are not given count as one, a share that is not given as the whole.
    """
    if quantity is None or unit_price is None:
        return None
    product = _EXACT.multiply(quantity, unit_price)
    if periods is not None:
        product = _EXACT.multiply(product, periods)
    if share_percent is not None:
        product = _EXACT.multiply(product, share_percent).scaleb(-2, _EXACT)
    return half_up(_EXACT.multiply(product, _HUNDRED))


def half_up(cents: Decimal) -> Cents:
    """A number of cents rounded to whole cents, half away from zero."""
    return Cents(int(cents.to_integral_value(ROUND_HALF_UP, _EXACT)))


def formula(line: Line) -> str:
    """The arithmetic of a line in print, as reviewers recompute it; empty where a factor is missing."""
    result, price = line.computed, line.unit_price
    if result is None or price is None or line.quantity is None:
        return ""
    factors = [_counted(line.quantity, line.unit)]
    if line.periods is not None:
        factors.append(_counted(line.periods, line.period))
    factors.append(dollars(line.unit_cost or 0) if line.unit_cost_exact is None else f"${plain(price)}")
    if line.share_percent is not None:
        factors.append(f"{plain(line.share_percent)}%")
    return f"{TIMES.join(factors)} = {dollars(result)}"


def _counted(number: Decimal, of_what: str) -> str:
    whole, point, fraction = plain(number).partition(".")
    return f"{int(whole):,}{point}{fraction} {of_what}".strip()

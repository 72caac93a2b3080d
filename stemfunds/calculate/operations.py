"""The operations of a worksheet on exact values.

A value that was not given leaves the result open, unless a step has a way around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import reduce

from stemfunds.calculate.amounts import Value, bound_in_cents, percent_of
from stemfunds.rulebook.calculator_model import Step
from stemfunds.rulebook.dates import shifted

OF_COLUMNS = frozenset({"total", "smallest", "follows"})
"""The operations that take whole columns and give one value."""


class CannotWorkOutError(ValueError):
    """The numbers given allow no answer; printed, it names the step and says why."""


def apply(step: Step, given: Sequence[Value | None], direction: str = "") -> Value | None:
    """The result of a step's operation on its values."""
    operation = step.operation
    if operation == "is":
        return given[0]
    if operation == "first_of":
        return next((value for value in given if value is not None), None)
    if operation == "choose":
        return None if given[0] is None else given[chosen_of(step, given)]
    known = [value for value in given if value is not None]
    if len(known) < len(given):
        return None
    if operation == "matches":
        return known[0] in step.gives.split(", ")
    if operation == "shift":
        return _shifted(step, known)
    amounts = [value for value in known if isinstance(value, Fraction)]
    return _of_amounts(step, amounts, direction)


def chosen_of(step: Step, given: Sequence[Value | None]) -> int:
    """Which of its values a step chose, by number; 0 where it does not choose."""
    if step.operation == "choose":
        return 1 if given[0] is True else 2
    if step.operation == "first_of":
        return next((number for number, value in enumerate(given) if value is not None), 0)
    return 0


def _shifted(step: Step, known: Sequence[Value]) -> Value:
    start, days = known
    if not isinstance(start, date) or not isinstance(days, Fraction):
        raise CannotWorkOutError(f"step {step.letter}, {step.label}: expected a date and a number of days")
    return shifted(start, int(-days if step.gives == "earlier" else days), "days")


def _of_amounts(step: Step, amounts: Sequence[Fraction], direction: str) -> Value:
    operation, first = step.operation, amounts[0]
    if operation == "sum":
        return sum(amounts, Fraction(0))
    if operation == "difference":
        return reduce(lambda left, right: left - right, amounts)
    if operation in ("larger_of", "smaller_of"):
        return max(amounts) if operation == "larger_of" else min(amounts)
    if operation in ("at_least", "at_most", "more_than"):
        second = amounts[1]
        return {"at_least": first >= second, "at_most": first <= second, "more_than": first > second}[operation]
    second = amounts[1]
    if operation == "limit":
        return Fraction(bound_in_cents(percent_of(first, second), direction))
    if operation == "share":
        return percent_of(first, second)
    if operation == "product":
        return first * second
    if second == 0:
        formula = " ÷ ".join(step.arguments)
        raise CannotWorkOutError(f"step {step.letter}, {step.label}: {formula} divides by 0; {step.arguments[1]} must be more")
    return first / second * (100 if operation == "proportion" else 1)


def never_less(values: Sequence[Value | None], by: Sequence[Value | None]) -> bool | None:
    """Whether no row has less than one that stands lower by the other column; None where a value is open or there are no rows."""
    pairs = [
        (one, other) for one, other in zip(by, values, strict=True) if isinstance(one, Fraction) and isinstance(other, Fraction)
    ]
    if len(pairs) < len(values) or not pairs:
        return None
    highest = Fraction(0)  # of all rows that stand strictly lower
    for standing in sorted({one for one, _ in pairs}):
        here = [value for one, value in pairs if one == standing]
        if min(here) < highest:
            return False
        highest = max(highest, *here)
    return True

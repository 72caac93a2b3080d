"""What an operation is called on paper, once with letters and once with the numbers put in."""

from __future__ import annotations

from collections.abc import Sequence

from stemfunds.rulebook.calculator_model import Step

_SIGNS = {
    "sum": " + ",
    "difference": " − ",
    "product": " × ",
    "share": " × ",
    "quotient": " ÷ ",
    "proportion": " ÷ ",
    "at_least": " ≥ ",
    "at_most": " ≤ ",
    "more_than": " > ",
}
_ROUNDED = {"down": "down", "up": "up", "half-up": "to the nearest"}
_WINDOW = {"opens": "first day", "available_until": "last day before the carryover year", "closes": "last day"}


def formula(step: Step, names: Sequence[str], percent: str = "") -> str:
    """The right side of a step with names in place of values: `A × B, rounded down to the cent`."""
    return _phrase(step, names, percent) + _ending(step)


def numbers(step: Step, values: Sequence[str], percent: str = "", chosen: int = 0) -> str:
    """The same with the values; where a step chooses, only what it chose. Empty where the value was simply given."""
    if step.operation in ("is", "figure", "rank", "total", "smallest", "window"):
        return ""
    if step.operation == "choose":
        return f"{values[0]}, so {values[chosen]}"
    if step.operation == "first_of":
        return values[chosen]
    return _phrase(step, values, percent)


def _phrase(step: Step, names: Sequence[str], percent: str) -> str:
    operation = step.operation
    if operation in _SIGNS:
        return _SIGNS[operation].join(names)
    if operation == "limit":
        return f"{percent} × {names[0]}"
    if operation in ("larger_of", "smaller_of"):
        return f"the {operation.removesuffix('_of')} of {', '.join(names[:-1])} and {names[-1]}"
    if operation == "first_of":
        return f"{names[0]}, or {' or '.join(names[1:])} where it is not given"
    if operation == "choose":
        return f"{names[1]} if {names[0]} is yes, else {names[2]}"
    if operation == "shift":
        return f"{names[0]} {'−' if step.gives == 'earlier' else '+'} {names[1]} days"
    if operation == "window":
        return f"{_WINDOW[step.gives]} of the window of {names[0]} for {names[1]}"
    if operation == "matches":
        return f'{names[0]} is "{step.gives}"'
    return {"rank": "rank by {}, highest first", "total": "total of {}", "smallest": "smallest of {}"}.get(
        operation, "{}"
    ).format(names[0] if names else "")


def _ending(step: Step) -> str:
    least = ", never below 0" if step.never_below_zero else ""
    if not step.rounded:
        return least
    unit = "cent" if step.unit == "money" else "whole number"
    way = _ROUNDED[step.rounded]
    return f"{least}, rounded {way} {unit}" if step.rounded == "half-up" else f"{least}, rounded {way} to the {unit}"

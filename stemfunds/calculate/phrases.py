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
_ROUNDED = {"down": "down to the", "up": "up to the", "half-up": "to the nearest"}
_WINDOW = {"opens": "first day", "available_until": "last day before the carryover year", "closes": "last day"}


def formula(step: Step, names: Sequence[str], percent: str = "") -> str:
    """The right side of a step with names in place of values: `A × B`."""
    return _phrase(step, names, percent)


def sentence(step: Step, right: str) -> str:
    """The formula as it stands on the sheet: `C = A × B`, or a question where the answer is yes or no."""
    return f"{step.letter}: is {right}?" if step.unit == "yes-no" and step.operation != "choose" else f"{step.letter} = {right}"


def numbers(step: Step, values: Sequence[str], percent: str = "", chosen: int = 0) -> str:
    """The same with the values; where a step chooses, only what it chose. Empty where the value was simply given."""
    if step.operation in ("is", "figure", "rank", "total", "smallest", "follows", "window", "matches", "first_of"):
        return ""
    if step.operation == "choose":
        return f"{values[0]}, so {values[chosen]}"
    return _phrase(step, values, percent)


def _phrase(step: Step, names: Sequence[str], percent: str) -> str:
    operation = step.operation
    if operation in _SIGNS:
        return _SIGNS[operation].join(names)
    if operation == "limit":
        return names[0] if percent == "100 %" else f"{percent} × {names[0]}"
    if operation == "follows":
        return f"{names[0]} never less where {names[1]} is higher"
    if operation in ("larger_of", "smaller_of"):
        return f"the {operation.removesuffix('_of')} of {', '.join(names[:-1])} and {names[-1]}"
    if operation == "first_of":
        return f"{names[0]}, or where it is not given {', then '.join(names[1:])}"
    if operation == "choose":
        return f"{names[1]} if {names[0]} is yes, else {names[2]}"
    if operation == "shift":
        return f"{names[0]} {'−' if step.gives == 'earlier' else '+'} {names[1]} days"
    if operation == "window":
        return f"{_WINDOW[step.gives]} of the window of {names[0]} for {names[1]}"
    if operation == "matches":
        return f"{names[0]} {' or '.join(step.gives.split(', '))}"
    return {"rank": "rank by {}, highest first", "total": "total of {}", "smallest": "smallest of {}"}.get(
        operation, "{}"
    ).format(names[0] if names else "")


def rounding(step: Step) -> str:
    """What is done to the result last: `never below 0`, `rounded down to the cent`."""
    unit = "cent" if step.unit == "money" else "whole number"
    least = ["never below 0"] if step.never_below_zero else []
    way = [f"rounded {_ROUNDED[step.rounded]} {unit}"] if step.rounded else []
    return ", ".join(least + way)

"""What must fit together inside one part of a plan: dates in order, carryover within the allocation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from stemfunds.plan.context import Context
from stemfunds.plan.costs import TRAVEL_PAIRS
from stemfunds.reading.nodes import Mapping as MappingNode
from stemfunds.reading.nodes import Sequence
from stemfunds.reading.numbers import dollars

Values: TypeAlias = dict[str, Any]
Check: TypeAlias = Callable[[Values, MappingNode, Context], None]


def _dates(first: str, last: str) -> Check:
    """A check that one date is not before another."""

    def check(values: Values, node: MappingNode, context: Context) -> None:
        begins, ends = values.get(first), values.get(last)
        at = node.get(last)
        if begins is not None and ends is not None and at is not None and ends < begins:
            message = f"{last} {ends} is before {first} {begins}"
            context.problems.add(at, message, found=str(ends), expected=f"{begins} or later")

    return check


_line_dates = _dates("starts", "ends")


def _line(values: Values, node: MappingNode, context: Context) -> None:
    """Dates in order, and something that is bought."""
    _line_dates(values, node, context)
    for name in ("quantity", "periods"):
        at = node.get(name)
        if at is not None and values.get(name) == 0:
            message = f"{name} 0 buys nothing; say how many, or leave the line out"
            context.problems.add(at, message, found="0", expected="more than 0")


def _award(values: Values, node: MappingNode, context: Context) -> None:
    """Carryover and transfers cannot be larger than what there was."""
    amount, carryover = values.get("amount"), values.get("carryover")
    if amount is None:
        return
    there_was = amount + values.get("transferred_in", 0)
    after = there_was - values.get("transferred_out", 0)
    out, at_carryover = node.get("transferred_out"), node.get("carryover")
    if after < 0 and out is not None:
        message = f"transferred_out is larger than the award of {dollars(there_was)}"
        context.problems.add(out, message, found=dollars(values["transferred_out"]), expected=dollars(there_was))
    elif carryover is not None and at_carryover is not None and carryover > after:
        message = f"carryover {dollars(carryover)} is larger than the award of {dollars(after)}"
        context.problems.add(at_carryover, message, found=dollars(carryover), expected=f"at most {dollars(after)}")


def _fringe(values: Values, node: MappingNode, context: Context) -> None:
    """Benefits have one base, and at least one rate."""
    if "base" in node and "base_lines" in node:
        at = node.key("base_lines") or node
        context.problems.add(at, "fringe has both base and base_lines; keep one of them", expected="base or base_lines")
    elif "base" not in node and not _is_list(node, "base_lines"):
        context.problems.add(node, "fringe has no base; give base or base_lines", expected="base or base_lines")
    components = node.get("components")
    if isinstance(components, Sequence) and not components.items:
        context.problems.add(components, "components: expected at least one benefit with its rate", found="none")


def _is_list(node: MappingNode, name: str) -> bool:
    """Whether a name is there and is not an empty list."""
    found = node.get(name)
    return found is not None and not (isinstance(found, Sequence) and not found.items)


def _travel(values: Values, node: MappingNode, context: Context) -> None:
    """Days go with a per diem, nights with lodging, miles with a rate; something must cost money."""
    for number, price in TRAVEL_PAIRS:
        for given, other in ((number, price), (price, number)):
            if given in node and other not in node:
                context.problems.add(node.key(given) or node, f"travel has {given} without {other}", expected=other)
    if not any(name in node for name in ("fare", *(name for pair in TRAVEL_PAIRS for name in pair))):
        message = "travel costs nothing; give days with per_diem, nights with lodging, miles with mileage_rate, or fare"
        context.problems.add(node, message, expected="per_diem, lodging, mileage_rate or fare")


def _stipend(values: Values, node: MappingNode, context: Context) -> None:
    """A rate is for days or for hours."""
    if "days" not in node and "hours" not in node:
        context.problems.add(node, "stipend has neither days nor hours; the rate is for one of them", expected="days or hours")


def _plan(values: Values, node: MappingNode, context: Context) -> None:
    """A plan has activities, and a statement about a line names the activity of that line."""
    at = node.get("activities")
    if isinstance(at, Sequence) and not at.items:
        context.problems.add(at, "activities: expected at least one activity", found="none")
    if context.problems:
        return  # what is said about lines that could not be read is not worth telling
    home = {line.id: activity.id for activity in values.get("activities", ()) for line in activity.lines}
    for statement in (*values.get("explanations", ()), *values.get("determinations", ())):
        right = home.get(statement.line, statement.activity)
        if statement.activity and right != statement.activity:
            message = f'line "{statement.line}" belongs to activity "{right}", not to "{statement.activity}"'
            context.problems.add(statement.at, message, found=statement.activity, expected=right)


CHECKS: Mapping[str, Check] = {
    "Plan": _plan,
    "Period": _dates("starts", "ends"),
    "Award": _award,
    "Activity": _dates("starts", "ends"),
    "Line": _line,
    "Fringe": _fringe,
    "Travel": _travel,
    "Stipend": _stipend,
    "Determination": _dates("date", "until"),
}
"""The check of each part that has one, by the name of its class."""

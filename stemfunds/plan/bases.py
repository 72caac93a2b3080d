"""Fringe benefits whose base is other lines of the plan: settled when all lines are read, in the order in which they rest."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from stemfunds.plan.activity import Activity
from stemfunds.plan.arithmetic import cost_amount
from stemfunds.plan.context import Context
from stemfunds.plan.describe import Cents
from stemfunds.plan.line import Line
from stemfunds.plan.lines import WaitingLine, settled


def settle_bases(activities: tuple[Activity, ...], context: Context) -> tuple[Activity, ...]:
    """The activities with the amounts of all lines; a line that rests on itself is a problem."""
    if not context.waiting:
        return activities
    order = _order(context)
    if context.problems:
        return activities  # the plan is refused; amounts that rest on lines which could not be read are not worth telling
    lines = {line.id: line for activity in activities for line in activity.lines}
    for identity in order:
        if identity in lines and all(base in lines for base in context.waiting[identity].base_lines):
            lines[identity] = _settled(lines[identity], context.waiting[identity], lines, context)
    return tuple(replace(activity, lines=tuple(lines[line.id] for line in activity.lines)) for activity in activities)


def _order(context: Context) -> list[str]:
    """The waiting lines, each behind those that it rests on; nothing where they go round in a circle."""
    from graphlib import CycleError, TopologicalSorter

    graph = {name: [base for base in line.base_lines if base in context.waiting] for name, line in context.waiting.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        around: list[str] = error.args[1][::-1]  # graphlib names every line before the one that rests on it
        message = f"base_lines go round in a circle: {', which rests on '.join(around)}"
        context.problems.add(context.waiting[around[0]].node, message, found=around[1], expected="lines that do not rest on it")
        return []


def _settled(line: Line, waiting: WaitingLine, lines: Mapping[str, Line], context: Context) -> Line:
    assert line.fringe is not None  # only such lines wait
    fringe = replace(line.fringe, base_amounts=tuple(lines[base].amount for base in waiting.base_lines))
    amount: Cents = line.amount if waiting.has_amount else cost_amount(fringe)
    charges = settled(waiting.charges, amount, context) if waiting.charges else ()
    return replace(line, fringe=fringe, amount=amount, charges=charges)

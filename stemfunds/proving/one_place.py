"""A limit and the calculator that shows it are one sum: what a limit can still say twice, or leave without a worksheet.

The percentage of a limit stands in the limit alone, and one function multiplies and rounds. What could differ is the base:
here the base of a limit is compared with what the calculator takes the limit of, both followed back to the facts of a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from stemfunds.rulebook.calculator_model import Calculator, Step
from stemfunds.rulebook.model import Limit, Rulebook
from stemfunds.rulebook.terms import FactRef

Sum: TypeAlias = "tuple[str | Sum, ...]"
"""A sum followed back to facts: `("sum", ("fact", "award.amount"), ("fact", "award.transferred_in"))`."""


def twice_or_nowhere(rulebook: Rulebook) -> Iterator[tuple[Limit, str]]:
    """The limits that no worksheet shows and nobody excuses, and those whose worksheet takes them of another amount."""
    prefixes = tuple(f"{pack.prefix}-" for pack in rulebook.packs.values())
    for limit in rulebook.limits.values():
        if prefixes and limit.id.startswith(prefixes):
            continue  # a State's limit says how it differs from the federal one, whose calculator shows the sum
        if not limit.calculator and not limit.no_calculator:
            yield limit, f"{limit.id} is worked out by no calculator; add one, or say no_calculator: and why none is needed"
        if limit.calculator and limit.no_calculator:
            yield limit, f"{limit.id} says no_calculator, and {limit.calculator} works it out"
    for calculator in rulebook.calculators.values():
        for step in calculator.steps:
            if step.limit and _differs(rulebook.limits[step.limit], step, calculator, rulebook):
                place = f"step {step.letter} of {calculator.id}"
                yield rulebook.limits[step.limit], f"{place} takes {step.limit} of another amount than the limit does"


def followed(calculator: Calculator, letter: str) -> Sum:
    """A step followed back to facts, sums of limits, and what only a person can answer; the order of a sum does not count."""
    steps = {step.letter: step for step in calculator.steps}

    def follow(name: str) -> Sum:
        step, asked = steps.get(name), calculator.input(name)
        if step is None:
            return ("plain", name) if asked is None else _answered(calculator, name)
        if step.operation == "is":
            return follow(step.arguments[0]) if step.arguments[0] not in steps else _answered(calculator, step.arguments[0])
        parts: list[Sum] = [follow(one) for one in step.arguments]
        if step.operation == "sum":
            parts.sort(key=repr)
        lower = "never below zero" if step.never_below_zero else ""
        return (step.operation, step.figure, step.limit, step.rounded, lower, *parts)

    return follow(letter)


def _answered(calculator: Calculator, name: str) -> Sum:
    asked = calculator.input(name)
    if asked is not None and asked.fills:
        return ("fact", asked.fills)
    return ("limits", name) if asked is not None and asked.planned else ("person", name)


def _differs(limit: Limit, step: Step, calculator: Calculator, rulebook: Rulebook) -> bool:
    """Whether a plan answers what the step is taken of, and answers the limit otherwise.

    A sum over charges is measured by the judge alone; a worksheet is told it, or asks for it.
    """
    taken = followed(calculator, step.arguments[0])
    if not isinstance(limit.base, FactRef) or not _rests_on_a_plan(taken):
        return False
    fact = rulebook.facts[limit.base.fact]
    known = [followed(rulebook.calculators[one.calculator], one.step) for one in fact.worked_out]
    return taken not in [("fact", fact.id), *known]


def _rests_on_a_plan(followed_back: Sum) -> bool:
    if followed_back[0] in ("fact", "limits"):
        return True
    return any(_rests_on_a_plan(part) for part in followed_back if isinstance(part, tuple))

"""Facts that a calculator gives where the plan does not: the step that is named, with everything that it rests on.

So that no sum is reckoned twice, a limit or a condition reads the fact, and the fact is the step of the worksheet.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.calculator_model import Calculator, Input, Step, WorkedOut
from stemfunds.rulebook.model import Fact
from stemfunds.rulebook.words import Words

_SEEN = {"plan": ("plan", "district"), "district": ("plan", "district"), "award": ("plan", "district", "award")}
_KEEPS_CENTS = frozenset({"is", "sum", "difference", "larger_of", "smaller_of", "first_of", "choose", "limit"})


def with_parts(fact: Fact, node: Node, words: Words, calculators: Mapping[str, Calculator], problems: Problems) -> Fact:
    """The fact with the part of each calculator that gives it; what cannot give it is noted."""
    if fact.scope not in _SEEN or fact.type != "money":
        problems.add(node, f"worked_out: {fact.id} is no amount of a plan, a district or an award", found=fact.id)
        return fact
    for one in fact.worked_out:
        if one.fund and one.fund not in words.funds:
            nearest = nearest_name(one.fund, words.funds)
            problems.add(node, f'worked_out: unknown fund "{one.fund}"', found=one.fund, nearest=nearest)
    parts = [msgspec.structs.replace(one, part=_part(fact, one, node, words, calculators, problems)) for one in fact.worked_out]
    return msgspec.structs.replace(fact, worked_out=tuple(parts))


def behind(calculator: Calculator, letter: str) -> tuple[tuple[Input, ...], tuple[Step, ...]]:
    """The inputs and the steps on which a step rests, itself included, in the order of the worksheet."""
    steps = {step.letter: step for step in calculator.steps}
    wanted, open_names = set[str](), [letter]
    while open_names:
        name = open_names.pop()
        if name in wanted:
            continue
        wanted.add(name)
        if step := steps.get(name):
            open_names += (*step.arguments, *((step.when,) if step.when else ()), *((step.over,) if step.over else ()))
            open_names += [calculator.dated_by] if step.operation in ("figure", "limit") and calculator.dated_by else []
    lists = {name.partition(".")[0] for name in wanted}
    return (
        tuple(one for one in calculator.inputs if one.id in wanted | lists),
        tuple(step for step in calculator.steps if step.letter in wanted),
    )


def _part(
    fact: Fact, one: WorkedOut, node: Node, words: Words, calculators: Mapping[str, Calculator], problems: Problems
) -> Calculator | None:
    calculator = calculators.get(one.calculator)
    if calculator is None:
        nearest = nearest_name(one.calculator, calculators)
        problems.add(node, f'worked_out: unknown calculator "{one.calculator}"', found=one.calculator, nearest=nearest)
        return None
    letters = {step.letter: step for step in calculator.steps}
    if one.step not in letters:
        nearest = nearest_name(one.step, letters)
        problems.add(node, f'worked_out: {one.calculator} has no step "{one.step}"', found=one.step, nearest=nearest)
        return None
    inputs, steps = behind(calculator, one.step)
    place = f"worked_out: step {one.step} of {one.calculator}"
    if letters[one.step].unit != "money" or any(step.over for step in steps) or any(asked.unit == "rows" for asked in inputs):
        problems.add(node, f"{place} is no amount that stands by itself", found=one.step)
    elif not _is_whole(letters[one.step], letters):
        problems.add(node, f"{place} may end in a part of a cent; say there how it is rounded", found=one.step)
    for asked in inputs:
        given = words.facts.get(asked.fills)
        if given is None or given.scope not in _SEEN[fact.scope] or given.worked_out:
            problems.add(node, f'{place} asks "{asked.id}", which no fact of the {fact.scope} answers', found=asked.id)
    return msgspec.structs.replace(calculator, inputs=inputs, steps=steps, says="", notes=(), cite=(), result=one.step)


def _is_whole(step: Step, letters: Mapping[str, Step]) -> bool:
    """Whether a step always comes to whole cents."""
    if step.rounded:
        return True
    return step.operation in _KEEPS_CENTS and all(_is_whole(letters[name], letters) for name in step.arguments if name in letters)

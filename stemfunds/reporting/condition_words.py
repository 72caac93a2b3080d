"""A condition as people read it, one line a part, deeper parts indented."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.judging.findings import in_words
from stemfunds.judging.operands import typed
from stemfunds.rulebook import terms
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.terms import Condition, Operand

_OPERATORS = {
    "at_least": "is at least",
    "at_most": "is at most",
    "before": "is before",
    "after": "is after",
    "includes": "includes",
    "only": "has nothing but",
}


def condition_lines(condition: Condition, rulebook: Rulebook, depth: int = 0) -> Iterator[tuple[int, str]]:
    """The depth and the words of every part."""
    if isinstance(condition, terms.Comparison):
        yield depth, comparison_words(condition, rulebook)
    elif isinstance(condition, terms.AllOf | terms.AnyOf):
        yield depth, "all of these:" if isinstance(condition, terms.AllOf) else "one of these:"
        for part in condition.parts:
            yield from condition_lines(part, rulebook, depth + 1)
    elif isinstance(condition, terms.Negation):
        yield depth, "not:"
        yield from condition_lines(condition.part, rulebook, depth + 1)
    elif isinstance(condition, terms.Quantified):
        yield depth, f"{condition.quantifier} of the activity's {condition.over}:"
        yield from condition_lines(condition.part, rulebook, depth + 1)
    else:
        yield depth, rulebook.definitions[condition.definition].says


def comparison_words(condition: terms.Comparison, rulebook: Rulebook) -> str:
    """A comparison as a sentence: ``line.unit_cost is at least $5,000.00``."""
    fact = rulebook.facts[condition.fact]
    if condition.operator == "given":
        return f"{fact.id} is given"
    if condition.operator == "is":
        return f"{fact.id} is {operand_words(condition.operand, fact.type, rulebook)}"
    return f"{fact.id} {_OPERATORS[condition.operator]} {operand_words(condition.operand, fact.type, rulebook)}"


def operand_words(operand: Operand, fact_type: str, rulebook: Rulebook, joint: str = " or ") -> str:
    """What a fact is compared with: a value, a dated figure with its values, another fact, a share, or a shifted date."""
    if isinstance(operand, terms.Value):
        if isinstance(operand.value, tuple):
            return joint.join(operand.value)
        return in_words(typed(operand.value, fact_type), fact_type)
    if isinstance(operand, terms.FigureRef):
        figure = rulebook.figures[operand.figure]
        unit = "money" if figure.unit == "money" else figure.unit
        values = (f"{in_words(typed(one.value, figure.unit), unit)} from {one.since}" for one in figure.values)
        return f"{operand.figure.replace('_', ' ')} ({'; '.join(values)})"
    if isinstance(operand, terms.FactRef):
        return operand.fact
    if isinstance(operand, terms.ShareOf):
        share = operand_words(operand.percent, "percent", rulebook, joint)
        return f"{share} of {operand_words(operand.of, 'money', rulebook, joint)}"
    count, word = abs(operand.count), "before" if operand.count < 0 else "after"
    return f"{count} {operand.unit} {word} {operand_words(operand.of, 'date', rulebook, joint)}"

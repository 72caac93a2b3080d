"""Facts of a plan, a district or an award that a calculator gives where the plan does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from stemfunds.calculate.answers import default_of, from_fact
from stemfunds.calculate.engine import Answers, CannotWorkOutError, value_of
from stemfunds.judging.case import FactValue
from stemfunds.rulebook.calculator_model import Calculator
from stemfunds.rulebook.model import Fact, Rulebook

Look = Callable[[str], "FactValue | None"]
"""Gives the value of a fact by its full name, or None where nobody knows it."""


def work_out_missing(facts: dict[str, FactValue], members: tuple[Fact, ...], look: Look, fund: str, rulebook: Rulebook) -> None:
    """Add the facts that are not given and whose calculator finds all that it asks."""
    for fact in members:
        if fact.name not in facts and (amount := _amount(fact, look, fund, rulebook)) is not None:
            facts[fact.name] = amount


def worked_out_by_scope(rulebook: Rulebook) -> Mapping[str, tuple[Fact, ...]]:
    """The facts that calculators give, by the scope to which they belong."""
    found: dict[str, tuple[Fact, ...]] = {}
    for name in rulebook.worked_out:
        fact = rulebook.facts[name]
        found[fact.scope] = (*found.get(fact.scope, ()), fact)
    return found


def _amount(fact: Fact, look: Look, fund: str, rulebook: Rulebook) -> int | None:
    for one in fact.worked_out:
        if one.part is None or (one.fund and one.fund != fund):
            continue
        answers = _answers(one.part, look, fund)
        try:
            value = None if answers is None else value_of(one.part, one.step, answers, rulebook)
        except CannotWorkOutError:  # such as a share of no children: nobody knows it
            continue
        if isinstance(value, Fraction):
            return int(value)
    return None


def _answers(part: Calculator, look: Look, fund: str) -> Answers | None:
    """What the facts answer; None where a question that must be answered stays open."""
    values = {}
    for asked in part.inputs:
        given = None if asked.of_fund and asked.of_fund != fund else from_fact(look(asked.fills))
        values[asked.id] = default_of(asked, {}, asked.choices) if given is None else given
        if values[asked.id] is None and not asked.optional:
            return None
    return Answers(values)

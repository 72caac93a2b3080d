"""Which facts a condition can read: through its parts, its definitions, its figures and its quantifiers."""

from __future__ import annotations

import msgspec

from stemfunds.rulebook import terms
from stemfunds.rulebook.model import Depends, Rulebook
from stemfunds.rulebook.terms import Condition, DateShift, FactRef, FigureRef, Operand, ShareOf


def facts_behind(operand: Operand, rulebook: Rulebook) -> tuple[str, ...]:
    """The facts that a right side reads."""
    if isinstance(operand, FigureRef):
        return (rulebook.figures[operand.figure].chosen_by,)
    if isinstance(operand, FactRef):
        return (operand.fact,)
    if isinstance(operand, ShareOf):
        return (*facts_behind(operand.percent, rulebook), *facts_behind(operand.of, rulebook))
    if isinstance(operand, DateShift):
        return facts_behind(operand.of, rulebook)
    return ()


def facts_read(condition: Condition, rulebook: Rulebook) -> set[str]:
    """Every fact that a condition can read, through definitions, figures and quantifiers."""
    if isinstance(condition, terms.Comparison):
        return {condition.fact, *facts_behind(condition.operand, rulebook)}
    if isinstance(condition, terms.AllOf | terms.AnyOf):
        return {fact for part in condition.parts for fact in facts_read(part, rulebook)}
    if isinstance(condition, terms.Negation):
        return facts_read(condition.part, rulebook)
    if isinstance(condition, terms.Quantified):
        return {f"activity.{condition.over}", *facts_read(condition.part, rulebook)}
    return facts_read(rulebook.definitions[condition.definition].means, rulebook)


def depends(facts: set[str]) -> Depends:
    """The narrowest scope of facts: what must change for a condition that reads them to change."""
    scopes = {fact.partition(".")[0] for fact in facts}
    if scopes & {"line", "charge"}:
        return "charge"
    if scopes & {"activity", "school"}:
        return "activity"
    return "award" if scopes & {"award", "fund"} else "plan"


def with_dependencies(rulebook: Rulebook) -> Rulebook:
    """The rulebook with what each rule depends on, worked out once when it is read."""
    rules = {}
    for rule in rulebook.rules.values():
        facts = {fact for condition in rule.conditions for fact in facts_read(condition, rulebook)}
        rules[rule.id] = msgspec.structs.replace(rule, depends=depends(facts))
    return msgspec.structs.replace(rulebook, rules=rules)

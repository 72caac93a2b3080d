"""The answers of a district in good order, for an outlook: what a verdict would be if nothing unusual is behind open facts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stemfunds.judging.case import FactValue
from stemfunds.judging.operands import typed
from stemfunds.rulebook.model import Fact, Rulebook


def ordinary_facts(rulebook: Rulebook) -> Mapping[str, FactValue]:
    """The answers that the vocabulary assumes where a rule test says nothing, by full name; a fact without one is left out."""
    return {fact.id: _typed(fact, fact.tests_assume) for fact in rulebook.facts.values() if fact.tests_assume is not None}


def usual_facts(rulebook: Rulebook) -> Mapping[str, FactValue]:
    """The same for an outlook: where tests assume an exception, such as that a fine comes from the award, what is usual."""
    usual = {fact.id: _typed(fact, fact.usually) for fact in rulebook.facts.values() if fact.usually is not None}
    return {**ordinary_facts(rulebook), **usual}


def _typed(fact: Fact, value: str | tuple[str, ...] | None) -> FactValue:
    if fact.type == "choices":
        return frozenset((value,) if isinstance(value, str) else value or ())
    text = str(value)
    if fact.type == "yes-no":
        return text == "yes"
    if fact.type == "money":
        return int(Decimal(text.replace(",", "").replace("$", "")) * 100)
    return typed(text, fact.type)

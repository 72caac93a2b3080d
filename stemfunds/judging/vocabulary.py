"""The rulebook's words, handed to the plan reader so that every wrong name in a plan is found while it is read."""

from __future__ import annotations

from collections.abc import Mapping

from stemfunds.plan.vocabulary import FactShape, Vocabulary
from stemfunds.rulebook.model import Item, Kind, Rulebook


def plan_vocabulary(rulebook: Rulebook) -> Vocabulary:
    """Funds, kinds and items with their everyday names, object classes, facts by short name, and rules."""
    facts = {
        fact.name: FactShape(fact.type, fact.choices, fact.scope, fact.built_in, fact.question)
        for fact in sorted(rulebook.facts.values(), key=lambda fact: not fact.built_in)
    }
    return Vocabulary(
        funds=fund_names(rulebook),
        kinds=_with_keywords(rulebook.kinds),
        items=_with_keywords(rulebook.items),
        objects=frozenset(rulebook.object_classes),
        facts=facts,
        rules=frozenset({*rulebook.rules, *rulebook.limits, *rulebook.windows(), *rulebook.notices}),
    )


def _with_keywords(known: Mapping[str, Kind] | Mapping[str, Item]) -> dict[str, str]:
    """Every id and keyword with the id that it means; a keyword of several means the first."""
    names = {identity: identity for identity in known}
    for identity, entry in known.items():
        for word in (entry.name, *entry.also_called):
            names.setdefault(word, identity)
    return names


def fund_names(rulebook: Rulebook) -> dict[str, str]:
    """Every spelling of a fund, from its id to the everyday name, with the id that it means."""
    names = {fund.id: fund.id for fund in rulebook.funds.values()}
    for fund in rulebook.funds.values():
        for name in (fund.name, fund.short, *fund.also_called):
            names.setdefault(name, fund.id)
    return names

"""The rules that a charge must pass, picked one by one: for those who ask about one charge and not about a thousand."""

from __future__ import annotations

from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.ruleset import is_in_force
from stemfunds.rulebook.model import Rule, Rulebook


def rules_reaching(charge: ChargeCase, rulebook: Rulebook) -> list[Rule]:
    """The rules in force that are about charges of this kind, item, object class and fund, in the order of the files."""
    bound, fund = charge.bound, charge.award.fund
    owners, awarded_on = rulebook.owners_for(fund), charge.case.award.get("awarded_on")
    return [
        rule
        for rule in rulebook.rules.values()
        if rule.owner in owners
        and rule.per == "charge"
        and rule.selector.reaches(bound.kind, bound.item.id, bound.object, fund)
        and is_in_force(rule.in_force_from, rule.in_force_until, awarded_on)
    ]

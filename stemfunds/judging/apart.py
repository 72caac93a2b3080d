"""The rules that are asked once of an award, an activity or the plan, charged or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stemfunds.judging.asking import Asking
from stemfunds.rulebook.model import Per, Rulebook

if TYPE_CHECKING:
    from stemfunds.judging.ruleset import RuleSets

_MOST_FUNDS = 2_000


class Apart:
    """The rules of a rulebook that are about no single charge. All of a sort are asked together; then those count that bear."""

    def __init__(self, rule_sets: RuleSets) -> None:
        self._rule_sets, self._rulebook = rule_sets, rule_sets.rulebook
        self._asking: dict[tuple[Per, int], Asking] = {}
        self._bearing: dict[tuple[Per, frozenset[str]], frozenset[str]] = {}

    def asking(self, per: Per, era: int) -> Asking:
        """All rules that are asked per award, activity or plan and are in force in an era."""
        key = (per, era)
        if key not in self._asking:
            rules = self._rule_sets.in_force((rule for rule in self._rulebook.rules.values() if rule.per == per), era)
            self._asking[key] = self._rule_sets.asking(rules, known={}, era=era)
        return self._asking[key]

    def bearing(self, per: Per, funds: frozenset[str]) -> frozenset[str]:
        """The ids of those that bear on any of these funds; without funds, of those that bear on all there are."""
        key = (per, funds)
        if key not in self._bearing:
            if len(self._bearing) >= _MOST_FUNDS:
                self._bearing.clear()
            self._bearing[key] = frozenset(_bearing(self._rulebook, per, funds))
        return self._bearing[key]


def _bearing(rulebook: Rulebook, per: Per, funds: frozenset[str]) -> Iterator[str]:
    owners = _owners(rulebook, funds)
    for rule in rulebook.rules.values():
        if rule.per == per and rule.owner in owners and (not rule.selector.funds or not funds.isdisjoint(rule.selector.funds)):
            yield rule.id


def _owners(rulebook: Rulebook, funds: frozenset[str]) -> frozenset[str]:
    """Whose rules bear on any of these funds."""
    if funds:
        return frozenset(owner for fund in funds for owner in rulebook.owners_for(fund))
    every = [frozenset(rulebook.owners_for(fund)) for fund in rulebook.funds]
    return frozenset.intersection(*every) if every else frozenset()

"""Which rules reach which charges of a plan, picked by the owner of the rules and by what a charge is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from stemfunds.judging.case import FactValue
from stemfunds.judging.charged import Charged, chosen_by
from stemfunds.judging.columns import Columns, Plane
from stemfunds.judging.compiled_rule import CompiledRule
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.planes import PlaneCompiler
from stemfunds.rulebook.model import Per, Rule, Rulebook

Reached: TypeAlias = list[tuple[CompiledRule, Plane]]
"""Rules in the order of the rulebook, each with the cases that it is about."""

_AWARD_DATE = "award.awarded_on"
_MOST_FUNDS = 2_000


class RuleSets:
    """The compiled rules of a rulebook, owner by owner as they are needed."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.compiler = Compiler(rulebook)
        self.planes = PlaneCompiler(self.compiler)
        self._order = {identity: number for number, identity in enumerate(rulebook.rules)}
        self._compiled: dict[str, CompiledRule] = {}
        self._of_owner: dict[str, _OwnerRules] = {}
        self._apart: dict[tuple[Per, frozenset[str]], frozenset[str]] = {}

    def reaching(self, charges: Charged) -> Reached:
        """The rules in force that are about single charges, with those that each one reaches."""
        force = _Force(charges)
        reached: dict[CompiledRule, Plane] = {}
        for owner, plane in self._owners(charges.sorts["funds"]).items():
            for rule, part in self._rules_of(owner).reaching(charges, plane):
                reached[rule] = reached.get(rule, 0) | part
        inside = ((rule, plane & force.of(rule.rule)) for rule, plane in reached.items())
        return sorted(((rule, plane) for rule, plane in inside if plane), key=_by_order)

    def about(self, per: Per, subjects: Iterable[frozenset[str]], columns: Columns) -> Reached:
        """The rules in force that are asked once of an award, an activity or the plan, charged or not.

        `subjects` are these, by the funds that they are about; without funds, rules that bear on all funds there are.
        """
        force, reached = _Force(columns), dict[str, Plane]()
        for number, funds in enumerate(subjects):
            for identity in self._bearing(per, funds):
                reached[identity] = reached.get(identity, 0) | 1 << number
        rules = [(self.compiled(self.rulebook.rules[identity]), plane) for identity, plane in reached.items()]
        inside = ((rule, plane & force.of(rule.rule)) for rule, plane in rules)
        return sorted(((rule, plane) for rule, plane in inside if plane), key=_by_order)

    def compiled(self, rule: Rule) -> CompiledRule:
        """A rule with its conditions compiled."""
        found = self._compiled.get(rule.id)
        if found is None:
            found = self._compiled[rule.id] = CompiledRule(rule, self._order[rule.id], self.planes)
        return found

    def _owners(self, funds: Mapping[str, Plane]) -> dict[str, Plane]:
        """The funds and the frameworks that they follow, each with the charges that are under its rules."""
        owners: dict[str, Plane] = {}
        for fund, plane in funds.items():
            for owner in self.rulebook.owners_for(fund):
                owners[owner] = owners.get(owner, 0) | plane
        return owners

    def _rules_of(self, owner: str) -> _OwnerRules:
        if owner not in self._of_owner:
            rules = [rule for rule in self.rulebook.rules.values() if rule.owner == owner and rule.per == "charge"]
            self._of_owner[owner] = _OwnerRules(map(self.compiled, rules))
        return self._of_owner[owner]

    def _bearing(self, per: Per, funds: frozenset[str]) -> frozenset[str]:
        key = (per, funds)
        if key not in self._apart:
            if len(self._apart) >= _MOST_FUNDS:
                self._apart.clear()
            self._apart[key] = frozenset(_bearing(self.rulebook, per, funds))
        return self._apart[key]


class _OwnerRules:
    """The rules of a fund or framework about single charges: those that reach all charges, and the others by what they choose.

    Rules are many, and the sorts of charges in a plan are few: a rule is looked at only where the plan has such charges.
    """

    def __init__(self, rules: Iterable[CompiledRule]) -> None:
        self._always: list[CompiledRule] = []
        self._by: dict[str, dict[str, list[CompiledRule]]] = {}
        self._narrower: dict[CompiledRule, list[tuple[str, tuple[str, ...]]]] = {}
        for rule in rules:
            choices = chosen_by(rule.rule.selector)
            if not choices:
                self._always.append(rule)
                continue
            (what, wanted), *rest = choices
            for one in wanted:
                self._by.setdefault(what, {}).setdefault(one, []).append(rule)
            if rest:
                self._narrower[rule] = rest

    def reaching(self, charges: Charged, plane: Plane) -> Iterator[tuple[CompiledRule, Plane]]:
        """The rules that reach some charges of a plane; a rule may come several times, with other charges."""
        for rule in self._always:
            yield rule, plane
        for what, rules_by in self._by.items():
            for one, of_sort in charges.sorts[what].items():
                part = plane & of_sort
                if part:
                    for rule in rules_by.get(one, ()):
                        yield rule, self._narrowed(rule, charges, part)

    def _narrowed(self, rule: CompiledRule, charges: Charged, plane: Plane) -> Plane:
        for what, wanted in self._narrower.get(rule, ()):
            plane &= charges.of_any(what, wanted)
        return plane


class _Force:
    """For which cases rules are in force."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._known: dict[tuple[str | None, str | None], Plane] = {(None, None): columns.every}

    def of(self, rule: Rule) -> Plane:
        """The cases whose award is under a rule; one without a date is judged by today's law."""
        key = (rule.in_force_from, rule.in_force_until)
        if key not in self._known:
            dates = self._columns.column(_AWARD_DATE)
            plane = self._columns.every & ~dates.known if is_in_force(*key, None) else 0
            for day, part in dates.values.items():
                plane |= part if is_in_force(*key, day) else 0
            self._known[key] = plane
        return self._known[key]


def is_in_force(rule_from: str | None, rule_until: str | None, awarded_on: FactValue | None) -> bool:
    """Whether a rule is law for an award of that date; an award without a date is judged by today's law."""
    if not isinstance(awarded_on, date):
        return rule_until is None
    if rule_from is not None and awarded_on < date.fromisoformat(rule_from):
        return False
    return rule_until is None or awarded_on < date.fromisoformat(rule_until)


def _by_order(reached: tuple[CompiledRule, Plane]) -> int:
    return reached[0].order


def _bearing(rulebook: Rulebook, per: Per, funds: frozenset[str]) -> Iterator[str]:
    """The ids of the rules of a sort that bear on any of these funds; without funds, of those that bear on all there are."""
    owners = _bearing_owners(rulebook, funds)
    for rule in rulebook.rules.values():
        if rule.per == per and rule.owner in owners and (not rule.selector.funds or not funds.isdisjoint(rule.selector.funds)):
            yield rule.id


def _bearing_owners(rulebook: Rulebook, funds: frozenset[str]) -> frozenset[str]:
    if funds:
        return frozenset(owner for fund in funds for owner in rulebook.owners_for(fund))
    every = [frozenset(rulebook.owners_for(fund)) for fund in rulebook.funds]
    return frozenset.intersection(*every) if every else frozenset()

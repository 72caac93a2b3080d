"""The rules that bear on one fund, compiled when a charge first meets them and picked by what a charge is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from stemfunds.judging.apart import Apart
from stemfunds.judging.asking import Asking, Signature
from stemfunds.judging.case import FactValue
from stemfunds.judging.compiled_rule import CompiledRule
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.eras import Eras
from stemfunds.judging.generated import Generator, Known
from stemfunds.rulebook.model import Rule, Rulebook

_PAYS_AFTER = 12
"""Cases of a sort after which a generated function has cost less than going on to interpret."""
_MOST_SORTS = 2_000
_MOST_PARTS = 2_000
_LOOKS = ((), ("kind",), ("item",), ("kind", "item"))
_ABOUT_PURPOSE = ("authorities", "not_authorized")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rules that reach the same charges, by what they depend on: an award says the same of all its charges, and an activity
    of all that one award pays of it. `determinable` are those that a person may decide on.
    """

    by_award: Asking
    by_activity: Asking
    by_charge: Asking
    determinable: Mapping[str, CompiledRule]

    @property
    def is_filled(self) -> bool:
        """Whether there is a rule in it."""
        return bool(self.by_award.rules or self.by_activity.rules or self.by_charge.rules)


@dataclass(frozen=True, slots=True, eq=False)
class Granting:
    """The authorities of a sort of charges, and the rules that say why there is none.

    `refused` remembers, by what the authorities read of a case, why none of them grants.
    """

    authorities: Asking
    refusals: tuple[CompiledRule, ...]
    signature: Signature
    refused: dict[tuple[Any, ...], Any] = field(default_factory=dict)


class Reaching:
    """The rules that one charge must pass, part by part and by what they depend on."""

    def __init__(self, granting: Granting, parts: tuple[Part, ...]) -> None:
        self.granting = granting
        self.parts = parts
        self.by_award = tuple(part.by_award for part in parts if part.by_award.rules)
        self.by_activity = tuple(part.by_activity for part in parts if part.by_activity.rules)
        self.by_charge = tuple(part.by_charge for part in parts if part.by_charge.rules)

    def determinable(self, rule: str) -> CompiledRule | None:
        """A rule that reaches the charge and that a person may decide on."""
        return next((part.determinable[rule] for part in self.parts if rule in part.determinable), None)


class RuleGroup:
    """Rules that are picked together, without those about authority.

    A rule looks at the kind of a charge, at its item and object class, at both or at neither. What is picked for a kind serves
    charges of any item, and the other way round: kinds and items are few, their pairs are many.
    """

    def __init__(self, rules: Iterable[Rule], fund: str, known: Known, rule_sets: RuleSets) -> None:
        self._rules, self._fund, self._known, self._rule_sets = tuple(rules), fund, known, rule_sets
        self._by_look: dict[int, dict[tuple[str, ...], list[Rule]]] = {}
        self._parts: dict[tuple[Any, ...], Part] = {}

    def parts(self, kind: str, item: str, object_class: str, era: int) -> list[Part]:
        """The rules that reach a charge, part by part."""
        return [part for look in _LOOKS if (part := self._part(look, kind, item, object_class, era)).is_filled]

    def _looking(self, look: tuple[str, ...], era: int) -> list[Rule]:
        """The rules in force that look at just that."""
        if era not in self._by_look:
            found: dict[tuple[str, ...], list[Rule]] = {one: [] for one in _LOOKS}
            for rule in self._rule_sets.in_force(self._rules, era):
                found[tuple(one for one in rule.looks_at if one != "fund")].append(rule)
            self._by_look[era] = found
        return self._by_look[era][look]

    def _part(self, look: tuple[str, ...], kind: str, item: str, object_class: str, era: int) -> Part:
        key = (look, kind if "kind" in look else "", *((item, object_class) if "item" in look else ()), era)
        if key not in self._parts:
            if len(self._parts) >= _MOST_PARTS:
                self._parts.clear()
            rules = [r for r in self._looking(look, era) if r.selector.reaches(kind, item, object_class, self._fund)]
            known: Known = {**self._known, "line.kind": kind, "line.item": item, "line.object": object_class}
            asking = partial(self._rule_sets.asking, known=known, era=era)
            self._parts[key] = Part(
                by_award=asking([rule for rule in rules if rule.depends in ("award", "plan")]),
                by_activity=asking([rule for rule in rules if rule.depends == "activity"]),
                by_charge=asking([rule for rule in rules if rule.depends == "charge"]),
                determinable={rule.id: self._rule_sets.compiled(rule) for rule in rules if rule.determinable},
            )
        return self._parts[key]


class FundRules:
    """All rules of a fund and of the frameworks that it follows: those of its own, and those that it shares with other funds."""

    def __init__(self, fund: str, rule_sets: RuleSets) -> None:
        self._fund, self._rule_sets = fund, rule_sets
        own, owners = rule_sets.rulebook.funds[fund], rule_sets.rulebook.owners_for(fund)
        self._known: Known = {"fund.id": own.id, "fund.indirect_rate": own.indirect_rate}
        rules = [rule for rule in rule_sets.rulebook.rules.values() if rule.owner in owners and rule.per == "charge"]
        self._about_purpose = [rule for rule in rules if rule.section in _ABOUT_PURPOSE]
        others = [rule for rule in rules if rule.section not in _ABOUT_PURPOSE]
        mine = [rule for rule in others if rule.owner == fund or "fund" in rule.looks_at]
        self._groups = (RuleGroup(mine, fund, self._known, rule_sets), rule_sets.shared(own.follows))
        self._grantings: dict[tuple[Any, ...], Granting] = {}
        self._reaching: dict[tuple[str, str, str, int], Reaching] = {}

    def reaching(self, kind: str, item: str, object_class: str, era: int) -> Reaching:
        """The rules in force for an award of an era that a charge of this kind, item and object class must pass."""
        key = (kind, item, object_class, era)
        found = self._reaching.get(key)
        if found is None:
            if len(self._reaching) >= _MOST_SORTS:
                self._reaching.clear()
            parts = tuple(part for group in self._groups for part in group.parts(*key))
            found = self._reaching[key] = Reaching(self._granting(*key), parts)
        return found

    def _granting(self, kind: str, item: str, object_class: str, era: int) -> Granting:
        rules = self._rule_sets.in_force(self._about_purpose, era)
        by_item = any("item" in rule.looks_at for rule in rules)
        key = (kind, *((item, object_class) if by_item else ()), era)
        if key not in self._grantings:
            if len(self._grantings) >= _MOST_PARTS:
                self._grantings.clear()
            reaching = [rule for rule in rules if rule.selector.reaches(kind, item, object_class, self._fund)]
            known: Known = {**self._known, "line.kind": kind, "line.item": item, "line.object": object_class}
            granting = [rule for rule in reaching if rule.section == "authorities"]
            authorities = self._rule_sets.asking(granting, known=known, era=era)
            self._grantings[key] = Granting(
                authorities=authorities,
                refusals=tuple(self._rule_sets.compiled(rule) for rule in reaching if rule.section == "not_authorized"),
                signature=Signature(authorities.rules, self._rule_sets.generator),
            )
        return self._grantings[key]


class RuleSets:
    """The compiled rules of a rulebook, fund by fund as they are needed."""

    def __init__(self, rulebook: Rulebook, many: bool = False) -> None:
        self.rulebook = rulebook
        self.compiler = Compiler(rulebook)
        self.generator = Generator(self.compiler, _PAYS_AFTER if many else sys.maxsize)
        self.eras = Eras(rulebook)
        self.apart = Apart(self)
        self._compiled: dict[str, CompiledRule] = {}
        self._funds: dict[str, FundRules] = {}
        self._shared: dict[tuple[str, ...], RuleGroup] = {}

    def for_fund(self, fund: str) -> FundRules:
        """The rules that bear on charges to a fund."""
        if fund not in self._funds:
            self._funds[fund] = FundRules(fund, self)
        return self._funds[fund]

    def shared(self, frameworks: tuple[str, ...]) -> RuleGroup:
        """The rules of some frameworks that are the same for every fund that follows them."""
        if frameworks not in self._shared:
            rules = [rule for rule in self.rulebook.rules.values() if rule.owner in frameworks and rule.per == "charge"]
            others = [rule for rule in rules if "fund" not in rule.looks_at and rule.section not in _ABOUT_PURPOSE]
            self._shared[frameworks] = RuleGroup(others, "", {}, self)
        return self._shared[frameworks]

    def asking(self, rules: Iterable[Rule], *, known: Known, era: int) -> Asking:
        """Some rules, ready to be asked together."""
        return Asking([self.compiled(rule) for rule in rules], self.generator, known, self.eras.figures(era))

    def in_force(self, rules: Iterable[Rule], era: int) -> list[Rule]:
        """Those that are law for awards of an era."""
        day = self.eras.first_day(era)
        return [rule for rule in rules if is_in_force(rule.in_force_from, rule.in_force_until, day)]

    def compiled(self, rule: Rule) -> CompiledRule:
        """A rule with its conditions compiled for the interpreter."""
        if rule.id not in self._compiled:
            applies, test, unless = rule.applies, rule.test, rule.unless
            self._compiled[rule.id] = CompiledRule(
                rule,
                None if applies is None else self.compiler.compile(applies),
                None if test is None else self.compiler.compile(test),
                None if unless is None else self.compiler.compile(unless),
            )
        return self._compiled[rule.id]


def is_in_force(rule_from: str | None, rule_until: str | None, awarded_on: FactValue | None) -> bool:
    """Whether a rule is law for an award of that date; an award without a date is judged by today's law."""
    if not isinstance(awarded_on, date):
        return rule_until is None
    if rule_from is not None and awarded_on < date.fromisoformat(rule_from):
        return False
    return rule_until is None or awarded_on < date.fromisoformat(rule_until)

"""The rules that bear on one fund, compiled when a charge first meets them and picked by what a charge is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from stemfunds.judge.asking import Asking, Signature
from stemfunds.judge.case import FactValue
from stemfunds.judge.compiled_rule import CompiledRule, conditions_of
from stemfunds.judge.conditions import Compiler
from stemfunds.judge.eras import Eras
from stemfunds.judge.generated import Generator, Known
from stemfunds.rulebook.model import Rule, Rulebook
from stemfunds.rulebook.reads import facts_read

_MOST_SORTS = 20_000
_NEITHER, _KIND, _ITEM, _BOTH, _GRANTING = range(5)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rules that reach the same charges, by what they depend on: an award says the same of all its charges, and an activity
    of all that one award pays of it. `determinable` are those that a person may decide on.
    """

    by_award: Asking
    by_activity: Asking
    by_charge: Asking
    determinable: Mapping[str, CompiledRule]


@dataclass(frozen=True, slots=True, eq=False)
class Granting:
    """The authorities of a sort of charges, and the rules that say why there is none.

    `refused` remembers, by what the authorities read of a case, why none of them grants.
    """

    authorities: Asking
    refusals: tuple[CompiledRule, ...]
    signature: Signature
    refused: dict[tuple[Any, ...], Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reaching:
    """The rules that one charge must pass."""

    granting: Granting
    parts: tuple[Part, ...]


class FundRules:
    """All rules of a fund and of the frameworks that it follows.

    A rule looks at the kind of a charge, at its item and object class, at both or at neither. What is picked for a kind serves
    charges of any item, and the other way round: kinds and items are few, their pairs are many.
    """

    def __init__(self, fund: str, rules: tuple[Rule, ...], rule_sets: RuleSets) -> None:
        self.fund, self.rules, self.rule_sets = fund, rules, rule_sets
        own = rule_sets.rulebook.funds[fund]
        self._of_fund: Known = {"fund.id": own.id, "fund.indirect_rate": own.indirect_rate}
        self._by_look: dict[int, tuple[list[Rule], ...]] = {}
        self._parts: dict[tuple[Any, ...], Part] = {}
        self._grantings: dict[tuple[Any, ...], Granting] = {}
        self._reaching: dict[tuple[str, str, str, int], Reaching] = {}

    def reaching(self, kind: str, item: str, object_class: str, era: int) -> Reaching:
        """The rules in force for an award of an era that a charge of this kind, item and object class must pass."""
        key = (kind, item, object_class, era)
        found = self._reaching.get(key)
        if found is None:
            if len(self._reaching) >= _MOST_SORTS:
                self._reaching.clear()
            parts = tuple(self._part(look, *key) for look in (_NEITHER, _KIND, _ITEM, _BOTH))
            found = self._reaching[key] = Reaching(self._granting(*key), tuple(part for part in parts if part is not None))
        return found

    def _rules(self, look: int, era: int) -> list[Rule]:
        """The rules in force that look at neither, kind, item or both; and those that grant money or say why it is refused."""
        if era not in self._by_look:
            day = self.rule_sets.eras.first_day(era)
            found: tuple[list[Rule], ...] = ([], [], [], [], [])
            for rule in self.rules:
                if is_in_force(rule.in_force_from, rule.in_force_until, day):
                    is_about_purpose = rule.section in ("authorities", "not_authorized")
                    found[_GRANTING if is_about_purpose else self.rule_sets.look(rule)].append(rule)
            self._by_look[era] = found
        return self._by_look[era][look]

    def _part(self, look: int, kind: str, item: str, object_class: str, era: int) -> Part | None:
        """The rules that look at a charge in one way; None where none of them reaches it."""
        key = (look, kind if look & _KIND else "", *((item, object_class) if look & _ITEM else ()), era)
        if key not in self._parts:
            rules = [r for r in self._rules(look, era) if r.selector.reaches(kind, item, object_class, self.fund)]
            known: Known = {"line.kind": kind, "line.item": item, "line.object": object_class}
            self._parts[key] = Part(
                by_award=self._asking([rule for rule in rules if rule.depends in ("award", "plan")], known, era),
                by_activity=self._asking([rule for rule in rules if rule.depends == "activity"], known, era),
                by_charge=self._asking([rule for rule in rules if rule.depends == "charge"], known, era),
                determinable={rule.id: self.rule_sets.compiled(rule) for rule in rules if rule.determinable},
            )
        part = self._parts[key]
        return part if part.by_award.rules or part.by_activity.rules or part.by_charge.rules else None

    def _granting(self, kind: str, item: str, object_class: str, era: int) -> Granting:
        rules = self._rules(_GRANTING, era)
        by_item = any(self.rule_sets.look(rule) & _ITEM for rule in rules)
        key = (kind, *((item, object_class) if by_item else ()), era)
        if key not in self._grantings:
            reaching = [rule for rule in rules if rule.selector.reaches(kind, item, object_class, self.fund)]
            known: Known = {"line.kind": kind, "line.item": item, "line.object": object_class}
            authorities = self._asking([rule for rule in reaching if rule.section == "authorities"], known, era)
            self._grantings[key] = Granting(
                authorities=authorities,
                refusals=tuple(self.rule_sets.compiled(rule) for rule in reaching if rule.section == "not_authorized"),
                signature=Signature(authorities.rules, self.rule_sets.generator),
            )
        return self._grantings[key]

    def _asking(self, rules: Iterable[Rule], known: Known, era: int) -> Asking:
        everything = {**self._of_fund, **known, **self.rule_sets.eras.figures(era)}
        return Asking([self.rule_sets.compiled(rule) for rule in rules], self.rule_sets.generator, everything)


class RuleSets:
    """The compiled rules of a rulebook, fund by fund as they are needed."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.compiler = Compiler(rulebook)
        self.generator = Generator(self.compiler)
        self.eras = Eras(rulebook)
        self._compiled: dict[str, CompiledRule] = {}
        self._funds: dict[str, FundRules] = {}
        self._looks: dict[str, int] = {}

    def for_fund(self, fund: str) -> FundRules:
        """The rules that bear on charges to a fund."""
        if fund not in self._funds:
            owners = self.rulebook.owners_for(fund)
            rules = tuple(rule for rule in self.rulebook.rules.values() if rule.owner in owners)
            self._funds[fund] = FundRules(fund, rules, self)
        return self._funds[fund]

    def compiled(self, rule: Rule) -> CompiledRule:
        """A rule with its conditions compiled for the interpreter."""
        if rule.id not in self._compiled:
            applies, test = rule.applies, rule.test
            self._compiled[rule.id] = CompiledRule(
                rule,
                None if applies is None else self.compiler.compile(applies),
                None if test is None else self.compiler.compile(test),
            )
        return self._compiled[rule.id]

    def look(self, rule: Rule) -> int:
        """Whether a rule looks at the kind of a charge (1), at its item or object class (2), at both (3) or at neither (0)."""
        if rule.id not in self._looks:
            reads = {fact for condition in conditions_of(rule) for fact in facts_read(condition, self.rulebook)}
            of_kind = bool(rule.selector.kinds) or "line.kind" in reads
            of_item = bool(rule.selector.items or rule.selector.objects) or not reads.isdisjoint(("line.item", "line.object"))
            self._looks[rule.id] = of_kind * _KIND | of_item * _ITEM
        return self._looks[rule.id]


def is_in_force(rule_from: str | None, rule_until: str | None, awarded_on: FactValue | None) -> bool:
    """Whether a rule is law for an award of that date; an award without a date is judged by today's law."""
    if not isinstance(awarded_on, date):
        return rule_until is None
    if rule_from is not None and awarded_on < date.fromisoformat(rule_from):
        return False
    return rule_until is None or awarded_on < date.fromisoformat(rule_until)

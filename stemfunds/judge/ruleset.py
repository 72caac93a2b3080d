"""The rules that bear on one fund, compiled once and picked by what a charge is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from stemfunds.judge.case import Case, FactValue
from stemfunds.judge.conditions import Compiled, Compiler
from stemfunds.rulebook.kleene import Truth, implies
from stemfunds.rulebook.model import Per, Rule, Rulebook


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to be asked."""

    rule: Rule
    applies: Compiled | None
    test: Compiled | None
    unless: Compiled | None = None

    @property
    def scope(self) -> str:
        """What a finding of the rule is about: the plan, an award, an activity or one charge."""
        if self.rule.per != "charge":
            return self.rule.per
        selector = self.rule.selector
        if selector.items or selector.objects or (self.applies is None and self.test is None):
            return "charge"
        return "activity" if selector.kinds and self.rule.depends != "charge" else self.rule.depends

    def holds(self, case: Case) -> Truth:
        """An authority's or prohibition's `when`; for a requirement, whether the duty is met or not triggered."""
        test: Truth = True if self.test is None else self.test.value(case)
        if self.applies is None or (test is True and self.rule.section == "requirements"):
            return test
        return implies(self.applies.value(case), test)

    def is_silenced(self, case: Case) -> bool:
        """Whether advice has nothing to say here, because what silences it is known to hold."""
        return self.unless is not None and self.unless.value(case) is True

    def triggered(self, case: Case) -> Truth:
        """Whether the rule has anything to say of a case: a requirement's or judgement's `applies`, another rule's `when`."""
        trigger = self.applies if self.rule.section in ("requirements", "judgements") else self.test
        return True if trigger is None else trigger.value(case)

    def missing(self, case: Case) -> list[tuple[str, str]]:
        """The facts that would decide the rule, each once."""
        parts = [part for part in (self.applies, self.test) if part is not None]
        return list(dict.fromkeys(fact for part in parts for fact in part.missing(case)))


@dataclass(frozen=True, slots=True)
class Reaching:
    """The rules that one charge must pass, in the order of the files, by what they do."""

    authorities: tuple[CompiledRule, ...]
    refusals: tuple[CompiledRule, ...]
    others: tuple[CompiledRule, ...]


@dataclass(slots=True)
class FundRules:
    """All rules of a fund and of the frameworks that it follows; a rule is compiled when a charge first meets it."""

    fund: str
    rules: tuple[Rule, ...]
    compile: Callable[[Rule], CompiledRule]
    _picked: dict[tuple[str, str, str, FactValue | None], Reaching] = field(default_factory=dict)

    def reaching(self, kind: str, item: str, object_class: str, awarded_on: FactValue | None) -> Reaching:
        """The rules in force for an award of a date that a charge of this kind, item and object class must pass."""
        key = (kind, item, object_class, awarded_on)
        if key not in self._picked:
            rules = [
                self.compile(rule)
                for rule in self.rules
                if rule.per == "charge"
                and rule.selector.reaches(kind, item, object_class, self.fund)
                and is_in_force(rule.in_force_from, rule.in_force_until, awarded_on)
            ]
            self._picked[key] = Reaching(
                authorities=tuple(rule for rule in rules if rule.rule.section == "authorities"),
                refusals=tuple(rule for rule in rules if rule.rule.section == "not_authorized"),
                others=tuple(rule for rule in rules if rule.rule.section not in ("authorities", "not_authorized")),
            )
        return self._picked[key]


class RuleSets:
    """The compiled rules of a rulebook, fund by fund as they are needed."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.compiler = Compiler(rulebook)
        self._compiled: dict[str, CompiledRule] = {}
        self._funds: dict[str, FundRules] = {}

    def for_fund(self, fund: str) -> FundRules:
        """The rules that bear on charges to a fund."""
        if fund not in self._funds:
            owners = self.rulebook.owners_for(fund)
            rules = tuple(rule for rule in self.rulebook.rules.values() if rule.owner in owners)
            self._funds[fund] = FundRules(fund, rules, self._compile)
        return self._funds[fund]

    def apart(self, per: Per, funds: Collection[str], awarded_on: FactValue | None = None) -> Iterator[CompiledRule]:
        """The rules in force that are asked once per award, activity or plan of these funds; without funds, those of all."""
        owners = self._owners(funds)
        for rule in self.rulebook.rules.values():
            if rule.per != per or rule.owner not in owners:
                continue
            meant = not rule.selector.funds or not set(rule.selector.funds).isdisjoint(funds)
            if meant and is_in_force(rule.in_force_from, rule.in_force_until, awarded_on):
                yield self._compile(rule)

    def _owners(self, funds: Collection[str]) -> frozenset[str]:
        """Whose rules bear on any of these funds."""
        if funds:
            return frozenset(owner for fund in funds for owner in self.rulebook.owners_for(fund))
        every = [frozenset(self.rulebook.owners_for(fund)) for fund in self.rulebook.funds]
        return frozenset.intersection(*every) if every else frozenset()

    def _compile(self, rule: Rule) -> CompiledRule:
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

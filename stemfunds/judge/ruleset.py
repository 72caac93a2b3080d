"""The rules that bear on one fund, compiled once and picked by what a charge is.

The first charges are asked by the interpreter, which is ready at once. Whoever judges many gets generated functions, worked out
for the charges at hand: rules that cannot say anything of them are not even asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from stemfunds.judge.case import Case, FactValue
from stemfunds.judge.conditions import Compiled, Compiler
from stemfunds.judge.generated import Generator, Known, Question
from stemfunds.judge.operands import lookup_figure
from stemfunds.judge.reading import reading
from stemfunds.rulebook.kleene import Truth, implies
from stemfunds.rulebook.model import Rule, Rulebook
from stemfunds.rulebook.reads import facts_read
from stemfunds.rulebook.terms import AnyOf, Condition, Negation

_MOST_GROUPS = 20_000
_BY_AWARD = ("award", "plan")
_OF_A_CHARGE = ("line.kind", "line.item", "line.object", "fund.id", "fund.indirect_rate")
_AWARD_DATE = "award.awarded_on"
_NEITHER, _KIND, _ITEM, _BOTH, _GRANTING = range(5)

Signature: TypeAlias = Callable[[Case], tuple[Any, ...]]
"""The values of everything that some rules read of a case."""


@dataclass(slots=True, eq=False)
class CompiledRule:
    """A rule ready to be asked."""

    rule: Rule
    applies: Compiled | None
    test: Compiled | None

    @property
    def scope(self) -> str:
        """What a finding of the rule is about: the plan, an award, an activity or one charge."""
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

    def triggered(self, case: Case) -> Truth:
        """Whether the rule has anything to say of a case: a requirement's or judgement's `applies`, another rule's `when`."""
        trigger = self.applies if self.rule.section in ("requirements", "judgements") else self.test
        return True if trigger is None else trigger.value(case)

    def speaks(self, case: Case) -> bool:
        """Whether the rule says anything of a case; of an authority, whether it grants."""
        section = self.rule.section
        if section == "judgements":
            return self.triggered(case) is True
        holds = self.holds(case)
        if section == "requirements":
            return holds is not True
        return holds is not False if section in ("prohibitions", "conditions") else holds is True

    def missing(self, case: Case) -> list[tuple[str, str]]:
        """The facts that would decide the rule, each once."""
        parts = [part for part in (self.applies, self.test) if part is not None]
        return list(dict.fromkeys(fact for part in parts for fact in part.missing(case)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule with the question whether it speaks of a case. `always` where what the charge is says so already."""

    rule: CompiledRule
    speaks: Question
    always: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rules that reach the same charges, in the order of the files. Those of `by_award` say the same of all charges of an award;
    `determinable` are those that a person may decide on.
    """

    by_charge: tuple[Asked, ...]
    by_award: tuple[Asked, ...]
    determinable: Mapping[str, CompiledRule]


@dataclass(frozen=True, slots=True)
class Granting:
    """The authorities of a sort of charges, and the rules that say why there is none.

    `refused` remembers by `reads`, what they all read of a case, why none of them grants.
    """

    authorities: tuple[Asked, ...]
    refusals: tuple[CompiledRule, ...]
    reads: Signature | None = None
    refused: dict[tuple[Any, ...], Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reaching:
    """The rules that one charge must pass."""

    granting: Granting
    parts: tuple[Part, ...]


class FundRules:
    """All rules of a fund and of the frameworks that it follows; a rule is compiled when a charge first meets it.

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
        self._reaching: dict[tuple[str, str, str, int, bool], Reaching] = {}

    def reaching(self, kind: str, item: str, object_class: str, era: int, generated: bool) -> Reaching:
        """The rules in force for an award of an era that a charge of this kind, item and object class must pass."""
        key = (kind, item, object_class, era, generated)
        found = self._reaching.get(key)
        if found is None:
            if len(self._reaching) >= _MOST_GROUPS:
                self._reaching.clear()
                self._parts.clear()
            found = self._reaching[key] = Reaching(
                self._granting(key), tuple(self._part(look, key) for look in (_NEITHER, _KIND, _ITEM, _BOTH))
            )
        return found

    def _rules(self, look: int, era: int) -> list[Rule]:
        """The rules in force that look at kind, item, both or neither, and for `_GRANTING` those that grant or refuse money."""
        if era not in self._by_look:
            day = self.rule_sets.eras.first_day(era)
            found: tuple[list[Rule], ...] = ([], [], [], [], [])
            for rule in self.rules:
                if is_in_force(rule.in_force_from, rule.in_force_until, day):
                    found[_GRANTING if rule.section in ("authorities", "not_authorized") else self.rule_sets.look(rule)].append(rule)
            self._by_look[era] = found
        return self._by_look[era][look]

    def _part(self, look: int, key: tuple[str, str, str, int, bool]) -> Part:
        kind, item, object_class, era, generated = key
        part_key = (look, look & _KIND and kind, look & _ITEM and item, look & _ITEM and object_class, era, generated)
        if part_key not in self._parts:
            rules = [r for r in self._rules(look, era) if r.selector.reaches(kind, item, object_class, self.fund)]
            self._parts[part_key] = Part(
                by_charge=self._asked([rule for rule in rules if rule.depends not in _BY_AWARD], key),
                by_award=self._asked([rule for rule in rules if rule.depends in _BY_AWARD], key),
                determinable={rule.id: self.rule_sets.compiled(rule) for rule in rules if rule.determinable},
            )
        return self._parts[part_key]

    def _granting(self, key: tuple[str, str, str, int, bool]) -> Granting:
        kind, item, object_class, era, generated = key
        rules = self._rules(_GRANTING, era)
        by_item = any(self.rule_sets.look(rule) & _ITEM for rule in rules)
        granting_key = (kind, by_item and item, by_item and object_class, era, generated)
        if granting_key not in self._grantings:
            reaching = [rule for rule in rules if rule.selector.reaches(kind, item, object_class, self.fund)]
            granting = [rule for rule in reaching if rule.section == "authorities"]
            self._grantings[granting_key] = Granting(
                authorities=self._asked(granting, key, keep=True),
                refusals=tuple(self.rule_sets.compiled(rule) for rule in reaching if rule.section == "not_authorized"),
                reads=self.rule_sets.signature(granting) if generated else None,
            )
        return self._grantings[granting_key]

    def _asked(self, rules: Iterable[Rule], key: tuple[str, str, str, int, bool], keep: bool = False) -> tuple[Asked, ...]:
        """The rules with their questions; those that can say nothing are left out, unless they are to be kept."""
        kind, item, object_class, era, generated = key
        known = {**self._of_fund, "line.kind": kind, "line.item": item, "line.object": object_class}
        found = []
        for rule in rules:
            compiled = self.rule_sets.compiled(rule)
            speaks = self.rule_sets.question(compiled, known, era) if generated else compiled.speaks
            if speaks is not False or keep:
                found.append(Asked(compiled, _never if isinstance(speaks, bool) else speaks, speaks is True))
        return tuple(found)


class RuleSets:
    """The compiled rules of a rulebook, fund by fund as they are needed."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.compiler = Compiler(rulebook)
        self.eras = Eras(rulebook)
        self._generator = Generator(self.compiler)
        self._compiled: dict[str, CompiledRule] = {}
        self._funds: dict[str, FundRules] = {}
        self._questions: dict[tuple[Any, ...], Question | bool] = {}
        self._signatures: dict[tuple[str, ...], Signature] = {}
        self._read_by: dict[str, set[str]] = {}

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
        reads, selector = self._reads(rule), rule.selector
        of_kind = bool(selector.kinds) or "line.kind" in reads
        of_item = bool(selector.items or selector.objects) or not reads.isdisjoint(("line.item", "line.object"))
        return of_kind * _KIND | of_item * _ITEM

    def question(self, compiled: CompiledRule, known: Known, era: int) -> Question | bool:
        """Whether a rule speaks, as a generated function or, where what is known settles it, as the answer."""
        reads = self._reads(compiled.rule)
        relevant = tuple(known.get(name) if name in reads else None for name in _OF_A_CHARGE)
        key = (compiled.rule.id, *relevant, era if _AWARD_DATE in reads else None)
        if key not in self._questions:
            self._questions[key] = self._generated(compiled.rule, {**known, **self.eras.figures(era)})
        return self._questions[key]

    def signature(self, rules: Iterable[Rule]) -> Signature:
        """A function that gives everything that some rules read of a case."""
        several = tuple(rules)
        key = tuple(rule.id for rule in several)
        if key not in self._signatures:
            read = reading([condition for rule in several for condition in _conditions(rule)], self.rulebook)
            self._signatures[key] = self._generator.reader(read.facts, read.members)
        return self._signatures[key]

    def _reads(self, rule: Rule) -> set[str]:
        if rule.id not in self._read_by:
            self._read_by[rule.id] = {fact for one in _conditions(rule) for fact in facts_read(one, self.rulebook)}
        return self._read_by[rule.id]

    def _generated(self, rule: Rule, known: Known) -> Question | bool:
        """The question whether the rule speaks, the same as `CompiledRule.speaks`."""
        section = rule.section
        condition = rule.applies if section == "judgements" else _holding(rule)
        if section == "requirements":
            return False if condition is None else self._generator.asks(condition, True, known, negated=True)
        if condition is None:
            return True
        if section in ("prohibitions", "conditions"):
            return self._generator.asks(condition, False, known, negated=True)
        return self._generator.asks(condition, True, known)


class Eras:
    """The spans of award dates between which neither the rules in force nor the figures chosen by that date change."""

    UNDATED = -1

    def __init__(self, rulebook: Rulebook) -> None:
        self._figures = [figure for figure in rulebook.figures.values() if figure.chosen_by == _AWARD_DATE]
        texts = {day for rule in rulebook.rules.values() for day in (rule.in_force_from, rule.in_force_until) if day is not None}
        texts |= {value.since for figure in self._figures for value in figure.values}
        self._days = sorted(map(date.fromisoformat, texts))
        self._figures_of: dict[int, Known] = {self.UNDATED: {}}
        self._rulebook = rulebook

    def of(self, awarded_on: FactValue | None) -> int:
        """The number of the era of an award; an award without a date has none."""
        return bisect_right(self._days, awarded_on) if isinstance(awarded_on, date) else self.UNDATED

    def first_day(self, era: int) -> date | None:
        """The day on which an era begins."""
        if era == self.UNDATED:
            return None
        return self._days[era - 1] if era else date.min

    def figures(self, era: int) -> Known:
        """The figures chosen by the date of an award, by `figure.` and their id."""
        if era not in self._figures_of:
            case = Case(award={"awarded_on": self.first_day(era) or date.min})
            found = {f"figure.{figure.id}": lookup_figure(figure)(case) for figure in self._figures}
            self._figures_of[era] = found
        return self._figures_of[era]


def is_in_force(rule_from: str | None, rule_until: str | None, awarded_on: FactValue | None) -> bool:
    """Whether a rule is law for an award of that date; an award without a date is judged by today's law."""
    if not isinstance(awarded_on, date):
        return rule_until is None
    if rule_from is not None and awarded_on < date.fromisoformat(rule_from):
        return False
    return rule_until is None or awarded_on < date.fromisoformat(rule_until)


def _never(case: Case) -> bool:
    return False


def _conditions(rule: Rule) -> list[Condition]:
    return [condition for condition in (rule.applies, rule.test) if condition is not None]


def _holding(rule: Rule) -> Condition | None:
    """The condition of `CompiledRule.holds`; None where the rule holds always."""
    if rule.applies is None or rule.test is None:
        return rule.test if rule.applies is None else None
    return AnyOf((Negation(rule.applies), rule.test))

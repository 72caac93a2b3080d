"""One rule with its conditions compiled, asked by the interpreter."""

from __future__ import annotations

from dataclasses import dataclass

from stemfunds.judge.case import Case
from stemfunds.judge.conditions import Compiled
from stemfunds.rulebook.kleene import Truth, implies
from stemfunds.rulebook.model import Rule
from stemfunds.rulebook.terms import AnyOf, Condition, Negation


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


def conditions_of(rule: Rule) -> list[Condition]:
    """The conditions that a rule has."""
    return [condition for condition in (rule.applies, rule.test) if condition is not None]


def speaking(rule: Rule) -> tuple[Condition | None, bool, bool]:
    """`CompiledRule.speaks` as a condition (None holds always), the answer that is wanted, and whether that answer is silence."""
    if rule.section == "judgements":
        return rule.applies, True, False
    holding = rule.test
    if rule.applies is not None:
        holding = None if rule.test is None else AnyOf((Negation(rule.applies), rule.test))
    if rule.section == "requirements":
        return holding, True, True
    if rule.section in ("prohibitions", "conditions"):
        return holding, False, True
    return holding, True, False

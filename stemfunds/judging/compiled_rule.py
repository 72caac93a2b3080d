"""One rule with its conditions compiled, asked by the interpreter."""

from __future__ import annotations

from dataclasses import dataclass

from stemfunds.judging.case import Case
from stemfunds.judging.conditions import Compiled
from stemfunds.judging.generated import Question
from stemfunds.rulebook.kleene import Truth, implies
from stemfunds.rulebook.model import Rule
from stemfunds.rulebook.terms import AnyOf, Negation


@dataclass(slots=True, eq=False)
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
        if section in ("prohibitions", "conditions"):
            return holds is not False
        return holds is True and not self.is_silenced(case)

    def is_silenced(self, case: Case) -> bool:
        """Whether advice has nothing to say here, because what silences it is known to hold."""
        return self.unless is not None and self.unless.value(case) is True

    def missing(self, case: Case) -> list[tuple[str, str]]:
        """The facts that would decide the rule, each once."""
        parts = [part for part in (self.applies, self.test) if part is not None]
        return list(dict.fromkeys(fact for part in parts for fact in part.missing(case)))


def speaking(rule: CompiledRule) -> Question[CompiledRule]:
    """`CompiledRule.speaks` as a question to a case."""
    law = rule.rule
    if law.section == "judgements":
        return Question(rule, law.applies, True)
    holding = law.test
    if law.applies is not None:
        holding = None if law.test is None else AnyOf((Negation(law.applies), law.test))
    if law.section == "requirements":
        return Question(rule, holding, True, negated=True)
    if law.section in ("prohibitions", "conditions"):
        return Question(rule, holding, False, negated=True)
    return Question(rule, holding, True, unless=law.unless)

"""Judging without any short cut: every rule of a fund is looked at for every charge, and asked by the interpreter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemfunds.judging.case import Case
from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.charged import Charged
from stemfunds.judging.charges import ChargeJudge
from stemfunds.judging.compiled_rule import CompiledRule
from stemfunds.judging.determinations import decided_finding
from stemfunds.judging.findings import Place
from stemfunds.judging.judge import Judge
from stemfunds.judging.outcomes import NO_PLACE, Judged, Outcome, concluded
from stemfunds.judging.result import Authority, Finding
from stemfunds.judging.ruleset import is_in_force
from stemfunds.rulebook.kleene import Truth
from stemfunds.rulebook.model import Per, Rule

_RULES: dict[tuple[str, str], list[Rule]] = {}


class PlainChargeJudge(ChargeJudge):
    """Judges charges one by one; nothing that was found out for one serves another."""

    def judge(self, charged: Charged) -> list[Judged]:
        """The outcomes of each charge and the verdict that they add up to."""
        return [self._judged(charge) for charge in charged.charges]

    def of_the_whole(self, per: Per, subjects: Sequence[tuple[frozenset[str], Case, Place]]) -> Iterator[Finding]:
        """What each rule says by itself of an award, an activity or the plan."""
        rulebook = self.rule_sets.rulebook
        every = [set(rulebook.owners_for(fund)) for fund in rulebook.funds]
        for funds, case, place in subjects:
            owners = {owner for fund in funds for owner in rulebook.owners_for(fund)} if funds else set.intersection(*every)
            for rule in rulebook.rules.values():
                bears = rule.owner in owners and (not rule.selector.funds or funds.intersection(rule.selector.funds))
                if rule.per == per and bears and _is_law(rule, case):
                    for outcome in self._outcomes(rule, case, place):
                        yield self.outcomes.placed(outcome, place, case)

    def _judged(self, charge: ChargeCase) -> Judged:
        case, bound, fund = charge.case, charge.bound, charge.award.fund
        rules = [
            rule
            for rule in self._rules_of(fund)
            if rule.selector.reaches(bound.kind, bound.item.id, bound.object, fund) and _is_law(rule, case)
        ]
        authority, outcomes = self._purpose(rules, charge)
        outcomes += self.outside.windows(charge)
        for rule in rules:
            outcomes += self._outcomes(rule, case, charge.place)
        return concluded(authority, outcomes)

    def _purpose(self, rules: list[Rule], charge: ChargeCase) -> tuple[Authority | None, list[Outcome]]:
        authorities = [self.rule_sets.compiled(rule) for rule in rules if rule.section == "authorities"]
        refusals = [self.rule_sets.compiled(rule) for rule in rules if rule.section == "not_authorized"]
        granting = next((rule for rule in authorities if rule.holds(charge.case) is True), None)
        if granting is not None:
            return self.memory.authority(granting.rule, charge.bound.kind), []
        undecided = [rule for rule in authorities if rule.holds(charge.case) is None]
        if undecided:
            return None, [self._open(rule, charge.case, charge.place) for rule in undecided]
        nearest = min(authorities, key=lambda rule: _distance(rule, charge.case), default=next(iter(refusals), None))
        if nearest is not None:
            return None, [self.outcomes.refused(nearest)]
        return None, [self.memory.no_authority(charge.award.fund, charge.bound.kind)]

    def _rules_of(self, fund: str) -> list[Rule]:
        rulebook = self.rule_sets.rulebook
        key = (rulebook.digest, fund)
        if key not in _RULES:
            owners = rulebook.owners_for(fund)
            _RULES[key] = [rule for rule in rulebook.rules.values() if rule.owner in owners and rule.per == "charge"]
        return _RULES[key]

    def _outcomes(self, rule: Rule, case: Case, place: Place) -> list[Outcome]:
        if rule.section in ("authorities", "not_authorized"):
            return []
        compiled = self.rule_sets.compiled(rule)
        decided = self.determinations.on(rule, place.activity or "", place.line or "")
        if decided is not None:
            counts = _triggered(compiled, case) if decided.decision == "not-met" else _speaks(compiled, case)
            if counts is None:
                return [self._open(compiled, case, place)]
            return [self.outcomes.of(decided_finding(decided, rule, self.memory.make, NO_PLACE))] if counts else []
        if not _speaks(compiled, case):
            return []
        asks = rule.section not in ("advice", "judgements") and compiled.holds(case) is None
        return [self._open(compiled, case, place) if asks else self.outcomes.decided(compiled)]

    def _open(self, rule: CompiledRule, case: Case, place: Place) -> Outcome:
        parts = [part for part in (rule.applies, rule.test) if part is not None]
        missing = tuple(dict.fromkeys(fact for part in parts for fact in part.missing(case)))
        return self.outcomes.open(rule, missing, place.obligated == "commitment")


def _speaks(rule: CompiledRule, case: Case) -> bool:
    """Whether the rule says anything of a case."""
    section, holds = rule.rule.section, rule.holds(case)
    if section == "judgements":
        return _triggered(rule, case) is True
    if section == "requirements":
        return holds is not True
    if section in ("prohibitions", "conditions"):
        return holds is not False
    return holds is True and (rule.unless is None or rule.unless.value(case) is not True)


def _distance(rule: CompiledRule, case: Case) -> int:
    """How many parts of an authority's condition do not hold."""
    return 0 if rule.test is None else rule.test.failing(case)


def _triggered(rule: CompiledRule, case: Case) -> Truth:
    """Whether the rule has anything to say: a requirement's or judgement's `applies`, another rule's `when`."""
    trigger = rule.applies if rule.rule.section in ("requirements", "judgements") else rule.test
    return True if trigger is None else trigger.value(case)


def _is_law(rule: Rule, case: Case) -> bool:
    return is_in_force(rule.in_force_from, rule.in_force_until, case.award.get("awarded_on"))


class PlainJudge(Judge):
    """Judges plans the plain way: what every faster way must agree with."""

    charge_judge = PlainChargeJudge

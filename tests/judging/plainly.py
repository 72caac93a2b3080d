"""Judging without any of its short cuts: every rule of a fund is looked at for every charge, and asked by the interpreter."""

from __future__ import annotations

from stemfunds.judging.case import Case
from stemfunds.judging.charges import ChargeJudge
from stemfunds.judging.findings import Place
from stemfunds.judging.judge import Judge
from stemfunds.judging.outcomes import Judged, Outcome, concluded
from stemfunds.judging.result import Finding
from stemfunds.judging.ruleset import is_in_force
from stemfunds.rulebook.model import Per, Rule

_RULES: dict[tuple[str, str], list[Rule]] = {}


class PlainChargeJudge(ChargeJudge):
    """Judges charges one by one; nothing that was found out for one serves another."""

    def judge(self, case: Case, fund: str, kind: str, item: str, object_class: str, place: Place) -> Judged:
        """All outcomes of a charge and the verdict that they add up to."""
        day = case.award.get("awarded_on")
        rules = [
            rule
            for rule in self._rules_of(fund)
            if rule.selector.reaches(kind, item, object_class, fund) and is_in_force(rule.in_force_from, rule.in_force_until, day)
        ]
        compiled = {rule.id: self.rule_sets.compiled(rule) for rule in rules}
        to_commit = place.obligated == "commitment"
        granting = next((r for r in rules if r.section == "authorities" and compiled[r.id].holds(case) is True), None)
        outcomes: list[Outcome] = []
        if granting is None:
            sort = self.rule_sets.for_fund(fund).reaching(kind, item, object_class, self.rule_sets.eras.of(day)).granting
            outcomes += self._without_authority(sort, case, fund, kind, to_commit)
        outcomes += [self.outcomes.of(finding) for finding in self._outside_windows(case, fund, place)]
        for rule in rules:
            outcomes += self._outcomes(rule, case, place)
        authority = None if granting is None else self.memory.authority(granting, kind)
        return concluded(authority, outcomes)

    def of_the_whole(self, per: Per, funds: frozenset[str], case: Case, place: Place) -> list[Finding]:
        """What each rule says by itself of an award, an activity or the plan."""
        day, every = case.award.get("awarded_on"), [set(self.rulebook.owners_for(fund)) for fund in self.rulebook.funds]
        owners = {owner for fund in funds for owner in self.rulebook.owners_for(fund)} if funds else set.intersection(*every)
        rules = [
            rule
            for rule in self.rulebook.rules.values()
            if rule.per == per
            and rule.owner in owners
            and (not rule.selector.funds or funds.intersection(rule.selector.funds))
            and is_in_force(rule.in_force_from, rule.in_force_until, day)
        ]
        return [self.outcomes.placed(one, place, case) for rule in rules for one in self._outcomes(rule, case, place)]

    def _rules_of(self, fund: str) -> list[Rule]:
        key = (self.rulebook.digest, fund)
        if key not in _RULES:
            owners = self.rulebook.owners_for(fund)
            _RULES[key] = [rule for rule in self.rulebook.rules.values() if rule.owner in owners and rule.per == "charge"]
        return _RULES[key]

    def _outcomes(self, rule: Rule, case: Case, place: Place) -> list[Outcome]:
        compiled = self.rule_sets.compiled(rule)
        if rule.section in ("authorities", "not_authorized"):
            return []
        decided = self.determinations.on(rule, place.activity or "", place.line or "")
        if decided is not None:
            return self._by_decision(decided, compiled, case, place)
        return [self.memory.worked_out(compiled, case, place.obligated == "commitment")] if compiled.speaks(case) else []


class PlainJudge(Judge):
    """Judges plans the plain way: what every faster way must agree with."""

    charge_judge = PlainChargeJudge

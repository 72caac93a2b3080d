"""What the rule tests cover: to which of yes, no and unknown they drive every rule.

A test counts for a rule when it passes and speaks of it: it names the rule, or sets a fact that the rule reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from stemfunds.judging.result import ChargeResult, Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.proving.runner import Outcome
from stemfunds.rulebook import terms
from stemfunds.rulebook.model import Limit, Rule, Rulebook
from stemfunds.rulebook.reads import facts_read
from stemfunds.rulebook.terms import Condition

_FIRES_AS = {"requirements": "no", "prohibitions": "yes", "conditions": "yes", "advice": "yes", "judgements": "yes"}


class Coverage:
    """Gathers, test by test, what was driven where. With State packs it speaks of their rules: the federal ones
    are proved without.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.driven: dict[str, set[str]] = defaultdict(set)
        prefixes = tuple(f"{pack.prefix}-" for pack in rulebook.packs.values()) or ("",)
        self.rules = [rule for rule in rulebook.rules.values() if rule.id.startswith(prefixes)]
        self.limits = [limit for limit in rulebook.limits.values() if limit.id.startswith(prefixes)]
        self._reads = {rule.id: _reads(rule, rulebook) for rule in self.rules}

    def add(self, outcome: Outcome) -> None:
        """Count a test that passed."""
        if outcome.failures:
            return
        self._add_limits(outcome)
        given, named = outcome.test.given(), outcome.test.expected.names()
        owners = self.rulebook.owners_for(outcome.test.fund)
        for activity in outcome.result.activities:
            for line in activity.lines:
                charge = line.charges[0]
                for rule in self.rules:
                    if rule.owner not in owners or not (rule.id in named or given & self._reads[rule.id]):
                        continue
                    if rule.selector.reaches(line.kind, line.item, line.object, charge.fund):
                        self._add_rule(rule, charge, outcome.result.findings)

    def wanted(self, rule: Rule) -> frozenset[str]:
        """The values to which tests must drive a rule: one without a condition has only one way."""
        if rule.section in ("not_authorized", "judgements"):
            return frozenset({"yes"})
        return frozenset({"yes", "no"}) if rule.test is not None and can_fail(rule.test) else frozenset({"yes"})

    def can_ask(self, rule: Rule) -> bool:
        """Whether a plan can leave the rule open: it is no advice, and reads a fact that a plan may lack."""
        facts = self.rulebook.facts
        return rule.section != "advice" and any(not facts[fact].always for fact in self._reads[rule.id])

    def gaps(self) -> Iterator[str]:
        """What is missing, a line for each rule and limit."""
        for rule in self.rules:
            missing = self.wanted(rule) - self.driven[rule.id]
            if missing:
                yield f"{rule.file}:{rule.line}  {rule.id}: no test drives it to {' and '.join(sorted(missing))}"
        for limit in self.limits:
            unshown = {"met", "breached"} - self.driven[limit.id]
            if unshown:
                yield f"{limit.file}:{limit.line}  {limit.id}: no test shows it {' and '.join(sorted(unshown))}"

    def of_source(self, source: str) -> Iterator[str]:
        """The rules and limits that cite a source, where in it, and to what the tests drive them."""
        cited: list[Rule | Limit] = [*self.rules, *self.limits]
        for one in cited:
            places = [citation.pinpoint or "whole" for citation in one.cite if citation.source == source]
            if places:
                yield f"{one.id:<28} {', '.join(places)}: driven to {', '.join(sorted(self.driven[one.id])) or 'nothing'}"

    def is_complete(self) -> bool:
        """Whether every rule decides a case each way."""
        return next(self.gaps(), None) is None

    def _add_rule(self, rule: Rule, charge: ChargeResult, of_the_whole: tuple[Finding, ...]) -> None:
        findings = charge.findings if rule.per == "charge" else of_the_whole
        found = [finding for finding in findings if finding.rule == rule.id]
        if rule.section in ("authorities", "not_authorized"):
            self._add_authority(rule, charge, found)
        elif not found:
            self.driven[rule.id].add("yes" if rule.section == "requirements" else "no")
        elif found[0].verdict is Verdict.NEEDS_INFORMATION:
            self.driven[rule.id].add("unknown")
        else:
            self.driven[rule.id].add(_FIRES_AS[rule.section])

    def _add_authority(self, rule: Rule, charge: ChargeResult, found: list[Finding]) -> None:
        if charge.authority is not None:
            if charge.authority.rule == rule.id:
                self.driven[rule.id].add("yes")
        elif found:
            unknown = found[0].verdict is Verdict.NEEDS_INFORMATION
            refused = "yes" if rule.section == "not_authorized" else "no"
            self.driven[rule.id].add("unknown" if unknown else refused)

    def _add_limits(self, outcome: Outcome) -> None:
        for limit in outcome.result.limits:
            if limit.rule == outcome.test.expected.limit:
                self.driven[limit.rule].add(limit.status)


def can_fail(condition: Condition) -> bool:
    """Whether a condition can be no. One that only asks whether something is given is yes or unknown, never no."""
    if isinstance(condition, terms.Comparison):
        return condition.operator != "given"
    if isinstance(condition, terms.AllOf):
        return any(map(can_fail, condition.parts))
    if isinstance(condition, terms.AnyOf):
        return all(map(can_fail, condition.parts))
    return True


def _reads(rule: Rule, rulebook: Rulebook) -> frozenset[str]:
    return frozenset(fact for condition in rule.conditions for fact in facts_read(condition, rulebook))

"""From a finding, or a rule and a place, to its reasoning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stemfunds.explaining.building import TreeBuilder
from stemfunds.explaining.origins import Subject
from stemfunds.explaining.steps import Explanation, Step, combined
from stemfunds.judging.case import Case, Span
from stemfunds.judging.cases import ChargeCase, PlanCases
from stemfunds.judging.conditions import is_after, is_before
from stemfunds.judging.limits import arithmetic_words
from stemfunds.judging.result import Finding, LimitResult, PlanResult
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.kleene import Truth, negation
from stemfunds.rulebook.model import Limit, Rule, Rulebook, Window
from stemfunds.rulebook.terms import Condition

_MEANS = {
    "authorities": "An authority: the fund may pay where this is yes.",
    "not_authorized": "Not authorized: nothing in the fund permits it.",
    "requirements": "A requirement: must be yes.",
    "prohibitions": "A prohibition: must be no.",
    "conditions": "A condition: where this is yes, the district has something to do.",
    "advice": "Advice: speaks where this is yes, and changes no verdict.",
    "judgements": "A judgement: where this is yes, a person decides and records why.",
}
_WHERE_IT_HOLDS = {
    "authorities": "It lets the fund pay here.",
    "requirements": "It is met here, so the check says nothing of it.",
}


class Explainer:
    """Explains the findings of one judged plan."""

    def __init__(self, result: PlanResult, rulebook: Rulebook) -> None:
        self.result = result
        self.rulebook = rulebook
        self.plan = result.plan
        self.cases = PlanCases(result.plan, rulebook, result.as_of)
        self.builder = TreeBuilder(result.plan, rulebook)

    def finding(self, finding: Finding) -> Explanation:
        """The reasoning behind a finding."""
        case, subject = self.cases.of_finding(finding), self._subject(finding)
        about = self.about(finding)
        if (rule := self.rulebook.rules.get(finding.rule)) is not None:
            remarks = (
                (f"{finding.determination.author} decided it: {finding.determination.decision}.",)
                if finding.determination
                else ()
            )
            return Explanation(
                rule.id, rule.says, _MEANS[rule.section], about, self.rule_tree(rule, case, subject), finding, remarks
            )
        if (window := self.rulebook.windows().get(finding.rule)) is not None:
            tree = self._window_tree(window, case, subject)
            return Explanation(window.id, window.says, "An obligation window: must be yes.", about, tree, finding)
        if (limit := self.rulebook.limits.get(finding.rule)) is not None:
            means = f"{'A cap' if limit.direction == 'at_most' else 'A floor'} over a sum: must be yes."
            return Explanation(limit.id, limit.says, means, about, self._limit_tree(limit, case, subject, finding), finding)
        remark = "This is the tool's own remark; no condition of law stands behind it."
        return Explanation(finding.rule, finding.message, remark, about, None, finding)

    def rule_at(self, rule: Rule, charge: ChargeCase) -> Explanation:
        """The reasoning of a rule on a charge where it found nothing."""
        subject = Subject(charge.activity.activity, charge.bound.line, charge.award)
        about = _place_words(charge.bound.line.id, charge.activity.activity.id, charge.award.id)
        tree = self.rule_tree(rule, charge.case, subject)
        return Explanation(rule.id, rule.says, _MEANS[rule.section], about, tree, None, (_nothing_found(rule, tree),))

    def about(self, finding: Finding) -> str:
        """The place of a finding in words: `line A1-fees, award IVA-26`."""
        return _place_words(finding.line, finding.activity, finding.award)

    # --- trees ------------------------------------------------------------------------------------------------------

    def rule_tree(self, rule: Rule, case: Case, subject: Subject) -> Step:
        """The whole condition of a rule; its value is the one by which the judge went."""
        if rule.section == "not_authorized":
            return Step("the fund permits it", False)
        if rule.section == "judgements":
            return self._named("a person has to decide, always", "applies when", rule.applies, case, subject)
        test = self._named("always", _head(rule), rule.test, case, subject)
        if rule.applies is None:
            return test
        trigger = self._named("always", "it applies when", rule.applies, case, subject)
        return combined("the rule is kept: where it applies, what it demands holds", "duty", (trigger, test))

    def _named(self, always: str, head: str, condition: Condition | None, case: Case, subject: Subject) -> Step:
        if condition is None:
            return Step(always, True)
        tree = self.builder.tree(condition, case, subject)
        return combined(head, "same", [tree])

    def _window_tree(self, window: Window, case: Case, subject: Subject) -> Step:
        spans = {window.id: span for window, span in case.state_windows}
        own = spans.get(window.id)
        opens = own.opens if own is not None else case.award.get("opens")
        closes = own.closes if own is not None else case.award.get("closes")
        first, last = case.charge.get("obligated_from"), case.charge.get("obligated_to")
        parts = []
        for name, value, bound, compare, words in (
            ("charge.obligated_from", first, opens, is_before, f"obligated on or after {opens}"),
            ("charge.obligated_to", last, closes, is_after, f"obligated on or before {closes}"),
        ):
            holds: Truth = None
            if isinstance(value, date | Span) and isinstance(bound, date):
                holds = negation(compare(value, bound))
            parts.append(Step(words, holds, "leaf", (self.builder.reading(name, case, subject),)))
        return combined("the cost is obligated inside the window", "all", parts)

    def _limit_tree(self, limit: Limit, case: Case, subject: Subject, finding: Finding) -> Step:
        measured = self._measured(finding)
        status: dict[str, Truth] = {"met": True, "breached": False}
        kept: Truth = None if measured is None else status.get(measured.status)
        sums = Step("the sum keeps the bound" if measured is None else arithmetic_words(measured), kept)
        parts = [sums, *self._members(limit, finding)]
        if limit.applies is not None:
            parts.insert(0, self._named("always", "it applies when", limit.applies, case, subject))
        return Step("the limit is kept", kept, "sum", (), tuple(parts))

    def _measured(self, finding: Finding) -> LimitResult | None:
        fitting = [one for one in self.result.limits if one.rule == finding.rule]
        exact = [
            one
            for one in fitting
            if (one.award or None, one.activity) in ((finding.award, finding.activity), (finding.award, None))
        ]
        return next(iter(exact or fitting), None)

    def _members(self, limit: Limit, finding: Finding) -> Iterator[Step]:
        """Every charge that the limit reaches, and whether it counts."""
        for charge in self.cases.charges():
            bound, award = charge.bound, charge.award
            if finding.award not in (None, award.id) or limit.owner not in self.rulebook.owners_for(award.fund):
                continue
            if not limit.counts.selector.reaches(bound.kind, bound.item.id, bound.object, award.fund):
                continue
            amount = charge.case.charge.get("amount")
            words = f"line {bound.line.id}, {dollars(amount) if isinstance(amount, int) else ''}, counts"
            if limit.counts.where is None:
                yield Step(words, True)
                continue
            subject = Subject(charge.activity.activity, bound.line, award)
            yield combined(words, "same", [self.builder.tree(limit.counts.where, charge.case, subject)])

    def _subject(self, finding: Finding) -> Subject:
        activity = self.plan.activity(finding.activity) if finding.activity else None
        line = next((one for one in activity.lines if one.id == finding.line), None) if activity else None
        return Subject(activity, line, self.plan.award(finding.award) if finding.award else None)


def _head(rule: Rule) -> str:
    return {"requirements": "it must hold that", "authorities": "the fund pays when"}.get(rule.section, "it holds when")


def _nothing_found(rule: Rule, tree: Step) -> str:
    """What it means that a rule says nothing at a place."""
    silent = "The rule found nothing here."
    return _WHERE_IT_HOLDS.get(rule.section, silent) if tree.value else silent


def _place_words(line: str | None, activity: str | None, award: str | None) -> str:
    where = f"line {line}" if line else (f"activity {activity}" if activity else "")
    return ", ".join(part for part in (where, f"award {award}" if award else "") if part) or "the plan"

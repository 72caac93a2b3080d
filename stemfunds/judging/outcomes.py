"""What a rule says of a charge, apart from where the charge stands: made once, and placed in the plan as often as it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, TypeAlias

from stemfunds.judging.case import Case
from stemfunds.judging.compiled_rule import CompiledRule, Missing
from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.result import Authority, Finding
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.rulebook.model import Rule

NO_PLACE = Place()

Figures: TypeAlias = tuple[tuple[str, str], ...]
"""What a rule rests on: names of facts and figures with their values in words."""

_TO_COMMIT = Place(obligated="commitment")
REASON_ORDER = (
    Reason.OUTSIDE_WINDOW,
    Reason.PROHIBITED,
    Reason.NO_AUTHORITY,
    Reason.REQUIREMENT_FAILED,
    Reason.OVER_LIMIT,
)
_MOST_OPEN = 50
_MOST_FIGURES = 10_000
_BY_RANK = attrgetter("rank")


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """A finding without its place, and its rank among those of a charge.

    `weighing` is the rule whose figures of the case are shown beside it; they stand in the sentence, too, unless a person is
    to judge.
    """

    finding: Finding
    rank: tuple[Any, ...]
    weighing: Rule | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict that the rule alone comes to."""
        return self.finding.verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of one charge, before the limits of the plan; the outcomes in the order of the ladder."""

    verdict: Verdict
    reason: Reason | None
    authority: Authority | None
    outcomes: tuple[Outcome, ...]


def concluded(authority: Authority | None, outcomes: Iterable[Outcome]) -> Judged:
    """The worst verdict of the outcomes, with the reason that weighs most when it is a refusal."""
    in_order = tuple(sorted(outcomes, key=_BY_RANK))
    verdict, reason = Verdict.ALLOWABLE, None
    for outcome in in_order:
        if outcome.finding.verdict.rank > verdict.rank:
            verdict = outcome.finding.verdict
    if verdict is Verdict.NOT_ALLOWABLE:
        reasons = {one.finding.reason for one in in_order if one.finding.verdict is verdict}
        reason = next((reason for reason in REASON_ORDER if reason in reasons), None)
    return Judged(verdict, reason, authority, in_order)


class OutcomeMaker:
    """Makes the outcomes of rules, and findings of outcomes."""

    def __init__(self, make: FindingMaker) -> None:
        self.make = make
        self._decided: dict[str, Outcome] = {}
        self._refused: dict[str, Outcome] = {}
        self._open: dict[str, dict[tuple[bool, Missing], Outcome]] = {}
        self._in_figures: dict[tuple[Outcome, Figures], Finding] = {}

    def of(self, finding: Finding, weighing: Rule | None = None) -> Outcome:
        """The outcome of a finding that was made without a place."""
        return Outcome(finding, self.make.rank(finding), weighing)

    def decided(self, rule: CompiledRule) -> Outcome:
        """A requirement that failed, a prohibition, condition or advice that holds, or a judgement that a person must make."""
        law = rule.rule
        if law.id not in self._decided:
            self._decided[law.id] = self.of(self._finding(rule), law if law.weigh else None)
        return self._decided[law.id]

    def _finding(self, rule: CompiledRule) -> Finding:
        law, make = rule.rule, self.make.make
        says = law.otherwise or law.says
        if law.section == "requirements":
            reason = Reason.REQUIREMENT_FAILED
            return make(law, Verdict.NOT_ALLOWABLE, says, NO_PLACE, reason=reason, scope=rule.scope)
        if law.section == "prohibitions":
            return make(law, Verdict.NOT_ALLOWABLE, says, NO_PLACE, reason=Reason.PROHIBITED, scope=rule.scope)
        if law.section == "conditions":
            return make(law, Verdict.WITH_CONDITIONS, says, NO_PLACE, severity="note", hint=law.do, scope=rule.scope)
        if law.section == "judgements":
            return make(law, Verdict.ALLOWABLE, law.says, NO_PLACE, severity="note")
        return make(law, Verdict.ALLOWABLE, says, NO_PLACE, severity=law.severity, scope=rule.scope)

    def refused(self, nearest: CompiledRule) -> Outcome:
        """A charge that nothing lets the fund pay, in the words of the nearest authority or of the rule that says so."""
        law = nearest.rule
        if law.id not in self._refused:
            says, reason = law.otherwise or law.says, Reason.NO_AUTHORITY
            finding = self.make.make(law, Verdict.NOT_ALLOWABLE, says, NO_PLACE, reason=reason, scope="activity")
            self._refused[law.id] = self.of(finding)
        return self._refused[law.id]

    def open(self, rule: CompiledRule, missing: Missing, to_commit: bool) -> Outcome:
        """A rule that facts leave open, with the questions that would decide it."""
        known = self._open.setdefault(rule.rule.id, {})
        found = known.get((to_commit, missing))
        if found is None:
            if len(known) >= _MOST_OPEN:
                known.clear()
            found = known[to_commit, missing] = self._unknown(rule, missing, to_commit)
        return found

    def _unknown(self, rule: CompiledRule, missing: Missing, to_commit: bool) -> Outcome:
        questions = self.make.questions(missing, _TO_COMMIT if to_commit else NO_PLACE)
        return self.of(
            self.make.make(
                rule.rule,
                Verdict.NEEDS_INFORMATION,
                rule.rule.says,
                NO_PLACE,
                severity="warning",
                hint=" ".join(dict.fromkeys(question.question for question in questions)),
                facts_needed=questions,
                scope=rule.scope,
            )
        )

    def placed(self, outcome: Outcome, place: Place, case: Case) -> Finding:
        """The finding of an outcome at a place of the plan, with the figures of the case."""
        said = self.said(outcome, case)
        return said.placed(place.fund, place.award, place.activity, place.line, place.at)

    def said(self, outcome: Outcome, case: Case) -> Finding:
        """The finding of an outcome with the figures of the case, still without its place."""
        law = outcome.weighing
        figures = () if law is None else self.make.weighed(law, case)
        if law is None or not figures:
            return outcome.finding
        if law.section == "judgements":
            return outcome.finding.with_figures(figures)
        return self._in_words(outcome, law, figures)

    def _in_words(self, outcome: Outcome, law: Rule, figures: Figures) -> Finding:
        """The finding with figures in its sentence; one object for equal figures."""
        found = self._in_figures.get((outcome, figures))
        if found is None:
            if len(self._in_figures) >= _MOST_FIGURES:
                self._in_figures.clear()
            message = self.make.with_figures_of(law, figures)
            found = self._in_figures[outcome, figures] = replace(outcome.finding, weigh=figures, message=message)
        return found

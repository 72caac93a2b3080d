"""The verdict on one charge: authority, requirements, prohibitions, conditions and the obligation window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from stemfunds.judging.asking import Asking, Signature
from stemfunds.judging.case import Case, FactValue, Span
from stemfunds.judging.compiled_rule import CompiledRule
from stemfunds.judging.conditions import is_after, is_before
from stemfunds.judging.determinations import Determinations, decided_finding
from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.outcomes import NO_PLACE, Judged, Outcome, OutcomeMaker, concluded
from stemfunds.judging.result import Authority, Finding
from stemfunds.judging.ruleset import FundRules, Granting, Reaching, RuleSets
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.judging.windows import ObligationWindow
from stemfunds.plan.model import Determination
from stemfunds.rulebook.kleene import Truth, any_of
from stemfunds.rulebook.model import Per, Rule, Window

T = TypeVar("T")

_MOST_REMEMBERED = 100
"""Per rule; a rule that reads more sorts of cases than this forgets them and begins again."""


class Memory:
    """What holds for every plan that is judged under one rulebook: outcomes by what a rule reads of a case."""

    def __init__(self, rule_sets: RuleSets, make: FindingMaker) -> None:
        self.rule_sets = rule_sets
        self.make = make
        self.outcomes = OutcomeMaker(make)
        self._by_reading: dict[str, tuple[Signature, dict[tuple[Any, ...], Outcome]]] = {}
        self._authorities: dict[tuple[str, str], Authority] = {}

    def outcome(self, rule: CompiledRule, case: Case, to_commit: bool) -> Outcome:
        """What a rule that speaks says of a case."""
        if rule.rule.section in ("advice", "judgements"):
            return self.outcomes.decided(rule)
        signature, known = self._by_reading.get(rule.rule.id) or self._read(rule)
        read = signature.of(case)
        if read is None:
            return self.worked_out(rule, case, to_commit)
        return remembered(known, (to_commit, read), lambda: self.worked_out(rule, case, to_commit))

    def _read(self, rule: CompiledRule) -> tuple[Signature, dict[tuple[Any, ...], Outcome]]:
        found = self._by_reading[rule.rule.id] = (Signature((rule,), self.rule_sets.generator), {})
        return found

    def worked_out(self, rule: CompiledRule, case: Case, to_commit: bool) -> Outcome:
        """The same, without looking into memory."""
        return self.outcomes.open(rule, case, to_commit) if rule.holds(case) is None else self.outcomes.decided(rule)

    def authority(self, rule: Rule, kind: str) -> Authority:
        """The authority that a rule gives to a kind, with the letter's examples of it."""
        if (rule.id, kind) not in self._authorities:
            letter = self.rule_sets.rulebook.letter
            examples = tuple(name for name in rule.supported_by if kind in letter[name].kinds)
            self._authorities[rule.id, kind] = Authority(rule.id, rule.says, self.make.cited(rule.cite), examples)
        return self._authorities[rule.id, kind]


def remembered(known: dict[tuple[Any, ...], T], key: tuple[Any, ...], work_out: Callable[[], T]) -> T:
    """What is known by a key, worked out the first time; bounded, so that any number of plans fits into memory."""
    found = known.get(key)
    if found is None:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        found = known[key] = work_out()
    return found


class ChargeJudge:
    """Judges the charges of one plan against the rules of their funds."""

    def __init__(self, memory: Memory, determinations: Determinations, as_of: date, interpreted: bool) -> None:
        self.memory = memory
        self.make = memory.make
        self.outcomes = memory.outcomes
        self.rule_sets = memory.rule_sets
        self.rulebook = memory.rule_sets.rulebook
        self.determinations = determinations
        self.as_of = as_of
        self.interpreted = interpreted
        self._rules_of_award: dict[str, tuple[FundRules, int]] = {}
        self._said: dict[tuple[Asking, str | None, str | None], list[Outcome]] = {}
        self._windows: dict[tuple[Any, ...], list[Outcome]] = {}

    def judge(self, case: Case, fund: str, kind: str, item: str, object_class: str, place: Place) -> Judged:
        """The outcomes of a charge and the verdict that they add up to."""
        rules = self._reaching(case, fund, place.award or "", kind, item, object_class)
        to_commit = place.obligated == "commitment"
        authority, outcomes = self._authority(rules.granting, case, fund, kind, to_commit)
        outcomes += self._window(case, fund, place)
        for asking in rules.by_award:
            outcomes += self._shared(asking, case, place.award, None)
        for asking in rules.by_activity:
            outcomes += self._shared(asking, case, place.award, place.activity)
        for asking in rules.by_charge:
            for rule in asking.speaking(case, self.interpreted):
                outcomes.append(self.memory.outcome(rule, case, to_commit))
        if self.determinations.rules:
            outcomes = self._with_decisions(outcomes, rules.determinable, case, place)
        return concluded(authority, outcomes)

    def of_the_whole(self, per: Per, funds: frozenset[str], case: Case, place: Place) -> list[Finding]:
        """What the rules say once of an award, an activity or the plan that is about these funds."""
        apart = self.rule_sets.apart
        asking, bearing = apart.asking(per, self.rule_sets.eras.of(case.award.get("awarded_on"))), apart.bearing(per, funds)
        outcomes = [
            self.memory.outcome(rule, case, False) for rule in asking.speaking(case, self.interpreted) if rule.rule.id in bearing
        ]
        if self.determinations.rules:
            by_id = {rule.rule.id: rule for rule in asking.rules if rule.rule.id in bearing}
            outcomes = self._with_decisions(outcomes, by_id.get, case, place)
        return [self.outcomes.placed(outcome, place, case) for outcome in outcomes]

    def _reaching(self, case: Case, fund: str, award: str, kind: str, item: str, object_class: str) -> Reaching:
        found = self._rules_of_award.get(award)
        if found is None:
            era = self.rule_sets.eras.of(case.award.get("awarded_on"))
            found = self._rules_of_award[award] = (self.rule_sets.for_fund(fund), era)
        rules, era = found
        return rules.reaching(kind, item, object_class, era)

    def _shared(self, asking: Asking, case: Case, award: str | None, activity: str | None) -> Iterable[Outcome]:
        """What rules say alike of all charges of an award, or of those that an award pays of an activity."""
        key = (asking, award, activity)
        found = self._said.get(key)
        if found is None:
            found = self._said[key] = [self.memory.outcome(rule, case, False) for rule in asking.speaking(case, self.interpreted)]
        return found

    def _with_decisions(
        self, outcomes: list[Outcome], rule_of: Callable[[str], CompiledRule | None], case: Case, place: Place
    ) -> list[Outcome]:
        """The outcomes with what people have decided in the place of those that rules alone come to."""
        for identity in self.determinations.rules:
            rule = rule_of(identity)
            decided = None if rule is None else self.determinations.on(rule.rule, place.activity or "", place.line or "")
            if rule is not None and decided is not None:
                outcomes = [one for one in outcomes if one.finding.rule != identity]
                outcomes += self._by_decision(decided, rule, case, place)
        return outcomes

    def _by_decision(self, decided: Determination, rule: CompiledRule, case: Case, place: Place) -> list[Outcome]:
        """A person's yes stands where the rule speaks; a no wherever the rule is triggered, and it waits where that is open."""
        if decided.decision == "not-met":
            triggered = rule.triggered(case)
            if triggered is None:
                return [self.outcomes.open(rule, case, place.obligated == "commitment")]
            counts = triggered
        else:
            counts = rule.speaks(case)
        return [self.outcomes.of(decided_finding(decided, rule.rule, self.make, NO_PLACE))] if counts else []

    # --- authority --------------------------------------------------------------------------------------------------

    def _authority(
        self, rules: Granting, case: Case, fund: str, kind: str, to_commit: bool
    ) -> tuple[Authority | None, list[Outcome]]:
        for rule in rules.authorities.speaking(case, self.interpreted):
            return self.memory.authority(rule.rule, kind), []
        read = rules.signature.of(case)
        if read is None:
            return None, self._without_authority(rules, case, fund, kind, to_commit)
        key = (to_commit, read)
        return None, [*remembered(rules.refused, key, lambda: self._without_authority(rules, case, fund, kind, to_commit))]

    def _without_authority(self, rules: Granting, case: Case, fund: str, kind: str, to_commit: bool) -> list[Outcome]:
        """The authorities that are open, or why nothing lets the fund pay."""
        undecided = [rule for rule in rules.authorities.rules if rule.holds(case) is None]
        if undecided:
            return [self.outcomes.open(rule, case, to_commit) for rule in undecided]
        return [self.outcomes.of(self._no_authority(rules, case, fund, kind))]

    def _no_authority(self, rules: Granting, case: Case, fund: str, kind: str) -> Finding:
        """Why nothing lets the fund pay: the nearest authority that failed, or the rule that says so, or the
        tool's own notice.
        """
        nearest = min(rules.authorities.rules, key=lambda rule: _distance(rule, case), default=next(iter(rules.refusals), None))
        law = nearest.rule if nearest is not None else None
        if law is None:
            names = {"fund": self.rulebook.funds[fund].short, "kind": self.rulebook.kinds[kind].name.lower()}
            verdict, reason = Verdict.NOT_ALLOWABLE, Reason.NO_AUTHORITY
            return self.make.notice("NO-AUTHORITY", verdict, NO_PLACE, names, step="purpose", reason=reason)
        return self.make.make(
            law, Verdict.NOT_ALLOWABLE, law.otherwise or law.says, NO_PLACE, reason=Reason.NO_AUTHORITY, scope="activity"
        )

    # --- window -----------------------------------------------------------------------------------------------------

    def _window(self, case: Case, fund: str, place: Place) -> list[Outcome]:
        first, last = case.charge.get("obligated_from"), case.charge.get("obligated_to")
        key = (place.award, place.obligated, first, last)
        found = self._windows.get(key)
        if found is None:
            found = self._windows[key] = [self.outcomes.of(finding) for finding in self._outside_windows(case, fund, place)]
        return found

    def _outside_windows(self, case: Case, fund: str, place: Place) -> list[Finding]:
        federal = self.rulebook.funds[fund].window
        opens, closes = case.award.get("opens"), case.award.get("closes")
        if federal is None or place.obligated == "closeout" or not isinstance(opens, date) or not isinstance(closes, date):
            return []
        windows = ((federal, ObligationWindow(opens, closes)), *case.state_windows)
        return [
            found
            for window, span in windows
            for found in self._outside(window, span.opens, span.closes, case, fund, Place(obligated=place.obligated))
        ]

    def _outside(self, window: Window, opens: date, closes: date, case: Case, fund: str, place: Place) -> list[Finding]:
        first, last = case.charge.get("obligated_from"), case.charge.get("obligated_to")
        outside = any_of((_compared(is_before, first, opens), _compared(is_after, last, closes)))
        if outside is False:
            return []
        message = self._window_words(case, fund, opens, closes)
        if outside is None:
            open_dates = {"charge.obligated_from": first, "charge.obligated_to": last}
            missing = [(fact, "") for fact, value in open_dates.items() if value is None or isinstance(value, Span)]
            questions = self.make.questions(missing, place)
            hint = " ".join(question.question for question in questions)
            verdict = Verdict.NEEDS_INFORMATION
            return [self.make.make(window, verdict, message, place, severity="warning", hint=hint, facts_needed=questions)]
        hint = window.repair or self.rulebook.notices["WINDOW-DATES"].repair
        message = f"{message} {window.otherwise}".strip()
        return [self.make.make(window, Verdict.NOT_ALLOWABLE, message, place, reason=Reason.OUTSIDE_WINDOW, hint=hint)]

    def _window_words(self, case: Case, fund: str, opens: date, closes: date) -> str:
        """The window and the date of the cost in words, and that the window has closed where it has."""
        names = {"fund": self.rulebook.funds[fund].short, "year": str(case.award.get("federal_fiscal_year", ""))}
        obligated = _between(case.charge.get("obligated_from"), case.charge.get("obligated_to"))
        message = self.make.words("WINDOW-DATES", opens=_day(opens), closes=_day(closes), obligated=obligated, **names)
        if self.as_of <= closes:
            return message
        return f"{self.make.words('WINDOW-CLOSED', closes=_day(closes), **names)} {message}"


def _distance(rule: CompiledRule, case: Case) -> int:
    """How many parts of an authority's condition do not hold: the nearest one has the fewest."""
    return 0 if rule.test is None else rule.test.failing(case)


def _compared(compare: Callable[[date | Span, date], Truth], value: FactValue | None, bound: date) -> Truth:
    return compare(value, bound) if isinstance(value, date | Span) else None


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _between(first: FactValue | None, last: FactValue | None) -> str:
    """When the cost is obligated, as words."""
    if isinstance(first, Span):
        return f"on a date not yet given, between {_day(first.earliest)} and {_day(first.latest)}"
    if not isinstance(first, date) or not isinstance(last, date):
        return "on a date not yet given"
    return f"on {_day(first)}" if first == last else f"from {_day(first)} to {_day(last)}"

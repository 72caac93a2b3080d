"""The verdict on one charge: authority, requirements, prohibitions, conditions and the obligation window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from stemfunds.judge.case import Case, FactValue, Span
from stemfunds.judge.conditions import is_after, is_before
from stemfunds.judge.determinations import Determinations, decided_finding
from stemfunds.judge.findings import FindingMaker, Place
from stemfunds.judge.result import Authority, Finding
from stemfunds.judge.ruleset import CompiledRule, Reaching, RuleSets
from stemfunds.judge.verdicts import Reason, Verdict, worst
from stemfunds.judge.windows import ObligationWindow
from stemfunds.plan.model import Determination
from stemfunds.rulebook.kleene import Truth, any_of
from stemfunds.rulebook.model import Window

_REASON_ORDER = (
    Reason.OUTSIDE_WINDOW,
    Reason.PROHIBITED,
    Reason.NO_AUTHORITY,
    Reason.REQUIREMENT_FAILED,
    Reason.OVER_LIMIT,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of one charge, before the limits of the plan."""

    verdict: Verdict
    reason: Reason | None
    authority: Authority | None
    findings: tuple[Finding, ...]


class ChargeJudge:
    """Judges charges against the rules of their funds."""

    def __init__(self, rule_sets: RuleSets, make: FindingMaker, determinations: Determinations, as_of: date) -> None:
        self.rule_sets = rule_sets
        self.rulebook = rule_sets.rulebook
        self.make = make
        self.determinations = determinations
        self.as_of = as_of
        self._held: dict[tuple[str, str, str], Truth] = {}

    def judge(self, case: Case, fund: str, kind: str, item: str, object_class: str, place: Place) -> Judged:
        """All findings of a charge and the verdict that they add up to."""
        rules = self.rule_sets.for_fund(fund).reaching(kind, item, object_class, case.award.get("awarded_on"))
        authority, findings = self._authority(rules, case, fund, kind, place)
        findings += self._window(case, fund, place)
        for rule in rules.others:
            finding = self.finding(rule, case, place)
            if finding is not None:
                findings.append(finding)
        return concluded(authority, self.make.in_order(findings))

    def finding(self, rule: CompiledRule, case: Case, place: Place) -> Finding | None:
        """What one rule says of a case, if anything."""
        section = rule.rule.section
        decided = self.determinations.on(rule.rule, place.activity or "", place.line or "")
        if decided is not None and decided.decision == "not-met":
            return self._refused_by(decided, rule, case, place)
        if section == "judgements":
            return self._judgement(rule, case, place, decided)
        holds = self._holds(rule, case, place)
        passes = holds is True if section == "requirements" else holds is False
        if passes or (section == "advice" and (holds is None or rule.is_silenced(case))):
            return None
        if decided is not None:
            return decided_finding(decided, rule.rule, self.make, place)
        return self._open(rule, case, place) if holds is None else self._decided(rule, case, place)

    def _holds(self, rule: CompiledRule, case: Case, place: Place) -> Truth:
        """Whether a rule holds, asked once for all charges that cannot differ in it."""
        if rule.rule.depends == "charge":
            return rule.holds(case)
        activity = (place.activity or "") if rule.rule.depends == "activity" else ""
        key = (rule.rule.id, place.award or "", activity)
        if key not in self._held:
            self._held[key] = rule.holds(case)
        return self._held[key]

    def _decided(self, rule: CompiledRule, case: Case, place: Place) -> Finding:
        """A requirement that failed, or a prohibition, condition or advice that holds."""
        law, figures = rule.rule, self.make.weighed(rule.rule.weigh, case)
        make = partial(self.make.make, law, place=place, weigh=figures, scope=rule.scope)
        says = self.make.with_figures(law.otherwise or law.says, figures)
        if law.section == "requirements":
            return make(Verdict.NOT_ALLOWABLE, says, reason=Reason.REQUIREMENT_FAILED)
        if law.section == "prohibitions":
            return make(Verdict.NOT_ALLOWABLE, says, reason=Reason.PROHIBITED)
        if law.section == "conditions":
            return make(Verdict.WITH_CONDITIONS, says, severity="note", hint=law.do)
        return make(Verdict.ALLOWABLE, says, severity=law.severity)

    def _open(self, rule: CompiledRule, case: Case, place: Place) -> Finding:
        questions = self.make.questions(rule.missing(case), place)
        hint = " ".join(dict.fromkeys(question.question for question in questions))
        return self.make.make(
            rule.rule,
            Verdict.NEEDS_INFORMATION,
            rule.rule.says,
            place,
            severity="warning",
            hint=hint,
            facts_needed=questions,
            scope=rule.scope,
        )

    def _refused_by(self, decided: Determination, rule: CompiledRule, case: Case, place: Place) -> Finding | None:
        """A person's no: it counts wherever the rule is triggered, and waits where that is open."""
        triggered = rule.triggered(case)
        if triggered is False:
            return None
        return self._open(rule, case, place) if triggered is None else decided_finding(decided, rule.rule, self.make, place)

    def _judgement(self, rule: CompiledRule, case: Case, place: Place, decided: Determination | None) -> Finding | None:
        if rule.triggered(case) is not True:
            return None
        if decided is not None:
            return decided_finding(decided, rule.rule, self.make, place)
        figures = self.make.weighed(rule.rule.weigh, case)
        return self.make.make(rule.rule, Verdict.ALLOWABLE, rule.rule.says, place, severity="note", weigh=figures)

    # --- authority --------------------------------------------------------------------------------------------------

    def _authority(
        self, rules: Reaching, case: Case, fund: str, kind: str, place: Place
    ) -> tuple[Authority | None, list[Finding]]:
        values = [(rule, self._holds(rule, case, place)) for rule in rules.authorities]
        granted = next((rule for rule, value in values if value is True), None)
        if granted is not None:
            law = granted.rule
            examples = tuple(name for name in law.supported_by if kind in self.rulebook.letter[name].kinds)
            return Authority(law.id, law.says, self.make.cited(law.cite), examples), []
        undecided = [self._open(rule, case, place) for rule, value in values if value is None]
        if undecided:
            return None, undecided
        return None, [self._no_authority(rules, case, fund, kind, place)]

    def _no_authority(self, rules: Reaching, case: Case, fund: str, kind: str, place: Place) -> Finding:
        """Why nothing lets the fund pay: the nearest authority that failed, or the rule that says so, or the
        tool's own notice.
        """
        nearest = min(rules.authorities, key=lambda rule: _distance(rule, case), default=next(iter(rules.refusals), None))
        law = nearest.rule if nearest is not None else None
        if law is None:
            names = {"fund": self.rulebook.funds[fund].short, "kind": self.rulebook.kinds[kind].name.lower()}
            verdict, reason = Verdict.NOT_ALLOWABLE, Reason.NO_AUTHORITY
            return self.make.notice("NO-AUTHORITY", verdict, place, names, step="purpose", reason=reason)
        return self.make.make(
            law, Verdict.NOT_ALLOWABLE, law.otherwise or law.says, place, reason=Reason.NO_AUTHORITY, scope="activity"
        )

    # --- window -----------------------------------------------------------------------------------------------------

    def _window(self, case: Case, fund: str, place: Place) -> list[Finding]:
        federal = self.rulebook.funds[fund].window
        opens, closes = case.award.get("opens"), case.award.get("closes")
        if federal is None or place.obligated == "closeout" or not isinstance(opens, date) or not isinstance(closes, date):
            return []
        windows = ((federal, ObligationWindow(opens, closes)), *case.state_windows)
        return [found for window, span in windows for found in self._outside(window, span.opens, span.closes, case, fund, place)]

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


def concluded(authority: Authority | None, findings: tuple[Finding, ...]) -> Judged:
    """The worst verdict of the findings, with the reason that weighs most when it is a refusal."""
    verdict = worst(finding.verdict for finding in findings)
    reasons = {finding.reason for finding in findings if finding.verdict is Verdict.NOT_ALLOWABLE}
    reason = next((reason for reason in _REASON_ORDER if reason in reasons), None)
    return Judged(verdict, reason, authority, findings)


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

"""Accepted findings stay in the result, marked; only the exit status and the services' lists leave them out.

Accepting changes no verdict: a cost that is not allowable stays so. An acceptance that has run out is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from msgspec import structs

from stemfunds.baseline.fingerprint import fingerprint
from stemfunds.baseline.model import Accepted, Baseline
from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.result import Acceptance, ActivityResult, ChargeResult, Finding, LineResult, PlanResult
from stemfunds.judging.verdicts import Verdict, worst
from stemfunds.rulebook.model import Rulebook


def accept(result: PlanResult, baseline: Baseline, rulebook: Rulebook) -> PlanResult:
    """The result with its accepted findings marked, and an error for each acceptance that has run out."""
    return _Accepting(result, baseline, FindingMaker(rulebook)).result_marked()


def standing(result: PlanResult) -> Verdict:
    """The worst verdict of what is not accepted."""
    return worst(finding.verdict for finding in result.every_finding if finding.acceptance is None)


class _Accepting:
    def __init__(self, result: PlanResult, baseline: Baseline, make: FindingMaker) -> None:
        self.result, self.make = result, make
        self.accepted = {entry.fingerprint: entry for entry in baseline.accepted}
        self.expired: dict[str, tuple[Accepted, Finding]] = {}

    def result_marked(self) -> PlanResult:
        plan_findings = self._marked(self.result.findings, None)
        activities = tuple(self._activity(activity) for activity in self.result.activities)
        notices = [self._notice(entry, finding) for entry, finding in self.expired.values()]
        verdict = worst((self.result.verdict, *(notice.verdict for notice in notices)))
        findings = self.make.in_order((*plan_findings, *notices))
        return structs.replace(self.result, findings=findings, activities=activities, verdict=verdict)

    def _activity(self, activity: ActivityResult) -> ActivityResult:
        return structs.replace(activity, lines=tuple(self._line(line) for line in activity.lines))

    def _line(self, line: LineResult) -> LineResult:
        return structs.replace(line, charges=tuple(self._charge(charge) for charge in line.charges))

    def _charge(self, charge: ChargeResult) -> ChargeResult:
        return structs.replace(charge, said=self._marked(charge.findings, charge.amount))

    def _marked(self, findings: Iterable[Finding], amount: int | None) -> tuple[Finding, ...]:
        return tuple(self._mark(finding, amount) for finding in findings)

    def _mark(self, finding: Finding, amount: int | None) -> Finding:
        print_ = fingerprint(finding, self.result.plan.district)
        entry = self.accepted.get(print_)
        if entry is None or _is_more(amount, entry):
            return finding
        if _has_ended(entry, self.result.as_of):
            self.expired.setdefault(print_, (entry, finding))
            return finding
        return replace(finding, acceptance=Acceptance(entry.reason, entry.owner, entry.until))

    def _notice(self, entry: Accepted, finding: Finding) -> Finding:
        place = Place(finding.fund, finding.award, finding.activity, finding.line, finding.at)
        words = {"rule": entry.rule, "owner": entry.owner, "until": entry.until.isoformat()}
        return self.make.notice("ACCEPTANCE-EXPIRED", Verdict.NEEDS_INFORMATION, place, words)


def _is_more(amount: int | None, entry: Accepted) -> bool:
    """Whether a charge has grown beyond what was accepted."""
    return amount is not None and entry.up_to is not None and amount > int(entry.up_to * 100)


def _has_ended(entry: Accepted, as_of: date) -> bool:
    return as_of > entry.until

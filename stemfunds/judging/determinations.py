"""Decisions of people: what a determination may settle, and when it no longer counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.plan.model import Determination
from stemfunds.rulebook.model import Rule


class Determinations:
    """The determinations of a plan as of a date."""

    def __init__(self, given: Iterable[Determination], as_of: date) -> None:
        self._given = tuple(given)
        self._as_of = as_of
        self.rules = frozenset(one.rule for one in self._given)
        """The rules that somebody has decided on."""

    def on(self, rule: Rule, activity: str, line: str) -> Determination | None:
        """The decision that counts for a rule at a line; none for a rule that no determination can set aside."""
        if not self._given or not rule.determinable:
            return None
        fitting = [one for one in self._given if one.rule == rule.id and _fits(one, activity, line) and not self.expired(one)]
        return max(fitting, key=lambda one: (bool(one.line), bool(one.activity), one.date), default=None)

    def expired(self, determination: Determination) -> bool:
        """Whether the determination ended before the date of the check."""
        return determination.until is not None and determination.until < self._as_of

    def notices(self, make: FindingMaker) -> list[Finding]:
        """Findings on determinations that do not count: expired ones, and those on rules that cannot be set aside."""
        found = []
        for one in self._given:
            rule = make.rulebook.rules.get(one.rule)
            place = Place(activity=one.activity or None, line=one.line or None, at=one.at)
            words = {"author": one.author, "rule": one.rule}
            if rule is None or not rule.determinable:
                found.append(make.notice("DETERMINATION-REFUSED", Verdict.ALLOWABLE, place, words))
            elif self.expired(one):
                until = {"until": str(one.until)}
                found.append(make.notice("DETERMINATION-EXPIRED", Verdict.ALLOWABLE, place, words | until))
        return found


def decided_finding(determination: Determination, rule: Rule, make: FindingMaker, place: Place) -> Finding:
    """The finding that stands where a person has decided: a note when met, a refusal when not."""
    met = determination.decision == "met"
    message = make.words(
        "DETERMINATION-RECORDED",
        author=determination.author,
        date=str(determination.date),
        decision=determination.decision.replace("-", " "),
        reason=determination.reason,
    )
    finding = make.make(
        rule,
        Verdict.ALLOWABLE if met else Verdict.NOT_ALLOWABLE,
        f"{rule.says} {message}",
        place,
        severity="note" if met else "error",
        reason=None if met else Reason.REQUIREMENT_FAILED,
        hint="" if met else rule.repair,
    )
    return replace(finding, determination=determination)


def _fits(determination: Determination, activity: str, line: str) -> bool:
    return determination.activity in ("", activity) and determination.line in ("", line)

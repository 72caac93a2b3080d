"""Costs outside the obligation window of their award, or of a State's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from stemfunds.judging.case import Case, FactValue, Span
from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.charged import Charged
from stemfunds.judging.columns import Plane, Planes
from stemfunds.judging.conditions import is_after, is_before
from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.outcomes import Outcome, OutcomeMaker
from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.judging.windows import ObligationWindow
from stemfunds.rulebook.kleene import Truth, any_of
from stemfunds.rulebook.model import Window


class Outside:
    """What the windows say of the charges of one plan as of a date."""

    def __init__(self, outcomes: OutcomeMaker, as_of: date) -> None:
        self.outcomes, self.as_of = outcomes, as_of
        self.make: FindingMaker = outcomes.make
        self.rulebook = outcomes.make.rulebook
        self._said: dict[tuple[Any, ...], list[Outcome]] = {}

    def windows(self, charge: ChargeCase) -> list[Outcome]:
        """What they say of one charge; the same of all that an award pays on the same days."""
        key = (charge.award.id, charge.bound.item.obligated, *_days(charge.case))
        if key not in self._said:
            self._said[key] = [self.outcomes.of(finding) for finding in self._findings(charge)]
        return self._said[key]

    def planes(self, charged: Charged) -> Planes:
        """The charges that a window refuses, and those of which that is open."""
        days: dict[tuple[Any, ...], Plane] = {}
        for plane in charged.by_line.values():
            charge = charged.first(plane)
            key = (charge.bound.item.obligated, *_days(charge.case))
            days[key] = days.get(key, 0) | plane
        refused = open_yet = 0
        for paid in charged.by_award.values():
            for plane in days.values():
                if paid & plane:
                    charge = charged.first(paid & plane)
                    outside = any_of(_is_outside(charge.case, span) for _, span in self._windows(charge))
                    refused |= paid & plane if outside else 0
                    open_yet |= paid & plane if outside is None else 0
        return refused, open_yet

    def _windows(self, charge: ChargeCase) -> tuple[tuple[Window, ObligationWindow], ...]:
        """The federal window of a charge and those of its State; none for what is obligated when the award is closed out."""
        federal = self.rulebook.funds[charge.award.fund].window
        opens, closes = charge.case.award.get("opens"), charge.case.award.get("closes")
        is_closeout = charge.bound.item.obligated == "closeout"
        if federal is None or is_closeout or not isinstance(opens, date) or not isinstance(closes, date):
            return ()
        return ((federal, ObligationWindow(opens, closes)), *charge.case.state_windows)

    def _findings(self, charge: ChargeCase) -> list[Finding]:
        case, fund, place = charge.case, charge.award.fund, Place(obligated=charge.bound.item.obligated)
        return [found for window, span in self._windows(charge) for found in self._outside(window, span, case, fund, place)]

    def _outside(self, window: Window, span: ObligationWindow, case: Case, fund: str, place: Place) -> list[Finding]:
        first, last = _days(case)
        outside = _is_outside(case, span)
        if outside is False:
            return []
        message = self._words(case, fund, span)
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

    def _words(self, case: Case, fund: str, span: ObligationWindow) -> str:
        """The window and the date of the cost in words, and that the window has closed where it has."""
        names = {"fund": self.rulebook.funds[fund].short, "year": str(case.award.get("federal_fiscal_year", ""))}
        opens, closes, obligated = _day(span.opens), _day(span.closes), _between(*_days(case))
        message = self.make.words("WINDOW-DATES", opens=opens, closes=closes, obligated=obligated, **names)
        if self.as_of <= span.closes:
            return message
        return f"{self.make.words('WINDOW-CLOSED', closes=closes, **names)} {message}"


def _days(case: Case) -> tuple[FactValue | None, FactValue | None]:
    """The first and the last day on which the charge is obligated."""
    return case.charge.get("obligated_from"), case.charge.get("obligated_to")


def _is_outside(case: Case, span: ObligationWindow) -> Truth:
    first, last = _days(case)
    return any_of((_compared(is_before, first, span.opens), _compared(is_after, last, span.closes)))


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

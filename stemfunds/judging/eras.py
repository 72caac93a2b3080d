"""Which law an award of a date is under: the rules in force, and the figures that its date chooses."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from stemfunds.judging.case import Case, FactValue
from stemfunds.judging.generated import Known
from stemfunds.judging.operands import lookup_figure
from stemfunds.rulebook.model import Rulebook

AWARD_DATE = "award.awarded_on"


class Eras:
    """The spans of award dates between which neither the rules in force nor the figures chosen by that date change."""

    UNDATED = -1

    def __init__(self, rulebook: Rulebook) -> None:
        self._figures = [figure for figure in rulebook.figures.values() if figure.chosen_by == AWARD_DATE]
        texts = {day for rule in rulebook.rules.values() for day in (rule.in_force_from, rule.in_force_until) if day is not None}
        texts |= {value.since for figure in self._figures for value in figure.values}
        self._days = sorted(map(date.fromisoformat, texts))
        self._figures_of: dict[int, Known] = {self.UNDATED: {}}
        self._rulebook = rulebook

    def of(self, awarded_on: FactValue | None) -> int:
        """The number of the era of an award; an award without a date has none."""
        return bisect_right(self._days, awarded_on) if isinstance(awarded_on, date) else self.UNDATED

    def first_day(self, era: int) -> date | None:
        """The day on which an era begins."""
        if era == self.UNDATED:
            return None
        return self._days[era - 1] if era else date.min

    def figures(self, era: int) -> Known:
        """The figures chosen by the date of an award, by `figure.` and their id."""
        if era not in self._figures_of:
            case = Case(award={"awarded_on": self.first_day(era) or date.min})
            found = {f"figure.{figure.id}": lookup_figure(figure)(case) for figure in self._figures}
            self._figures_of[era] = found
        return self._figures_of[era]

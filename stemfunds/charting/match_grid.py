"""Activities against funds: what each fund says to each activity, in one chart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stemfunds.charting.grid import Cell, Grid, Group, Mark, Row
from stemfunds.judging.matching import FundAnswer, Match
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Plan
from stemfunds.reporting.match_report import is_closed
from stemfunds.rulebook.model import Rulebook

_WHOLE = {
    Verdict.ALLOWABLE: Mark("✓", "A", "Allowable.", "good"),
    Verdict.WITH_CONDITIONS: Mark("✓", "C", "Allowable with conditions.", "fair"),
    Verdict.NEEDS_INFORMATION: Mark("?", "N", "Needs information: facts are missing.", "open"),
    Verdict.NOT_ALLOWABLE: Mark("✗", "X", "Not allowable.", "bad"),
}
_PART = {
    Verdict.ALLOWABLE: Mark("±", "a", "Allowable, all but some lines.", "good"),
    Verdict.WITH_CONDITIONS: Mark("±", "c", "Allowable with conditions, all but some lines.", "fair"),
    Verdict.NEEDS_INFORMATION: Mark("±", "n", "Some lines are not allowable, the others need information.", "open"),
}
_CLOSED = Mark("–", "Z", "Not open on the dates of the plan.", "quiet")


def match_grid(matches: Iterable[Match], plan: Plan, rulebook: Rulebook, as_of: date) -> Grid:
    """The chart of a plan; funds that are open for no activity have no column."""
    found = list(matches)
    funds = [fund for fund in rulebook.funds.values() if fund.window is not None]
    by_activity = {match.activity.id: {answer.fund: answer for answer in match.answers} for match in found}
    closed = [fund for fund in funds if all(is_closed(answers[fund.id]) for answers in by_activity.values())]
    shown = [fund for fund in funds if fund not in closed]
    rows = tuple(
        Row(match.activity.id, match.activity.title, tuple(_cell(by_activity[match.activity.id][fund.id]) for fund in shown))
        for match in found
    )
    used = {cell.mark for row in rows for cell in row.cells}
    names, district = ", ".join(fund.short for fund in closed), plan.district.name
    return Grid(
        title=f"Who could pay: {plan.title}" + ("" if district in plan.title else f", {district}"),
        lead="Every activity tried, whole, with every federal fund. Caps over sums are not part of it.",
        corner="Activity",
        heads=tuple((fund.short, fund.name) for fund in shown),
        groups=(Group("", rows),),
        legend=tuple(mark for mark in (*_WHOLE.values(), *_PART.values(), _CLOSED) if mark in used),
        notes=(
            *((f"Not open on these dates: {names}.",) if closed else ()),
            "stemfunds match PLAN ACTIVITY gives the reason behind each cell, and the smallest change that would lift it.",
            f"As of {as_of}; rulebook {rulebook.version}, {rulebook.digest}",
        ),
    )


def _cell(answer: FundAnswer) -> Cell:
    if is_closed(answer):
        return Cell(_CLOSED)
    if answer.verdict is Verdict.NOT_ALLOWABLE and answer.rest is not Verdict.NOT_ALLOWABLE:
        return Cell(_PART[answer.rest], f"Not: {', '.join(answer.refused)}.")
    deciding = [finding.rule for finding in answer.findings if finding.verdict is answer.verdict]
    return Cell(_WHOLE[answer.verdict], ", ".join(dict.fromkeys(deciding)) or answer.authority)

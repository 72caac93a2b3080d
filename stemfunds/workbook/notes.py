"""What is written back on the cells of a workbook: findings of the rules, and mistakes in what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.plan.model import Position
from stemfunds.reading.problems import Problem

_SEVERITIES = ("error", "warning", "note")
FORM_RULE = "form"
"""Stands where a rule would, for what cannot be read."""
NEW_YEAR_RULE = "new year"
"""Stands where a rule would, for what to look at in a plan that was copied from last year's."""

Places = Mapping[str, Mapping[str, int]]
"""The columns of each sheet, by the names of the fields; numbers from 1."""

_FIELD_OF_REASON = {
    Reason.NO_AUTHORITY: "charge_to",
    Reason.OUTSIDE_WINDOW: "committed_on",
    Reason.PROHIBITED: "item",
    Reason.REQUIREMENT_FAILED: "item",
    Reason.OVER_LIMIT: "amount",
}
"""The cell of a line that shows best why it is not allowable."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One finding at its cell; row and column are 0 where it is about no cell of this workbook."""

    sheet: str
    row: int
    column: int
    severity: str
    rule: str
    words: str
    hint: str = ""
    citation: str = ""
    verdict: str = ""
    activity: str = ""
    line: str = ""
    fund: str = ""

    @property
    def is_to_act(self) -> bool:
        """Whether somebody has to do something about it; the rest is good to know."""
        return self.severity != "note" or self.verdict not in ("", Verdict.ALLOWABLE.value)

    @property
    def rank(self) -> tuple[int, str, int, int]:
        """The worst first, then in the order of the sheets."""
        return _SEVERITIES.index(self.severity), self.sheet, self.row, self.column


def notes_of(result: PlanResult, places: Places) -> list[Note]:
    """All findings of a judged plan, each once, the worst first."""
    return sorted(dict.fromkeys(_note(finding, places) for finding in result.every_finding), key=lambda note: note.rank)


def notes_of_problems(problems: Iterable[Problem]) -> list[Note]:
    """The mistakes that kept a plan from being read."""
    return [_of_problem(one) for one in problems]


def note_to_look_at(at: Position, words: str) -> Note:
    """What a person must look at, at its cell."""
    row, column = (at.line, at.column) if at.sheet else (0, 0)
    return Note(at.sheet, row, column, "warning", NEW_YEAR_RULE, words)


def _of_problem(one: Problem) -> Note:
    row, column = (one.line, one.column) if one.sheet else (0, 0)
    return Note(one.sheet, row, column, "error", FORM_RULE, one.message)


def _note(finding: Finding, places: Places) -> Note:
    at = finding.at
    named = _FIELD_OF_REASON.get(finding.reason, "") if finding.reason is not None and finding.line else ""
    words = finding.message
    if finding.explanation is not None:
        words += f" Explained: {finding.explanation.words}"
    if finding.determination is not None:
        words += f" Decided by {finding.determination.author}: {finding.determination.reason}"
    questions = [question.question for question in finding.facts_needed]
    return Note(
        sheet=at.sheet,
        row=at.line if at.sheet else 0,
        column=places.get(at.sheet, {}).get(named, at.column) if at.sheet else 0,
        severity=finding.severity,
        rule=finding.rule,
        words=" ".join([words, *(question for question in questions if question not in words)]),
        hint=finding.hint,
        citation="; ".join(one.text for one in finding.citations),
        verdict=finding.verdict.value,
        activity=finding.activity or "",
        line=finding.line or "",
        fund=finding.fund or "",
    )

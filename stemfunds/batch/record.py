"""One plan's share of the store: its rows, its findings, its document, ready to be written in any order of work.

A record holds no number, clock or path of the machine, so that the same plan gives the same record on every worker.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeAlias

import msgspec

from stemfunds.batch.documents import SharedParts, pack_document
from stemfunds.judging.matching import FundVerdict
from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.describe import Facts, Position
from stemfunds.plan.line import Line
from stemfunds.reading.problems import Problem
from stemfunds.reporting.csv_report import charge_text, plan_finding_text
from stemfunds.rulebook.model import Rulebook

FAILED = "failed"
"""Stands in the place of a verdict for a plan that could not be judged."""

_NO_FACTS = "{}"
Row: TypeAlias = tuple[Any, ...]


class Record(msgspec.Struct, array_like=True):
    """Rows by table, each without the numbers of the plan and its place; the packed document.

    `said` has, for each row of `places`, the numbers of what is said there, and `cells` its cells of findings.csv. `wordings`
    are the rows of what is said, by number, in MessagePack: a store has most of them already.
    """

    verdict: str
    rows: dict[str, list[Row]]
    wordings: dict[int, msgspec.Raw] = {}
    document: bytes = b""
    said: list[list[int]] = []
    cells: list[str] = []


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Record)


def packed(record: Record) -> bytes:
    """A record as bytes."""
    return _ENCODER.encode(record)


def unpacked(data: bytes) -> Record:
    """The record that `packed` made; raises msgspec.MsgspecError for anything else."""
    return _DECODER.decode(data)


def judged(result: PlanResult, rulebook: Rulebook, file: str, sha256: str) -> Record:
    """The record of a plan that was judged; `file` is where its findings stand."""
    parts = SharedParts()
    document = pack_document(result, rulebook, parts)
    findings = _Findings(result, parts, file)
    rows = {
        "plans": [_plan(result, file, sha256, findings)],
        "awards": list(_awards(result)),
        "activities": list(_activities(result, rulebook)),
        "lines": list(_lines(result)),
        "charges": list(_charges(result)),
        "places": findings.places,
        "limits": list(_limits(result)),
    }
    return Record(result.verdict.value, rows, findings.wordings, document, findings.said, findings.cells)


def add_matches(record: Record, matches: Iterable[tuple[str, FundVerdict]]) -> None:
    """Add which funds could pay for at least one line of each activity."""
    record.rows["matches"] = [
        (
            activity,
            one.fund,
            one.verdict.value,
            one.rest.value,
            len(one.refused),
            ", ".join(one.refused),
            one.reason.value if one.reason else None,
            one.authority,
        )
        for activity, one in matches
        if one.rest is not Verdict.NOT_ALLOWABLE
    ]


def failed(path: str, sha256: str, problems: Iterable[Problem]) -> Record:
    """The record of a plan that could not be read: one row for each problem."""
    rows: list[Row] = [
        (path, sha256, one.file, one.line, one.column, one.sheet, one.place, one.message, one.found, one.expected, one.nearest)
        for one in problems
    ]
    return Record(FAILED, {"failures": rows})


class _Findings:
    """The findings of a plan by place, without the reminders, which are counted."""

    def __init__(self, result: PlanResult, parts: SharedParts, file: str) -> None:
        self._file = file
        self.places: list[Row] = []
        self.said: list[list[int]] = []
        self.cells: list[str] = []
        self.wordings: dict[int, msgspec.Raw] = {}
        self.severities = Counter[str]()
        self.reminders = 0
        self._count(parts)
        self._wordings = [told.wording for told in parts.told]
        of_charges = iter(parts.of_charges)
        for activity, line, charge in result.placed_charges:
            if said := self._said(next(of_charges)):
                whose = (charge.fund, charge.award.id, activity.id, line.id)
                self._add(said, whose, charge.at, charge_text(activity.id, line, charge))
        for finding, number in zip(result.findings, parts.of_whole, strict=True):
            if said := self._said([number]):
                whose_it_is = (finding.fund, finding.award, finding.activity, finding.line)
                self._add(said, whose_it_is, finding.at, plan_finding_text(finding))

    def _count(self, parts: SharedParts) -> None:
        """How often each thing is said, and the rows of what is no reminder."""
        times = Counter(chain(chain.from_iterable(parts.of_charges), parts.of_whole))
        for number, told in enumerate(parts.told):
            self.severities[told.severity] += times[number]
            if told.row is None:
                self.reminders += times[number]
            else:
                self.wordings[told.wording] = told.row

    def _said(self, numbers: Sequence[int]) -> list[int]:
        """What is said in one place, but for reminders, by its number in the store."""
        wordings = self._wordings
        return [wording for number in numbers if (wording := wordings[number])]

    def _add(self, said: list[int], whose: Row, at: Position, cells: str) -> None:
        other = None if at.file in ("", self._file) else at.file
        self.places.append((*whose, other, at.sheet or None, at.line, at.column))
        self.said.append(said)
        self.cells.append(cells)


def _plan(result: PlanResult, file: str, sha256: str, findings: _Findings) -> Row:
    plan, district, severities = result.plan, result.plan.district, findings.severities
    lines = [line for activity in result.activities for line in activity.lines]
    statuses = Counter(limit.status for limit in result.limits)
    return (
        plan.path,
        file,
        sha256,
        plan.title,
        district.nces_id,
        district.name,
        district.state,
        plan.prepared_by,
        plan.contact,
        plan.school_year,
        _day(plan.period.starts if plan.period else None),
        _day(plan.period.ends if plan.period else None),
        result.verdict.value,
        result.total,
        len(result.activities),
        len(lines),
        sum(len(line.charges) for line in lines),
        severities["error"],
        severities["warning"],
        severities["note"],
        findings.reminders,
        result.unexplained_warnings,
        result.determinations,
        statuses["breached"],
        statuses["unknown"],
        "\n".join(plan.remarks),
    )


def _awards(result: PlanResult) -> Iterator[Row]:
    for use in result.awards:
        award, days = use.award, (_day(use.opens), _day(use.closes), _day(use.liquidate_by))
        yield award.id, award.fund, award.federal_fiscal_year, use.available, use.charged, *days


def _activities(result: PlanResult, rulebook: Rulebook) -> Iterator[Row]:
    numbers = {goal.id: goal.number for goal in rulebook.goals.values()}
    for activity, planned in zip(result.activities, result.plan.activities, strict=True):
        goals = ",".join(str(number) for number in sorted(numbers[goal] for goal in activity.goals))
        schools = ",".join(planned.schools)
        yield activity.id, planned.title, activity.kind, goals, schools, activity.verdict.value, activity.amount


def _lines(result: PlanResult) -> Iterator[Row]:
    for activity, planned in zip(result.activities, result.plan.activities, strict=True):
        for line, typed in zip(activity.lines, planned.lines, strict=True):
            yield (
                activity.id,
                line.id,
                typed.description,
                line.item,
                line.object,
                line.kind,
                typed.vendor,
                typed.position,
                _number(typed.salary.fte if typed.salary else None),
                _number(typed.salary.months if typed.salary else None),
                _number(typed.quantity),
                typed.unit,
                _number(typed.periods),
                typed.period,
                _unit_cost(typed),
                _number(typed.share_percent),
                _day(typed.starts),
                _day(typed.ends),
                _day(typed.committed_on),
                _facts(typed.facts),
                line.fiscal_year,
                line.verdict.value,
                line.amount,
            )


def _charges(result: PlanResult) -> Iterator[Row]:
    for activity, line, charge in result.placed_charges:
        reason = charge.reason.value if charge.reason else None
        authority = charge.authority.rule if charge.authority else None
        about = (activity.id, line.id, charge.fund, charge.award.id)
        yield *about, charge.amount, charge.verdict.value, reason, authority


def _limits(result: PlanResult) -> Iterator[Row]:
    for limit in result.limits:
        about = (limit.rule, limit.fund, limit.award, limit.activity, limit.status, limit.direction)
        bases = (limit.bound, limit.base, limit.base_at_most)
        yield *about, limit.measured, limit.measured_at_most, *bases, limit.percent


def _facts(facts: Facts) -> str:
    """The line's own facts as a JSON object; money in cents, everything with parts as text."""
    if not facts:
        return _NO_FACTS
    return json.dumps({name: facts[name].value for name in sorted(facts)}, ensure_ascii=False, default=str)


def _unit_cost(line: Line) -> str | None:
    return None if line.unit_price is None else f"{line.unit_price:f}"


def _number(value: Any) -> str | None:
    return None if value is None else f"{value:f}"


def _day(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())

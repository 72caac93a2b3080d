"""One plan's share of the store: its rows, its findings as CSV, its document, ready to be written in any order of work.

A record holds no number, clock or path of the machine, so that the same plan gives the same record on every worker.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from stemfunds.judge.result import Finding, PlanResult
from stemfunds.judge.verdicts import Verdict
from stemfunds.plan.describe import Facts
from stemfunds.plan.line import Line
from stemfunds.reading.problems import Problem
from stemfunds.reporting.csv_report import finding_rows, written
from stemfunds.reporting.json_report import plan_object
from stemfunds.rulebook.model import Rulebook

FAILED = "failed"
"""Stands in the place of a verdict for a plan that could not be judged."""

_FAST = 1
_NO_FACTS = "{}"
Row = tuple[Any, ...]


class Record(msgspec.Struct, array_like=True):
    """Rows by table, each without the plan's number; the packed document; the plan's rows of findings.csv."""

    verdict: str
    rows: dict[str, list[Row]]
    document: bytes = b""
    findings_csv: str = ""


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Record)


def packed(record: Record) -> bytes:
    """A record as bytes."""
    return _ENCODER.encode(record)


def unpacked(data: bytes) -> Record:
    """The record that `packed` made; raises msgspec.MsgspecError for anything else."""
    return _DECODER.decode(data)


def judged(result: PlanResult, rulebook: Rulebook, sha256: str) -> Record:
    """The record of a plan that was judged."""
    document = msgspec.json.encode(plan_object(result, rulebook))
    rows = {
        "plans": [_plan(result, sha256)],
        "awards": list(_awards(result)),
        "activities": list(_activities(result, rulebook)),
        "lines": list(_lines(result)),
        "charges": list(_charges(result)),
        "findings": [_finding(finding) for finding in all_findings(result) if not is_reminder(finding)],
        "limits": list(_limits(result)),
    }
    csv = written(finding_rows(result, lambda finding: not is_reminder(finding)))
    return Record(result.verdict.value, rows, zlib.compress(document, _FAST), csv)


def failed(path: str, sha256: str, problems: Iterable[Problem]) -> Record:
    """The record of a plan that could not be read: one row for each problem."""
    rows: list[Row] = [
        (path, sha256, one.file, one.line, one.column, one.message, one.found, one.expected, one.nearest) for one in problems
    ]
    return Record(FAILED, {"failures": rows})


def is_reminder(finding: Finding) -> bool:
    """Whether a finding only reminds: a note that leaves the verdict at allowable, such as what to keep on file."""
    return finding.severity == "note" and finding.verdict is Verdict.ALLOWABLE


def all_findings(result: PlanResult) -> Iterator[Finding]:
    """The findings of the charges in the order of the plan, then those of the plan."""
    for activity in result.activities:
        for line in activity.lines:
            for charge in line.charges:
                yield from charge.findings
    yield from result.findings


def _plan(result: PlanResult, sha256: str) -> Row:
    plan, district = result.plan, result.plan.district
    severities, reminders = Counter[str](), 0
    for finding in all_findings(result):
        severities[finding.severity] += 1
        reminders += is_reminder(finding)
    lines = [line for activity in result.activities for line in activity.lines]
    statuses = Counter(limit.status for limit in result.limits)
    return (
        plan.path,
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
        reminders,
        result.unexplained_warnings,
        result.determinations,
        statuses["breached"],
        statuses["unknown"],
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
                line.verdict.value,
                line.amount,
            )


def _charges(result: PlanResult) -> Iterator[Row]:
    for activity in result.activities:
        for line in activity.lines:
            for charge in line.charges:
                reason = charge.reason.value if charge.reason else None
                authority = charge.authority.rule if charge.authority else None
                about = (activity.id, line.id, charge.fund, charge.award.id)
                yield *about, charge.amount, charge.verdict.value, reason, authority


def _finding(finding: Finding) -> Row:
    return (
        finding.rule,
        finding.severity,
        finding.verdict.value,
        finding.reason.value if finding.reason else None,
        finding.scope,
        finding.fund,
        finding.award,
        finding.activity,
        finding.line,
        finding.message,
        finding.hint,
        "; ".join(cited.text for cited in finding.citations),
        "; ".join(question.fact for question in finding.facts_needed),
        int(finding.explanation is not None),
        int(finding.determination is not None),
        finding.at.file,
        finding.at.line,
        finding.at.column,
    )


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

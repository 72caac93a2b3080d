"""Results as JSON, in the form that other programs rely on: names are fixed, money is decimal text, every object is complete."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stemfunds import __version__
from stemfunds.judge.result import (
    ActivityResult,
    ChargeResult,
    CitedSource,
    FactNeeded,
    Finding,
    LimitResult,
    LineResult,
    PlanResult,
)
from stemfunds.plan.model import Position
from stemfunds.rulebook.model import Rulebook


def document(results: Sequence[PlanResult], rulebook: Rulebook) -> str:
    """One object with all plans."""
    head = _head(rulebook, results[0]) if results else {}
    return json.dumps({**head, "plans": [_plan(result, rulebook) for result in results]}, indent=2, ensure_ascii=False) + "\n"


def line(result: PlanResult, rulebook: Rulebook) -> str:
    """One plan as one line, with its own head."""
    whole = {**_head(rulebook, result), **_plan(result, rulebook)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def money(cents: int) -> str:
    """Cents as decimal text: ``1234.50``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def _head(rulebook: Rulebook, result: PlanResult) -> dict[str, Any]:
    return {
        "stemfunds": __version__,
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest, **_packs(rulebook)},
        "as_of": result.as_of.isoformat(),
    }


def _packs(rulebook: Rulebook) -> dict[str, Any]:
    """The State packs that were applied; nothing where there are none."""
    packs = [
        {"pack": pack.id, "state": pack.state, "title": pack.title, "digest": pack.digest} for pack in rulebook.packs.values()
    ]
    return {"packs": packs} if packs else {}


def _plan(result: PlanResult, rulebook: Rulebook) -> dict[str, Any]:
    district = result.plan.district
    numbers = {goal.id: goal.number for goal in rulebook.goals.values()}
    return {
        "path": result.plan.path,
        "title": result.plan.title,
        "district": {"name": district.name, "state": district.state, "nces_id": district.nces_id},
        "verdict": result.verdict.value,
        "total": money(result.total),
        "activities": [_activity(activity, numbers) for activity in result.activities],
        "awards": [_award(result, number) for number in range(len(result.awards))],
        "goals": [
            {"goal": goal.number, "title": goal.title, "activities": goal.activities, "amount": money(goal.amount)}
            for goal in result.goals
        ],
        "limits": [_limit(limit) for limit in result.limits],
        "findings": [finding_object(finding) for finding in result.findings],
        "unexplained_warnings": result.unexplained_warnings,
        "determinations": result.determinations,
    }


def _activity(activity: ActivityResult, goals: dict[str, int]) -> dict[str, Any]:
    return {
        "id": activity.id,
        "kind": activity.kind,
        "verdict": activity.verdict.value,
        "amount": money(activity.amount),
        "goals": sorted(goals[goal] for goal in activity.goals),
        "lines": [_line(line) for line in activity.lines],
    }


def _line(line: LineResult) -> dict[str, Any]:
    return {
        "id": line.id,
        "object": line.object,
        "item": line.item,
        "kind": line.kind,
        "amount": money(line.amount),
        "verdict": line.verdict.value,
        "charges": [_charge(charge) for charge in line.charges],
    }


def _charge(charge: ChargeResult) -> dict[str, Any]:
    authority = charge.authority
    return {
        "fund": charge.fund,
        "award": charge.award.id,
        "amount": money(charge.amount),
        "verdict": charge.verdict.value,
        "reason": None if charge.reason is None else charge.reason.value,
        "authority": None
        if authority is None
        else {
            "rule": authority.rule,
            "says": authority.says,
            "citations": [_citation(one) for one in authority.citations],
            "supported_by": list(authority.supported_by),
        },
        "findings": [finding_object(finding) for finding in charge.findings],
    }


def _award(result: PlanResult, number: int) -> dict[str, Any]:
    use = result.awards[number]
    return {
        "id": use.award.id,
        "fund": use.award.fund,
        "federal_fiscal_year": use.award.federal_fiscal_year,
        "available": money(use.available),
        "charged": money(use.charged),
        "opens": None if use.opens is None else use.opens.isoformat(),
        "closes": None if use.closes is None else use.closes.isoformat(),
        "liquidate_by": None if use.liquidate_by is None else use.liquidate_by.isoformat(),
    }


def _limit(limit: LimitResult) -> dict[str, Any]:
    return {
        "rule": limit.rule,
        "fund": limit.fund,
        "award": limit.award,
        "activity": limit.activity,
        "status": limit.status,
        "measured": money(limit.measured),
        "measured_at_most": money(limit.measured_at_most),
        "bound": None if limit.bound is None else money(limit.bound),
        "direction": limit.direction,
        "base": None if limit.base is None else money(limit.base),
        "base_at_most": None if limit.base_at_most is None else money(limit.base_at_most),
        "percent": limit.percent,
        "counted": list(limit.counted),
        "citations": [_citation(one) for one in limit.citations],
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding with all fields of the contract, and who explained or decided it."""
    explanation, determination, acceptance = finding.explanation, finding.determination, finding.acceptance
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "verdict": finding.verdict.value,
        "reason": None if finding.reason is None else finding.reason.value,
        "message": finding.message,
        "hint": finding.hint,
        "step": finding.step,
        "scope": finding.scope,
        "fund": finding.fund,
        "award": finding.award,
        "activity": finding.activity,
        "line": finding.line,
        "citations": [_citation(one) for one in finding.citations],
        "facts_needed": [_question(one) for one in finding.facts_needed],
        "keep": list(finding.keep),
        "weigh": dict(finding.weigh),
        "explanation": None
        if explanation is None
        else {"words": explanation.words, "author": explanation.author, "date": _iso(explanation.date)},
        "determination": None
        if determination is None
        else {
            "decision": determination.decision,
            "reason": determination.reason,
            "author": determination.author,
            "date": _iso(determination.date),
            "until": _iso(determination.until),
        },
        **(
            {}
            if acceptance is None
            else {"acceptance": {"reason": acceptance.reason, "owner": acceptance.owner, "until": _iso(acceptance.until)}}
        ),
        "location": _location(finding.at),
    }


def _location(at: Position) -> dict[str, Any]:
    """Where a finding stands; in a workbook, line and column are the row and the column of the sheet."""
    place: dict[str, Any] = {"file": at.file, "line": at.line, "column": at.column}
    return {**place, "sheet": at.sheet} if at.sheet else place


def _question(question: FactNeeded) -> dict[str, Any]:
    return {
        "fact": question.fact,
        "question": question.question,
        "type": question.type,
        "choices": [{"value": value, "means": means} for value, means in question.choices],
        "why": question.why,
        "subject": question.subject,
    }


def _citation(cited: CitedSource) -> dict[str, Any]:
    return {
        "source": cited.source,
        "weight": cited.weight,
        "pinpoint": cited.pinpoint,
        "text": cited.text,
        "url": cited.url or None,
        "confirmed_on": cited.confirmed_on,
    }


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())

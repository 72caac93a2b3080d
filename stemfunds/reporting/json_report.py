"""Results as JSON, in the form that other programs rely on: names are fixed, money is decimal text, every object is complete."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stemfunds import __version__
from stemfunds.calculate.amounts import as_text
from stemfunds.calculate.worksheet import Row
from stemfunds.judging.limit_steps import limit_steps
from stemfunds.judging.result import (
    ActivityResult,
    Authority,
    ChargeResult,
    CitedSource,
    FactNeeded,
    Finding,
    LimitResult,
    LineResult,
    PlanResult,
)
from stemfunds.plan.model import Position
from stemfunds.reading.numbers import money_text
from stemfunds.rulebook.model import Rulebook


def document(results: Sequence[PlanResult], rulebook: Rulebook) -> str:
    """One object with all plans."""
    head = _head(rulebook, results[0]) if results else {}
    return (
        json.dumps({**head, "plans": [plan_object(result, rulebook) for result in results]}, indent=2, ensure_ascii=False) + "\n"
    )


def line(result: PlanResult, rulebook: Rulebook) -> str:
    """One plan as one line, with its own head."""
    whole = {**_head(rulebook, result), **plan_object(result, rulebook)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


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


class Parts:
    """How the parts of a plan are written that say the same again and again; here each is written out where it stands."""

    def finding(self, finding: Finding) -> Any:
        """One finding of the whole."""
        return finding_object(finding)

    def findings_of(self, charge: ChargeResult) -> Any:
        """The findings of a charge."""
        return [finding_object(finding) for finding in charge.findings]

    def authority(self, authority: Authority) -> Any:
        """The rule that lets a fund pay."""
        return authority_object(authority)

    def citations(self, citations: Sequence[CitedSource]) -> Any:
        """Citations."""
        return [citation_object(one) for one in citations]


_WRITTEN_OUT = Parts()


def plan_object(result: PlanResult, rulebook: Rulebook, parts: Parts = _WRITTEN_OUT) -> dict[str, Any]:
    """One plan as it stands in `plans`."""
    district = result.plan.district
    numbers = {goal.id: goal.number for goal in rulebook.goals.values()}
    return {
        "path": result.plan.path,
        "title": result.plan.title,
        "district": {"name": district.name, "state": district.state, "nces_id": district.nces_id},
        "verdict": result.verdict.value,
        "total": money_text(result.total),
        "activities": [_activity(activity, numbers, parts) for activity in result.activities],
        "awards": [_award(result, number) for number in range(len(result.awards))],
        "goals": [
            {"goal": goal.number, "title": goal.title, "activities": goal.activities, "amount": money_text(goal.amount)}
            for goal in result.goals
        ],
        "fiscal_years": [
            {"fiscal_year": year.fiscal_year or None, "amount": money_text(year.amount)} for year in result.fiscal_years
        ],
        "limits": [_limit(limit, parts) for limit in result.limits],
        "findings": [parts.finding(finding) for finding in result.findings],
        "unexplained_warnings": result.unexplained_warnings,
        "determinations": result.determinations,
    }


def _activity(activity: ActivityResult, goals: dict[str, int], parts: Parts) -> dict[str, Any]:
    return {
        "id": activity.id,
        "kind": activity.kind,
        "verdict": activity.verdict.value,
        "amount": money_text(activity.amount),
        "goals": sorted(goals[goal] for goal in activity.goals),
        "lines": [_line(line, parts) for line in activity.lines],
    }


def _line(line: LineResult, parts: Parts) -> dict[str, Any]:
    return {
        "id": line.id,
        "object": line.object,
        "item": line.item,
        "kind": line.kind,
        "amount": money_text(line.amount),
        "verdict": line.verdict.value,
        "fiscal_year": line.fiscal_year or None,
        "charges": [_charge(charge, parts) for charge in line.charges],
    }


def _charge(charge: ChargeResult, parts: Parts) -> dict[str, Any]:
    return {
        "fund": charge.fund,
        "award": charge.award.id,
        "amount": money_text(charge.amount),
        "verdict": charge.verdict.value,
        "reason": None if charge.reason is None else charge.reason.value,
        "authority": None if charge.authority is None else parts.authority(charge.authority),
        "findings": parts.findings_of(charge),
    }


def authority_object(authority: Authority) -> dict[str, Any]:
    """The rule that lets a fund pay."""
    return {
        "rule": authority.rule,
        "says": authority.says,
        "citations": [citation_object(one) for one in authority.citations],
        "supported_by": list(authority.supported_by),
    }


def _award(result: PlanResult, number: int) -> dict[str, Any]:
    use = result.awards[number]
    return {
        "id": use.award.id,
        "fund": use.award.fund,
        "federal_fiscal_year": use.award.federal_fiscal_year,
        "is_carryover": use.award.is_carryover,
        "available": money_text(use.available),
        "charged": money_text(use.charged),
        "opens": None if use.opens is None else use.opens.isoformat(),
        "closes": None if use.closes is None else use.closes.isoformat(),
        "liquidate_by": None if use.liquidate_by is None else use.liquidate_by.isoformat(),
    }


def _limit(limit: LimitResult, parts: Parts) -> dict[str, Any]:
    return {
        "rule": limit.rule,
        "fund": limit.fund,
        "award": limit.award,
        "activity": limit.activity,
        "status": limit.status,
        "measured": money_text(limit.measured),
        "measured_at_most": money_text(limit.measured_at_most),
        "bound": None if limit.bound is None else money_text(limit.bound),
        "direction": limit.direction,
        "base": None if limit.base is None else money_text(limit.base),
        "base_at_most": None if limit.base_at_most is None else money_text(limit.base_at_most),
        "percent": limit.percent,
        "calculator": limit.calculator or None,
        "steps": [_step(row) for row in limit_steps(limit)],
        "counted": list(limit.counted),
        "citations": parts.citations(limit.citations),
    }


def _step(row: Row) -> dict[str, Any]:
    """A step of a limit's arithmetic, named as in `calc --format json`; `most` is the other end of a value that is open."""
    return {
        "step": row.letter,
        "label": row.label,
        "formula": row.formula or None,
        "numbers": row.numbers or None,
        "rounding": row.rounding or None,
        "value": row.text,
        "most": None if row.most is None else as_text(row.most, row.unit),
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
        "citations": [citation_object(one) for one in finding.citations],
        "facts_needed": [question_object(one) for one in finding.facts_needed],
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
        "location": location_object(finding.at),
    }


def location_object(at: Position) -> dict[str, Any]:
    """Where a finding stands; in a workbook, line and column are the row and the column of the sheet."""
    place: dict[str, Any] = {"file": at.file, "line": at.line, "column": at.column}
    return {**place, "sheet": at.sheet} if at.sheet else place


def question_object(question: FactNeeded) -> dict[str, Any]:
    """A question whose answer would decide."""
    return {
        "fact": question.fact,
        "question": question.question,
        "type": question.type,
        "choices": [{"value": value, "means": means} for value, means in question.choices],
        "why": question.why,
        "subject": question.subject,
    }


def citation_object(cited: CitedSource) -> dict[str, Any]:
    """One citation."""
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

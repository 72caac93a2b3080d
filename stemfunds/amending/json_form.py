"""A comparison as JSON: money is decimal text, None where a version has no such thing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stemfunds import __version__
from stemfunds.amending.comparison import ChargeChange, Comparison, MoneyChange
from stemfunds.amending.triggers import Triggered
from stemfunds.judging.result import PlanResult
from stemfunds.reading.numbers import money_text
from stemfunds.reporting.json_report import finding_object
from stemfunds.rulebook.model import Rulebook


def document(comparison: Comparison, triggers: Sequence[Triggered], rulebook: Rulebook) -> str:
    """One object with both plans, the changes and the triggers."""
    whole = {
        "stemfunds": __version__,
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "as_of": comparison.new.as_of.isoformat(),
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "money": {
            "funds": [_money(change) for change in comparison.funds],
            "objects": [_money(change) for change in comparison.objects],
            "activities": [_money(change) for change in comparison.activities],
            "awards": [_money(change) for change in comparison.awards],
        },
        "charges": [_charge(change) for change in comparison.charges],
        "findings": {
            "new": [finding_object(finding) for finding in comparison.appeared],
            "gone": [finding_object(finding) for finding in comparison.gone],
        },
        "amendment_triggers": [_trigger(hit) for hit in triggers],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _version(result: PlanResult) -> dict[str, str]:
    plan = result.plan
    return {"path": plan.path, "title": plan.title, "verdict": result.verdict.value, "total": money_text(result.total)}


def _money(change: MoneyChange) -> dict[str, Any]:
    return {
        "name": change.name,
        "title": change.title,
        "old": _sum(change.old),
        "new": _sum(change.new),
        "difference": money_text(change.difference),
    }


def _charge(change: ChargeChange) -> dict[str, Any]:
    return {
        "activity": change.activity,
        "line": change.line,
        "award": change.award,
        "fund": change.fund,
        "change": change.way,
        "old_amount": _sum(change.old_amount),
        "new_amount": _sum(change.new_amount),
        "old_verdict": None if change.old_verdict is None else change.old_verdict.value,
        "new_verdict": None if change.new_verdict is None else change.new_verdict.value,
    }


def _trigger(hit: Triggered) -> dict[str, Any]:
    return {
        "rule": hit.rule,
        "says": hit.says,
        "unit": hit.unit,
        "old": _sum(hit.old),
        "new": _sum(hit.new),
        "why": hit.why,
        "citations": [{"source": one.source, "pinpoint": one.pinpoint, "text": one.text} for one in hit.citations],
    }


def _sum(cents: int | None) -> str | None:
    return None if cents is None else money_text(cents)

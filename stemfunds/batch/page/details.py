"""What the page shows of one plan: awards, limits, activities with lines and charges, findings. Numbers are those of `check`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from stemfunds.batch.page.queue import NUMBERS
from stemfunds.batch.repairs import repairs
from stemfunds.batch.store import Store
from stemfunds.rulebook.model import Rulebook

_ACTIVITIES = "SELECT activity, title, kind, verdict, amount_cents FROM activities WHERE plan = ? ORDER BY rowid"
_LINES = (
    "SELECT activity, line, description, item, object, verdict, amount_cents, vendor FROM lines WHERE plan = ? ORDER BY rowid"
)
_CHARGES = (
    "SELECT activity, line, fund, award, verdict, amount_cents, reason, authority FROM charges WHERE plan = ? ORDER BY rowid"
)
_AWARDS = (
    "SELECT award, fund, federal_fiscal_year, available_cents, charged_cents, opens, closes FROM awards "
    "WHERE plan = ? ORDER BY rowid"
)
_LIMITS = (
    "SELECT rule, fund, award, activity, status, direction, measured_cents, measured_at_most_cents, bound_cents, percent "
    "FROM limits WHERE plan = ? ORDER BY CASE status WHEN 'breached' THEN 0 WHEN 'unknown' THEN 1 ELSE 2 END, rowid"
)
_FINDINGS = (
    "SELECT f.wording, a.fund, a.award, a.activity, a.line, w.explained, w.determined, "
    "w.rule, w.severity, w.verdict, w.message, w.hint, w.citations, w.facts_needed "
    "FROM finding_rows f JOIN wordings w USING (wording) JOIN places a USING (place) WHERE f.plan = ? ORDER BY f.rowid"
)
_ACROSS = "SELECT rule, severity, activity, line, message, hint, others FROM cross_findings WHERE plan = ? ORDER BY rowid"
_HEAD = "SELECT prepared_by, contact, school_year, starts, ends, warnings, notes, reminders FROM plans WHERE plan = ?"


def details(store: Store, plans: Iterable[int], rulebook: Rulebook) -> dict[str, Any]:
    """Some plans by number; the words of findings stand once for all of them."""
    words: dict[int, int] = {}
    said: list[list[Any]] = []
    found = {str(plan): _plan(store, plan, words, said, rulebook) for plan in plans}
    return {"words": said, "plans": found}


def _plan(store: Store, plan: int, words: dict[int, int], said: list[list[Any]], rulebook: Rulebook) -> dict[str, Any]:
    findings = []
    for wording, *own, rule, severity, verdict, message, hint, citations, facts in store.query(_FINDINGS, (plan,)):
        if wording not in words:
            words[wording] = len(said)
            said.append([rule, severity, NUMBERS[verdict], message, hint, citations, _questions(facts, rulebook)])
        findings.append([words[wording], *own])
    head = next(iter(store.query(_HEAD, (plan,))), None)
    return {
        "head": list(head) if head else [],
        "activities": [[*row[:3], NUMBERS[row[3]], row[4]] for row in store.query(_ACTIVITIES, (plan,))],
        "lines": [[*row[:5], NUMBERS[row[5]], *row[6:]] for row in store.query(_LINES, (plan,))],
        "charges": [[*row[:4], NUMBERS[row[4]], *row[5:]] for row in store.query(_CHARGES, (plan,))],
        "awards": [list(row) for row in store.query(_AWARDS, (plan,))],
        "limits": [list(row) for row in store.query(_LIMITS, (plan,))],
        "findings": findings,
        "across": [list(row) for row in store.query(_ACROSS, (plan,))],
        "failures": [list(astuple(repair)) for repair in repairs(store, plan)],
    }


def _questions(facts: str, rulebook: Rulebook) -> list[str]:
    """The questions behind the facts that a finding asks for."""
    names = [name for name in facts.split("; ") if name]
    return [rulebook.facts[name].question if name in rulebook.facts else name for name in names]

"""A proposal as one JSON object: money is decimal text, and every object is complete."""

from __future__ import annotations

import json
from typing import Any

from stemfunds import __version__
from stemfunds.braiding.braider import Braider, Proposal
from stemfunds.braiding.goals import Reached
from stemfunds.braiding.options import present_cents
from stemfunds.braiding.reasons import Obstacle, Reasons, Unpaid
from stemfunds.braiding.report import holding
from stemfunds.braiding.rows import Row
from stemfunds.braiding.words import ChangeWords, obstacle_words, row_sentence
from stemfunds.judging.result import ChargeResult, LineResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.numbers import money_text
from stemfunds.reporting.json_report import finding_object


def document(braider: Braider, proposal: Proposal, reasons: Reasons) -> str:
    """The whole proposal."""
    return json.dumps(_Writer(braider, proposal, reasons).whole(), indent=2, ensure_ascii=False) + "\n"


class _Writer:
    def __init__(self, braider: Braider, proposal: Proposal, reasons: Reasons) -> None:
        self.braider, self.proposal, self.reasons = braider, proposal, reasons
        self.words = ChangeWords(braider, proposal)

    def whole(self) -> dict[str, Any]:
        """The head, and the proposal under its own names."""
        book, plan = self.braider.rulebook, self.braider.plan
        paid = sum(sum(by_award.values()) for by_award in self.proposal.charges.values())
        return {
            "stemfunds": __version__,
            "rulebook": {"version": book.version, "digest": book.digest},
            "as_of": self.braider.as_of.isoformat(),
            "path": plan.path,
            "district": {"name": plan.district.name, "state": plan.district.state, "nces_id": plan.district.nces_id},
            "total": money_text(plan.total),
            "holds_now": money_text(holding(self.proposal)),
            "paid": money_text(paid),
            "optimistic": self.braider.request.optimistic,
            "lines": [self._line(activity.id, line) for activity in self.proposal.after.activities for line in activity.lines],
            "unpaid": [self._unpaid(one) for one in self.reasons.unpaid()],
            "awards": [
                {
                    "award": before.award.id,
                    "fund": before.award.fund,
                    "available": money_text(before.available),
                    "charged_now": money_text(before.charged),
                    "charged": money_text(after.charged),
                    "left": money_text(after.available - after.charged),
                    "closes": None if before.closes is None else before.closes.isoformat(),
                    "could_pay_share": f"{self.braider.order.reach[before.award.id]:.4f}",
                }
                for before, after in zip(self.proposal.before.awards, self.proposal.after.awards, strict=True)
            ],
            "goals": [_goal(one) for one in self.proposal.reached],
            "limits_missed": [{**_limit(one.row), "missed_by": money_text(one.cents)} for one in self.proposal.broken],
            "limits_that_cost": [
                {
                    **_limit(one.row),
                    "more_paid": money_text(one.paid),
                    "freed": money_text(one.freed),
                    "wider_by": money_text(one.room),
                }
                for one in self.reasons.bindings()
            ],
            "runner_up": self._runner_up(),
            "why_not": [
                {"asked": f"{payer}:{line}", **self._obstacle(one)}
                for payer, line in self.braider.request.why
                for one in self.reasons.why_not(payer, line)
            ],
            "objections": list(self.proposal.doubtful),
        }

    def _line(self, activity: str, line: LineResult) -> dict[str, Any]:
        planned = self.reasons.by_line[line.id]
        now, then = present_cents(planned), self.proposal.charges.get(line.id, {})
        return {
            "activity": activity,
            "line": line.id,
            "amount": money_text(line.amount),
            "now": [{"award": award, "amount": money_text(cents)} for award, cents in now.items()],
            "proposed": [_charge(charge) for charge in line.charges],
            "changed": now != then,
            "why": list(self.words.why(planned)),
        }

    def _unpaid(self, one: Unpaid) -> dict[str, Any]:
        return {
            "line": one.line,
            "amount": money_text(self.reasons.by_line[one.line].amount),
            "awards": [self._obstacle(each) for each in one.obstacles],
            "smallest_change": one.change or None,
        }

    def _obstacle(self, one: Obstacle) -> dict[str, Any]:
        return {
            "line": one.line,
            "award": one.award.id,
            "fund": one.award.fund,
            "why": obstacle_words(one, self.braider.order.closes),
            "finding": None if one.finding is None else finding_object(one.finding),
            "limits": [
                {**_limit(full.row), "left": money_text(full.room), "needed": money_text(full.needed)} for full in one.full
            ],
        }

    def _runner_up(self) -> dict[str, Any] | None:
        found = self.reasons.runner_up()
        if found is None:
            return None
        return {"without": found.award.id, "pays": money_text(found.pays), "less_paid": money_text(found.less_paid)}


def _charge(charge: ChargeResult) -> dict[str, Any]:
    return {
        "award": charge.award.id,
        "fund": charge.fund,
        "amount": money_text(charge.amount),
        "verdict": charge.verdict.value,
        "authority": None if charge.authority is None else charge.authority.rule,
        "findings": [finding_object(one) for one in charge.findings if one.verdict is not Verdict.ALLOWABLE],
    }


def _limit(row: Row) -> dict[str, Any]:
    return {"rule": row.rule or None, "award": row.award or None, "is_balance": row.is_balance, "says": row_sentence(row)}


def _goal(one: Reached) -> dict[str, Any]:
    """A goal; what the order of spending reaches is no amount of money, and so stands in the awards only."""
    gap = abs(one.possible - one.reached)
    return {
        "goal": one.name,
        "proved": one.is_proved,
        "better_by_at_most": f"{gap:.2f}" if gap > 0.005 else "0.00",
    }

"""Smallest changes for a report of matches, worked out when an answer is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import FundAnswer, Match
from stemfunds.lifting.smallest import Lifter
from stemfunds.lifting.words import lift_object, lift_words
from stemfunds.plan.model import Plan
from stemfunds.reporting.match_report import Change, is_closed


def smallest_changes(plan: Plan, judge: Judge, as_of: date) -> Change:
    """What lifts an answer, in words and as JSON; nothing for one that is allowable, or for a fund that is closed, unless
    the plan has another award of it.
    """
    lifter = Lifter(plan, judge, as_of)

    def change(match: Match, answer: FundAnswer) -> tuple[str, dict[str, Any]] | None:
        if is_closed(answer) and not lifter.other_awards(answer.fund):
            return None
        lift = lifter.lift(match.activity, answer, match.answers)
        if lift is None:
            return None
        return lift_words(lift, answer, judge.rulebook), lift_object(lift, answer, judge.rulebook)

    return change

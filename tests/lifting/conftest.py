"""The smallest changes of an example, found once."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from strategies import federal_judge, federal_rulebook

from stemfunds.judging.matching import FundAnswer, Match, match
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.lifting.smallest import Lift, Lifter
from stemfunds.plan.reader import read_plan
from stemfunds.reporting.match_report import is_closed

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Case:
    """An answer with the smallest change that was found for it."""

    match: Match
    answer: FundAnswer
    lift: Lift


@dataclass(frozen=True)
class Lifted:
    """All answers of the small example that are worse than allowable and not closed."""

    lifter: Lifter
    cases: tuple[Case, ...]

    def of(self, activity: str, fund: str) -> Case:
        """One of them."""
        return next(one for one in self.cases if one.match.activity.id == activity and one.answer.fund == fund)


@pytest.fixture(scope="session")
def lifted() -> Lifted:
    """The rural example, whole."""
    with chdir(ROOT):
        plan = read_plan("examples/rural/plan.yaml", plan_vocabulary(federal_rulebook()))
    lifter = Lifter(plan, federal_judge(), DAY)
    found = []
    for one in match(plan, federal_judge(), DAY):
        for answer in one.answers:
            lift = None if is_closed(answer) else lifter.lift(one.activity, answer, one.answers)
            if lift is not None:
                found.append(Case(one, answer, lift))
    return Lifted(lifter, tuple(found))

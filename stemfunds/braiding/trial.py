"""Every line tried with every award of the plan: what the judge says of each charge that could be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from stemfunds.judging.binding import Overrides
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import Authority, Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Award, Charge, Line, Plan

Pair = tuple[str, str]
"""A line and an award, by their ids."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the judge says of a line, charged to an award: the verdict, the authority, and what the line is."""

    line: str
    award: str
    verdict: Verdict
    authority: Authority | None
    kind: str
    object: str


class Trial:
    """One judging of lines, each charged whole to every award. `shared` tries them as lines that several funds pay together.

    Limits are left out: they are about sums. `charged` is what each award is taken to pay in all, in cents.
    """

    def __init__(
        self, plan: Plan, judge: Judge, as_of: date, charged: Mapping[str, int], lines: Iterable[str], *, shared: bool = False
    ) -> None:
        self.judge, self.as_of = judge, as_of
        wanted = set(lines)
        activities = []
        for activity in plan.activities:
            own = tuple(_tried(line, plan.awards) for line in activity.lines if line.id in wanted)
            if own:
                activities.append(replace(activity, lines=own))
        self.plan = replace(plan, activities=tuple(activities), explanations=())
        payers = {"is_split": shared, "charges_agree": True}
        self.overrides: Overrides = {
            **{("line", line): payers for line in wanted},
            **{("award", award.id): {"charged": charged.get(award.id, 0)} for award in plan.awards},
        }

    @cached_property
    def candidates(self) -> dict[Pair, Candidate]:
        """Every line with every award."""
        charged, short = self.judge.in_short(self.plan, self.as_of, self.overrides)
        found = {}
        for charge in charged.charges:
            pair = charge.bound.line.id, charge.award.id
            verdict, authority = short.verdict(1 << charge.number), short.authority[charge.number]
            found[pair] = Candidate(*pair, verdict, authority, charge.bound.kind, charge.bound.object)
        return found

    @cached_property
    def findings(self) -> dict[Pair, tuple[Finding, ...]]:
        """What keeps each line from being plainly allowable under each award."""
        outcomes, found = self.judge.memory.outcomes, dict[Pair, tuple[Finding, ...]]()
        for charge, judged in self.judge.charges(self.plan, self.as_of, self.overrides):
            said = [one for one in judged.outcomes if one.verdict is not Verdict.ALLOWABLE]
            found[charge.bound.line.id, charge.award.id] = tuple(
                outcomes.placed(outcome, charge.place, charge.case)
                for outcome in sorted(said, key=lambda one: one.verdict.rank, reverse=True)
            )
        return found


def _tried(line: Line, awards: Iterable[Award]) -> Line:
    return replace(line, charges=tuple(Charge(award=award.id, amount=line.amount) for award in awards))


def lines_of(plan: Plan) -> list[Line]:
    """All lines of a plan, in its order."""
    return [line for activity in plan.activities for line in activity.lines]

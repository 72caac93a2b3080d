"""The cases of a plan: what a rule can see of one charge, award or activity, or of the plan as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

import msgspec

from stemfunds.judging.binding import Binder, BoundActivity, BoundLine, Overrides
from stemfunds.judging.case import Case, Facts
from stemfunds.judging.findings import Place
from stemfunds.judging.result import Finding
from stemfunds.plan.model import Award, Plan
from stemfunds.rulebook.model import Rulebook

_NO_OVERRIDES: Overrides = {}
_NO_SCOPES: Mapping[str, str] = {}


class ChargeCase(msgspec.Struct, frozen=True, eq=False):
    """One charge with all that rules can see of it; `number` is its place among the charges of the plan, from 0."""

    number: int
    activity: BoundActivity
    bound: BoundLine
    award: Award
    amount: int
    case: Case

    @property
    def place(self) -> Place:
        """What a finding of it is about."""
        line, award = self.bound.line, self.award
        return Place(award.fund, award.id, self.activity.activity.id, line.id, line.at, self.bound.item.obligated)


class PlanCases:
    """Builds the cases of one plan under one rulebook."""

    def __init__(
        self,
        plan: Plan,
        rulebook: Rulebook,
        as_of: date,
        overrides: Overrides = _NO_OVERRIDES,
        scopes: Mapping[str, str] = _NO_SCOPES,
    ) -> None:
        """`scopes` are those of a judge, so that they are not gathered again for each of many plans."""
        self.plan = plan
        self.binder = Binder(plan, rulebook, as_of, overrides, scopes)
        self._of_award: dict[str, Case] = {}

    @cached_property
    def activities(self) -> tuple[BoundActivity, ...]:
        """All activities with their facts."""
        return tuple(self.binder.activity(activity) for activity in self.plan.activities)

    @cached_property
    def whole(self) -> Case:
        """The plan and its district."""
        return Case(plan=self.binder.plan_facts(), district=self.binder.district_facts())

    @cached_property
    def charged(self) -> dict[str, int]:
        """What the plan charges to each award, in cents."""
        charged = {award.id: 0 for award in self.plan.awards}
        for activity in self.activities:
            for line in activity.lines:
                for award, amount in line.charges:
                    charged[award.id] += amount
        return charged

    @cached_property
    def award_facts(self) -> dict[str, Facts]:
        """What is known of each award."""
        return {award.id: self.binder.award_facts(award, self.charged[award.id]) for award in self.plan.awards}

    def of_award(self, award: Award) -> Case:
        """One award."""
        if award.id not in self._of_award:
            facts = self.award_facts[award.id]
            windows = self.binder.state_windows(award, facts)
            fund = self.binder.fund_facts(award.fund)
            self._of_award[award.id] = msgspec.structs.replace(self.whole, fund=fund, award=facts, state_windows=windows)
        return self._of_award[award.id]

    def of_activity(self, activity: BoundActivity, case: Case | None = None) -> Case:
        """One activity, whoever pays, or under the award of a case."""
        return msgspec.structs.replace(case or self.whole, activity=activity.facts, schools=activity.schools)

    def charges(self) -> Iterator[ChargeCase]:
        """Every charge, in the order of the plan."""
        number = 0
        for activity in self.activities:
            siblings = {line.line.id: line.facts for line in activity.lines}
            for bound in activity.lines:
                facts: dict[int, Facts] = {}
                for award, amount in bound.charges:
                    if amount not in facts:
                        facts[amount] = self.binder.charge_facts(bound, amount)
                    case = msgspec.structs.replace(
                        self.of_award(award),
                        activity=activity.facts,
                        line=bound.facts,
                        charge=facts[amount],
                        schools=activity.schools,
                        lines=siblings,
                    )
                    yield ChargeCase(number, activity, bound, award, amount, case)
                    number += 1

    def of_finding(self, finding: Finding) -> Case:
        """The case that a finding is about: a charge, an activity under an award, an award, an activity, or the plan."""
        award = next((one for one in self.plan.awards if one.id == finding.award), None)
        if finding.line:
            found = next((one for one in self.charges() if one.bound.line.id == finding.line and one.award is award), None)
            if found is not None:
                return found.case
        case = self.whole if award is None else self.of_award(award)
        activity = next((one for one in self.activities if one.activity.id == finding.activity), None)
        if activity is None:
            return case
        return self.of_activity(activity, case)

"""What a plan answers of a calculator's questions: facts of the award and the district, sums that limits measure, schools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from stemfunds.calculate.amounts import Value
from stemfunds.calculate.answers import from_fact
from stemfunds.judging.binding import Binder
from stemfunds.judging.case import Case
from stemfunds.judging.judge import Judge
from stemfunds.judging.operands import lookup_fact
from stemfunds.judging.result import LimitResult
from stemfunds.plan.model import Award, Plan
from stemfunds.rulebook.calculator_model import Calculator, Input, PlannedPart
from stemfunds.rulebook.model import Rulebook


class WrongAwardError(ValueError):
    """The plan has no such award, or several that a calculator could be about; printed, it names them."""


def plan_answers(
    calculator: Calculator, plan: Plan, award_id: str, rulebook: Rulebook, as_of: date
) -> tuple[dict[str, Value], dict[str, list[dict[str, Value | None]]]]:
    """The answers and the lists that a plan gives; a question that it leaves open is not among them."""
    award = _award(calculator, plan, award_id)
    judge, wanted = Judge(rulebook), {part.limit for one in calculator.inputs for part in one.planned}
    applied = judge.judge(plan, as_of).limits if wanted else ()
    anyhow = judge.measures(plan, as_of, sorted(wanted)) if wanted else ()
    filling = _Filling(plan, award, rulebook, as_of, (applied, anyhow))
    values = {one.id: value for one in calculator.inputs if (value := filling.value(one)) is not None}
    rows = {one.id: filling.schools(one) for one in calculator.inputs if one.fills == "schools"}
    return values, {name: members for name, members in rows.items() if members}


def _award(calculator: Calculator, plan: Plan, award_id: str) -> Award | None:
    """The award that is meant: the one named, or the only one of the calculator's funds."""
    if award_id:
        found = next((award for award in plan.awards if award.id == award_id), None)
        if found is None:
            names = ", ".join(award.id for award in plan.awards) or "none"
            raise WrongAwardError(f'the plan has no award "{award_id}"; it has {names}')
        return found
    fitting = [award for award in plan.awards if not calculator.funds or award.fund in calculator.funds]
    if len(fitting) > 1 and _needs_award(calculator):
        names = ", ".join(award.id for award in fitting)
        raise WrongAwardError(f"which award? --award takes one of {names}")
    return fitting[0] if len(fitting) == 1 else None


def _needs_award(calculator: Calculator) -> bool:
    """Whether a question is about one award; one about an award of a fund finds it by the fund."""
    asked = (one for one in calculator.inputs if not one.of_fund)
    return any(one.fills.startswith(("award.", "fund.")) or one.planned for one in asked)


class _Filling:
    """One plan and one of its awards, read for a calculator."""

    def __init__(
        self,
        plan: Plan,
        award: Award | None,
        rulebook: Rulebook,
        as_of: date,
        measured: tuple[Iterable[LimitResult], Iterable[LimitResult]],
    ) -> None:
        self.plan, self.award, self.rulebook = plan, award, rulebook
        self.binder = Binder(plan, rulebook, as_of)
        self.case = self._case(award)
        self.applied, self.anyhow = (
            {limit.rule: limit for limit in limits if award is not None and limit.award == award.id} for limits in measured
        )

    def _case(self, award: Award | None) -> Case:
        facts = {} if award is None else self.binder.award_facts(award, 0)
        fund = {} if award is None else self.binder.fund_facts(award.fund)
        return Case(self.binder.plan_facts(), self.binder.district_facts(), fund, facts)

    def _case_of(self, fund: str) -> Case:
        """The case of the award that is meant, or of the only new award of a fund where a question is about that fund."""
        if not fund or (self.award is not None and self.award.fund == fund):
            return self.case
        awards = [award for award in self.plan.awards if award.fund == fund and not award.is_carryover]
        return self._case(awards[0] if len(awards) == 1 else None)

    def value(self, asked: Input) -> Value | None:
        """The answer to one question, or None where the plan leaves it open or answers with none of its choices."""
        for limits in (self.applied, self.anyhow):
            for planned in asked.planned:
                amount = self._planned(planned, limits)
                if amount is not None:
                    return from_fact(amount)
        if not asked.fills or asked.unit == "rows":
            return None
        value = from_fact(lookup_fact(asked.fills)(self._case_of(asked.of_fund)))
        return None if asked.choices and value not in asked.choices else value

    def _planned(self, planned: PlannedPart, limits: Mapping[str, LimitResult]) -> int | Decimal | None:
        """A sum that is fully known; a percentage only of a limit that applies to the award."""
        limit = limits.get(planned.limit)
        if limit is None or (planned.part == "percent" and limits is not self.applied):
            return None
        return _part(limit, planned.part)

    def schools(self, asked: Input) -> list[dict[str, Value | None]]:
        """The plan's schools as rows: the first column is the name, the others are their facts."""
        rows: list[dict[str, Value | None]] = []
        for school in self.plan.schools:
            facts = self.binder.school_facts(school)
            if asked.only is not None and not self._is_meant(asked, school.id):
                continue
            row: dict[str, Value | None] = {asked.columns[0].id: school.name}
            for column in asked.columns[1:]:
                row[column.id] = from_fact(facts.get(column.fills.partition(".")[2])) if column.fills else None
            rows.append(row)
        return rows

    def _is_meant(self, asked: Input, school: str) -> bool:
        from stemfunds.judging.conditions import Compiler

        if asked.only is None:
            return True
        schools = {one.id: self.binder.school_facts(one) for one in self.plan.schools}
        case = Case(self.case.plan, self.case.district, schools=schools).at_school(school)
        return Compiler(self.rulebook).compile(asked.only).value(case) is True


def _part(limit: LimitResult, part: str) -> int | Decimal | None:
    if part == "percent":
        return None if limit.percent is None else Decimal(limit.percent)
    if part == "measured":
        return limit.measured if limit.measured == limit.measured_at_most else None
    if part == "base":
        return limit.base if limit.base == limit.base_at_most else None
    found = next((one for one in limit.parts if one.id == part), None)
    return found.low if found is not None and found.low == found.high else None

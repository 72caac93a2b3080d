"""What a plan answers of a calculator's questions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from stemfunds.calculate.answers import Asked
from stemfunds.calculate.engine import work_out
from stemfunds.judging.judge import judge_plan
from stemfunds.judging.limit_steps import limit_steps
from stemfunds.judging.plan_answers import WrongAwardError, plan_answers
from stemfunds.judging.vocabulary import fund_names, plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.model import Rulebook

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def mid_size(federal: Rulebook) -> Plan:
    """The plan of the mid-size district."""
    return read_plan(ROOT / "examples/mid-size/plan.yaml", plan_vocabulary(federal))


def test_facts_of_the_award_and_sums_of_its_limits_are_taken(federal: Rulebook, mid_size: Plan) -> None:
    """The base of the indirect costs is the one that the limit measured."""
    values, rows = plan_answers(federal.calculators["indirect-cost"], mid_size, "IVA-26", federal, AS_OF)
    assert values["awarded_on"] == date(2026, 7, 1)
    assert (values["rate_kind"], values["rate"], values["named"]) == ("restricted", Fraction("3.1"), 0)
    assert (values["direct_costs"], values["capital"], values["charged"]) == (12_412_215, 925_000, 279_000)
    assert rows == {}


@pytest.mark.parametrize(
    ("calculator", "award", "limit", "letter"),
    [
        ("indirect-cost", "IVA-26", "UG-INDIRECT-RESTRICTED-CAP", "F1"),
        ("iv-a-shares", "IVA-26", "T4A-TECH-15", "D2"),
        ("iv-a-shares", "IVA-26", "T4A-TECH-15-WHOLE", "D5"),
        ("iv-a-shares", "IVA-26", "T4A-WELL-ROUNDED-ROOM", "B4"),
        ("iv-a-shares", "IVA-26", "T4A-ADMIN-2", "E1"),
    ],
)
def test_the_worksheet_of_a_plan_and_its_check_agree(
    federal: Rulebook, mid_size: Plan, calculator: str, award: str, limit: str, letter: str
) -> None:
    """To the cent: one sum in two places."""
    asked = Asked(federal.calculators[calculator], fund_names(federal))
    values, rows = plan_answers(asked.calculator, mid_size, award, federal, AS_OF)
    asked.values.update(values)
    asked.rows.update(rows)
    asked.take(f"{one.id}=0" for one in asked.missing())
    step = work_out(asked.calculator, asked.answers(), federal).row(letter)
    measured = next(one for one in judge_plan(mid_size, federal, AS_OF).limits if (one.rule, one.award) == (limit, award))
    assert step is not None
    assert step.value == measured.bound
    if limit_steps(measured):
        assert measured.bound in [row.value for row in limit_steps(measured)]


def test_sums_are_taken_where_the_limit_does_not_apply_too(federal: Rulebook, mid_size: Plan) -> None:
    """The plan shows a part of the award, so the floors do not apply; what it plans for each area is known all the same."""
    values, _ = plan_answers(federal.calculators["iv-a-shares"], mid_size, "IVA-26", federal, AS_OF)
    planned = [values[name] for name in ("well_rounded", "safe_healthy", "technology", "administration")]
    areas = sum(amount for amount in planned if isinstance(amount, Fraction))
    charged = sum(
        charge.amount for one in mid_size.activities for line in one.lines for charge in line.charges if charge.award == "IVA-26"
    )
    assert 0 < areas <= charged


def test_the_plans_schools_are_rows(federal: Rulebook, mid_size: Plan) -> None:
    """Only those that Title I serves, with their names and what the plan says of them."""
    _, rows = plan_answers(federal.calculators["title-i-reservations"], mid_size, "", federal, AS_OF)
    served = [school for school in mid_size.schools if school.title_i_status in ("schoolwide", "targeted-assistance")]
    assert served
    assert [row["school"] for row in rows["schools"]] == [school.name for school in served]
    assert all(set(row) == {"school", "low_income", "enrollment", "low_income_percent", "per_child"} for row in rows["schools"])


def test_an_award_that_is_not_there_is_told(federal: Rulebook, mid_size: Plan) -> None:
    """The message names those that are."""
    with pytest.raises(WrongAwardError, match='the plan has no award "IVA-99"; it has IA-26'):
        plan_answers(federal.calculators["iv-a-shares"], mid_size, "IVA-99", federal, AS_OF)


def test_of_several_awards_one_must_be_named(federal: Rulebook, mid_size: Plan) -> None:
    """This year's award and what is left of last year's are two."""
    with pytest.raises(WrongAwardError, match="which award\\? --award takes one of IVA-26, IVA-25-CO"):
        plan_answers(federal.calculators["iv-a-shares"], mid_size, "", federal, AS_OF)


def test_an_answer_that_is_no_choice_is_left_to_be_asked(federal: Rulebook, mid_size: Plan) -> None:
    """An award whose rate is only asked for answers none of the kinds of rate."""
    values, _ = plan_answers(federal.calculators["indirect-cost"], mid_size, "LOCAL-27", federal, AS_OF)
    assert "rate_kind" not in values

"""Facts that a calculator gives where the plan does not: what goes first, what stays unknown, and one figure in both places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import tiny
from msgspec.structs import replace

from stemfunds.calculate.amounts import in_words
from stemfunds.calculate.answers import Asked
from stemfunds.calculate.engine import work_out
from stemfunds.explaining.origins import Origins, Subject
from stemfunds.judging.binding import Binder
from stemfunds.judging.plan_answers import plan_answers
from stemfunds.judging.vocabulary import fund_names
from stemfunds.plan.model import Award, Cents, Fact, Plan
from stemfunds.rulebook.model import Rulebook

AS_OF = date(2026, 8, 1)
COUNTS = {"children_placed_in_private_schools": Decimal(20), "other_children_with_disabilities": Decimal(300)}


def award(fund: str, facts: Mapping[str, Any] | None = None, **fields: Any) -> Award:
    """An award of $152,500, named after its fund."""
    given = {name: Fact(value=value) for name, value in (facts or {}).items()}
    return Award(id=fund, fund=fund, federal_fiscal_year=2026, **{"amount": Cents(15_250_000), "facts": given, **fields})


def plan(*awards: Award, **of_district: Any) -> Plan:
    """A plan with these awards and facts of the district."""
    whole = tiny.plan(awards=awards)
    facts = {name: Fact(value=value) for name, value in of_district.items()}
    return replace(whole, district=replace(whole.district, facts=facts))


def facts_of(rulebook: Rulebook, one: Award, whole: Plan | None = None) -> Mapping[str, Any]:
    """The facts of an award as rules see them."""
    return Binder(whole or plan(one), rulebook, AS_OF).award_facts(one, 0)


def test_transfers_move_the_bases(federal: Rulebook) -> None:
    """One with what came in, one with what went out, too."""
    facts = facts_of(federal, award("title-iv-a", transferred_in=Cents(5_000_000), transferred_out=Cents(1_000_000)))
    assert (facts["with_transfers_in"], facts["after_transfers"]) == (20_250_000, 19_250_000)


@pytest.mark.parametrize(
    ("fund", "facts", "share"),
    [
        ("idea-b-611", COUNTS, 953_125),
        ("idea-b-619", COUNTS, 953_125),
        ("idea-b-611", {**COUNTS, "proportionate_share": 800_000}, 800_000),
        ("idea-b-611", {"children_placed_in_private_schools": Decimal(20)}, None),
        ("idea-b-611", dict.fromkeys(COUNTS, Decimal(0)), None),
        ("title-ii-a", COUNTS, None),
    ],
)
def test_a_share_is_given_or_worked_out_or_unknown(
    federal: Rulebook, fund: str, facts: dict[str, Any], share: int | None
) -> None:
    """What stands in the plan goes first; one count alone, no children at all, or another fund give none."""
    assert facts_of(federal, award(fund, facts)).get("proportionate_share") == share


def test_a_district_has_its_ceiling_worked_out(federal: Rulebook) -> None:
    """Every award of the plan reads the same one."""
    whole = plan(
        award("idea-b-611"),
        part_b_amount=50_000_000,
        children_with_disabilities=Decimal(400),
        children_with_disabilities_in_schoolwide=Decimal(36),
    )
    assert Binder(whole, federal, AS_OF).district_facts()["part_b_schoolwide_ceiling"] == 4_500_000


def test_the_worksheet_of_a_plan_shows_the_fact(federal: Rulebook) -> None:
    """Both Part B awards answer the questions about their own section; no award has to be named."""
    whole = plan(award("idea-b-611", COUNTS), award("idea-b-619", {**COUNTS, "children_placed_in_private_schools": Decimal(3)}))
    calculator = federal.calculators["idea-proportionate-share"]
    values, _ = plan_answers(calculator, whole, "", federal, AS_OF)
    asked = Asked(calculator, fund_names(federal), values=dict(values))
    assert asked.missing() == []
    sheet = work_out(calculator, asked.answers(), federal)
    for one, letter in zip(whole.awards, ("A6", "B6"), strict=True):
        row = sheet.row(letter)
        assert row is not None
        assert row.value == facts_of(federal, one, whole)["proportionate_share"]
        assert row.words == in_words(row.value, "money")


def test_a_question_about_one_fund_stays_open_with_two_awards_of_it(federal: Rulebook) -> None:
    """Nothing is guessed; carryover is not the year's subgrant."""
    first = award("idea-b-611", COUNTS)
    two = plan(first, replace(first, id="second"))
    calculator = federal.calculators["idea-proportionate-share"]
    assert "subgrant_611" not in plan_answers(calculator, two, "", federal, AS_OF)[0]
    carried = plan(first, replace(first, id="old", carryover=Cents(100)))
    assert plan_answers(calculator, carried, "", federal, AS_OF)[0]["subgrant_611"] == 15_250_000


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("award.with_transfers_in", "step C of stemfunds calc title-i-carryover"),
        ("award.proportionate_share", "step B6 of stemfunds calc idea-proportionate-share"),
    ],
)
def test_an_explanation_names_the_step(federal: Rulebook, fact: str, told: str) -> None:
    """Not an assumption, and no field of the plan."""
    one = award("idea-b-619", COUNTS)
    assert Origins(plan(one), federal).of(fact, Subject(award=one))[0] == told

"""Lines that state their amount as pay, fringe benefits, travel or a stipend: reading, arithmetic in print, and slips."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stemfunds.plan.costs import COST_FIELDS, FACTOR_FIELDS
from stemfunds.plan.fields import fields_of
from stemfunds.plan.model import Line

from .plans import line, problems, read

ARITHMETIC = "quantity: 6\n        unit_cost: 275.00\n        amount: 1650.00"
SECOND = "        charge_to: IVA-26\n"


def costing(cost: str) -> Line:
    """The line of the small plan with this cost instead of its quantity and amount."""
    return line((ARITHMETIC, cost))


@pytest.mark.parametrize(
    ("cost", "formula", "cents"),
    [
        ("salary: {fte: 0.5, annual_rate: 78500}", "0.5 FTE × $78,500.00 a year = $39,250.00", 39_250_00),
        (
            "salary: {fte: 1, annual_rate: 64210.50, months: 10}",
            "1 FTE × $64,210.50 a year × 10/12 months = $53,508.75",
            53_508_75,
        ),
        (
            "fringe: {base: 53508.75, components: [{name: FICA, rate: 7.65}]}",
            "FICA $53,508.75 × 7.65% = $4,093.42",
            4_093_42,
        ),
        (
            "fringe: {base: 100.50, components: [{name: FICA, rate: 7.65%}, {name: Unemployment, rate: 0.5%}]}",
            "FICA $100.50 × 7.65% = $7.69; Unemployment $100.50 × 0.5% = $0.50; total $8.19",
            8_19,
        ),
        (
            "travel: {trips: 2, people: 3, days: 4, per_diem: 68, nights: 3, lodging: 152, fare: 420}",
            "2 trips × 3 people × (4 days × $68.00 per diem + 3 nights × $152.00 lodging + $420.00 fare) = $6,888.00",
            6_888_00,
        ),
        (
            "travel: {trips: 12, miles: 46.5, mileage_rate: 0.725}",
            "12 trips × 46.5 miles × $0.725 a mile = $404.55",
            404_55,
        ),
        (
            "travel: {trips: 1, people: 1, fare: 420, miles: 60, mileage_rate: 0.70}",
            "1 trip × 1 person × $420.00 fare + 1 trip × 60 miles × $0.70 a mile = $462.00",
            462_00,
        ),
        ("travel: {days: 1, per_diem: 68, fare: 20}", "1 day × $68.00 per diem + $20.00 fare = $88.00", 88_00),
        ("stipend: {people: 8, days: 5, rate: 150}", "8 people × 5 days × $150.00 a day = $6,000.00", 6_000_00),
        ("stipend: {people: 1, hours: 30, rate: 40.125}", "1 person × 30 hours × $40.125 an hour = $1,203.75", 1_203_75),
        (
            "stipend: {people: 1200, days: 5, hours: 6, rate: 40}",
            "1,200 people × 5 days × 6 hours × $40.00 an hour = $1,440,000.00",
            1_440_000_00,
        ),
    ],
)
def test_the_arithmetic_in_print(cost: str, formula: str, cents: int) -> None:
    """A reviewer finds every factor with its unit, and the amount."""
    found = costing(cost)
    assert (found.formula, found.amount, found.computed) == (formula, cents, cents)


def test_each_benefit_is_rounded_by_itself() -> None:
    """Two half cents are a cent more than one cent, as payroll has it."""
    found = costing("fringe: {base: 0.10, components: [{name: A, rate: 5}, {name: B, rate: 5}]}")
    assert found.amount == 2


def test_a_typed_amount_stays_beside_its_arithmetic() -> None:
    """The difference is for the check to show; the charges follow what was typed."""
    found = line(("quantity: 6\n        unit_cost: 275.00", "salary: {fte: 0.5, annual_rate: 3000.00}"))
    assert (found.amount, found.computed, found.charged) == (1_650_00, 1_500_00, 1_650_00)


BENEFITS = (
    SECOND
    + """\
      - id: L3
        description: Benefits on benefits
        item: competition-fees
        fringe: {base_lines: L2, components: [{name: Levy, rate: 10}]}
        charge_to: IVA-26
      - id: L2
        description: Benefits
        item: competition-fees
        fringe: {base_lines: [L1], components: [{name: FICA, rate: 7.65}, {name: Retirement, rate: 12.4}]}
        charges: [{award: IVA-26, share: 50}, {award: IIA-26, share: 50}]
"""
)


def test_the_base_may_be_other_lines() -> None:
    """In whatever order they stand; the charges are settled with the amount."""
    first, third, second = read((SECOND, BENEFITS)).activities[0].lines
    assert second.fringe is not None
    assert second.fringe.base_amounts == (first.amount,)
    assert second.formula == (
        "Base: L1 $1,650.00; FICA $1,650.00 × 7.65% = $126.23; Retirement $1,650.00 × 12.4% = $204.60; total $330.83"
    )
    assert [charge.amount for charge in second.charges] == [165_41, 165_42]
    assert (second.amount, third.amount, third.charged) == (330_83, 33_08, 33_08)


def test_a_base_of_several_lines_is_added_up() -> None:
    """The reviewer sees which lines make the base."""
    third = read((SECOND, BENEFITS.replace("base_lines: L2", "base_lines: [L1, L2]"))).activities[0].lines[1]
    assert third.formula == "Base: L1 $1,650.00 + L2 $330.83 = $1,980.83; Levy $1,980.83 × 10% = $198.08"


def test_a_typed_amount_of_benefits_is_kept() -> None:
    """The base is there to recompute it."""
    typed = BENEFITS.replace("rate: 10}]}", "rate: 10}]}\n        amount: 30.00")
    third = read((SECOND, typed)).activities[0].lines[1]
    assert (third.amount, third.computed, third.charged) == (30_00, 33_08, 30_00)


def test_the_base_may_stand_in_another_activity() -> None:
    """Ids of lines are unique in the plan."""
    more = "  - {id: A2, title: B, kind: tutoring, lines: [{id: L2, description: d, item: competition-fees,"
    more += " fringe: {base_lines: [L1], components: [{name: FICA, rate: 10}]}}]}\n"
    assert read((SECOND, SECOND + more)).activities[1].lines[0].amount == 165_00


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (("base_lines: [L1]", "base_lines: [L4]"), ['30:31  unknown line "L4" (did you mean "L1"?)']),
        (
            ("base_lines: [L1]", "base_lines: [L3]"),
            ["22:9  base_lines go round in a circle: L3, which rests on L2, which rests on L3"],
        ),
        (("base_lines: [L1]", "base_lines: [L2]"), ["27:9  base_lines go round in a circle: L2, which rests on L2"]),
        (("base_lines: [L1]", "base_lines: []"), ["30:17  fringe has no base; give base or base_lines"]),
        (("base_lines: [L1], ", ""), ["30:17  fringe has no base; give base or base_lines"]),
        (("base_lines: [L1]", "base: 5, base_lines: [L1]"), ["30:27  fringe has both base and base_lines; keep one of them"]),
    ],
)
def test_bases_that_are_none(change: tuple[str, str], messages: list[str]) -> None:
    """A line that is not there, one that rests on itself, two bases and no base."""
    assert problems((SECOND, BENEFITS.replace(*change))) == messages


@pytest.mark.parametrize(
    ("cost", "messages"),
    [
        ("salary: {fte: 0.5}", ['18:17  salary has no "annual_rate"']),
        ("salary: {fte: half, annual_rate: 1}", ['18:23  fte "half": expected a number, such as 30 or 2.5']),
        ("salary: {fte: 1, annual_rate: 1, month: 10}", ['18:42  unknown field "month" in salary (did you mean "months"?)']),
        ("salary: 39250.00", ['18:17  salary: expected fields (name: value), found "39250.00"']),
        ("fringe: {base: 5, components: []}", ["18:39  components: expected at least one benefit with its rate"]),
        (
            "fringe: {base: 5, components: [{name: FICA, rate: 0.0765}]}",
            ['18:59  rate "0.0765": expected 7.65 if 7.65 percent is meant, 0.0765% if less than one is meant'],
        ),
        (
            "travel: {trips: 2}",
            ["18:17  travel costs nothing; give days with per_diem, nights with lodging, miles with mileage_rate, or fare"],
        ),
        ("travel: {days: 2, fare: 5}", ["18:18  travel has days without per_diem"]),
        (
            "travel: {lodging: 100, mileage_rate: 0.7}",
            ["18:18  travel has lodging without nights", "18:32  travel has mileage_rate without miles"],
        ),
        ("stipend: {people: 8, rate: 5}", ["18:18  stipend has neither days nor hours; the rate is for one of them"]),
        (
            "salary: {fte: 1, annual_rate: 1}\n        quantity: 2\n        travel: {fare: 5}",
            [
                '19:9  line "L1" has both salary and quantity; keep one of them',
                '20:9  line "L1" has both salary and travel; keep one of them',
            ],
        ),
        ("fiscal_year: 2027\n        amount: 5", ['18:22  fiscal_year "2027": expected a school year such as 2026-27']),
    ],
)
def test_slips(cost: str, messages: list[str]) -> None:
    """Each with its place and what is expected."""
    assert problems((ARITHMETIC, cost)) == messages


def test_a_cost_that_cannot_be_read_is_not_also_missing() -> None:
    """One slip, one message."""
    assert len(problems((ARITHMETIC, "stipend: {people: many, days: 5, rate: 1}"))) == 1


def test_the_names_of_the_fields_are_those_of_the_line() -> None:
    """What is listed for messages and the schema is there."""
    assert {*COST_FIELDS, *FACTOR_FIELDS} <= set(fields_of("Line"))


def test_totals_and_years_as_typed() -> None:
    """They are kept for the check to recompute."""
    plan = read(
        ("title: STEM plan", "title: STEM plan\ntotal: $1,700.00"),
        ("title: Robotics", "title: Robotics\n    total: 1650"),
        ("amount: 182000.00}", "amount: 182000.00, budgeted: 1650.00}"),
        (SECOND, SECOND + "        position: Coach\n        fiscal_year: 2026-27\n"),
    )
    assert (plan.stated_total, plan.total) == (1_700_00, 1_650_00)
    assert (plan.activities[0].stated_total, plan.activities[0].amount) == (1_650_00, 1_650_00)
    assert plan.awards[0].budgeted == 1_650_00
    only = plan.activities[0].lines[0]
    assert (only.position, only.fiscal_year, only.quantity) == ("Coach", "2026-27", Decimal(6))

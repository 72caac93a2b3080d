"""A line's amount and charges are completed and checked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .plans import line, problems, read

CHARGES = "charge_to: IVA-26"


def charges(*entries: str) -> tuple[str, str]:
    """The line charged in another way."""
    return CHARGES, "charges:\n" + "\n".join(f"          - {{{entry}}}" for entry in entries)


def test_charge_to_is_the_whole_line() -> None:
    """The shorthand is one charge of 100 percent."""
    (charge,) = line().charges
    assert (charge.award, charge.amount, charge.share) == ("IVA-26", 1_650_00, Decimal(100))


def test_shares_are_settled_to_the_cent() -> None:
    """A third and two thirds add up."""
    found = line(
        ("amount: 1650.00", "amount: 100.00"), charges("award: IVA-26, share: 33.33", "award: IIA-26, share: 66.67")
    ).charges
    assert [(charge.award, charge.amount, charge.share) for charge in found] == [
        ("IVA-26", 33_33, Decimal("33.33")),
        ("IIA-26", 66_67, Decimal("66.67")),
    ]


def test_amounts_stay_as_typed() -> None:
    """Amounts that do not add up are a finding of the check, not a fault of form."""
    found = line(charges("award: IVA-26, amount: 1000", "award: IIA-26, amount: 600.00")).charges
    assert [(charge.amount, charge.share) for charge in found] == [(100_000, None), (60_000, None)]
    assert line(charges("award: IVA-26, amount: 1000", "award: IIA-26, amount: 600.00")).charged == 1_600_00


def test_a_share_of_nothing_is_nothing() -> None:
    """Zero percent is not the same as no share given."""
    found = line(charges("award: IVA-26, share: 0", "award: IIA-26, share: 100")).charges
    assert [(charge.amount, charge.share) for charge in found] == [(0, Decimal(0)), (1_650_00, Decimal(100))]


def test_a_line_may_be_charged_to_nobody_yet() -> None:
    """Who pays may be left open, for the optimiser."""
    assert line((f"        {CHARGES}\n", "")).charges == ()


def test_one_charge_without_share_is_the_whole_line() -> None:
    """The list form of the shorthand."""
    (charge,) = line(charges("award: IIA-26")).charges
    assert (charge.award, charge.amount, charge.share) == ("IIA-26", 1_650_00, Decimal(100))


@pytest.mark.parametrize(
    ("entries", "messages"),
    [
        (
            ("award: IVA-26, share: 60", "award: IIA-26, share: 30"),
            ['22:13  charges of line "L1": the shares add up to 90, expected 100'],
        ),
        (("award: IVA-26, share: 50",), ['22:13  charges of line "L1": the shares add up to 50, expected 100']),
        (
            ("award: IVA-26, share: 60", "award: IIA-26, amount: 660.00"),
            ['22:13  charges of line "L1" mix shares and amounts; use one of the two'],
        ),
        (
            ("award: IVA-26, share: 100, amount: 1650.00",),
            ['22:13  charges of line "L1" mix shares and amounts; use one of the two'],
        ),
        (
            ("award: IVA-26, share: 60", "award: IIA-26"),
            ['22:13  charges of line "L1": every charge needs a share, or every charge an amount'],
        ),
        (
            ("award: IVA-26, share: 60", "award: IVA-26, share: 40"),
            ['23:13  award "IVA-26" is charged twice by line "L1"'],
        ),
        (("share: 100",), ['22:13  charge has no "award"']),
        (("award: IVA-26, share: 0.6", "award: IIA-26, share: 0.4"), None),
    ],
)
def test_charges_refused(entries: tuple[str, ...], messages: list[str] | None) -> None:
    """Each way of not adding up has its own message."""
    found = problems(charges(*entries))
    if messages is None:
        assert [problem.split(":")[0] for problem in found] == ["22", "23"]
        assert all("percent is meant" in problem for problem in found)
    else:
        assert found == messages


def test_charge_to_beside_charges() -> None:
    """One of the two says who pays."""
    both = "charge_to: IVA-26\n        charges: [{award: IIA-26, share: 100}]"
    assert problems((CHARGES, both)) == ['21:20  line "L1" has both charge_to and charges; keep one of them']


def test_an_amount_left_out_is_computed() -> None:
    """Quantity times unit cost."""
    assert line(("        amount: 1650.00\n", "")).amount == 1_650_00


@pytest.mark.parametrize("gone", ["quantity: 6", "unit_cost: 275.00"])
def test_an_amount_that_cannot_be_computed(gone: str) -> None:
    """A factor is missing, and so is the amount."""
    assert problems(("        amount: 1650.00\n", ""), (f"        {gone}\n", "")) == [
        '15:9  line "L1" has no amount, and no quantity with unit_cost to compute it'
    ]


def test_a_typed_amount_is_kept_beside_its_arithmetic() -> None:
    """A difference is a finding of the check, which shows both figures."""
    found = line(("amount: 1650.00", "amount: 1,600.00"))
    assert (found.amount, found.computed) == (1_600_00, 1_650_00)
    assert found.formula == "6 × $275.00 = $1,650.00"


def test_a_rate_with_parts_of_a_cent() -> None:
    """Rules see the unit cost to the cent, the arithmetic uses all of it."""
    found = line(("quantity: 6", "quantity: 1,240\n        unit: miles"), ("275.00", "0.725"), ("        amount: 1650.00\n", ""))
    assert (found.unit_cost, found.unit_cost_exact, found.amount) == (73, Decimal("0.725"), 899_00)
    assert found.formula == "1,240 miles × $0.725 = $899.00"


def test_all_lines_of_a_plan_are_summed() -> None:
    """Activity and plan add up the lines."""
    plan = read((CHARGES, "charge_to: IVA-26\n      - {id: L2, description: Bus, item: bus, amount: 5.01}"))
    assert plan.activities[0].amount == plan.total == 1_655_01

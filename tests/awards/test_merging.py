"""Awards of a plan and of a list put together: nothing of the plan is lost but the amounts."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from stemfunds.awards.merging import merged_awards
from stemfunds.plan.model import Award, Cents

PLANNED = Award(
    id="IVA-26",
    fund="title-iv-a",
    federal_fiscal_year=2026,
    amount=Cents(10_00),
    transferred_in=Cents(3_00),
    application_submitted_on=date(2026, 5, 29),
)
LISTED = Award(id="title-iv-a-26", fund="title-iv-a", federal_fiscal_year=2026, amount=Cents(12_00))


def test_an_award_keeps_all_but_its_amount() -> None:
    """Its id above all, by which lines name it."""
    [one] = merged_awards([PLANNED], [LISTED])
    assert one.now == replace(PLANNED, amount=Cents(12_00))
    assert (one.differs, one.is_new) == (True, False)
    [same] = merged_awards([PLANNED], [replace(LISTED, amount=Cents(10_00))])
    assert (same.now, same.differs) == (PLANNED, False)


def test_what_one_side_lacks() -> None:
    """The plan's stays, the list's comes behind it under an id that is free."""
    other = replace(LISTED, id="IVA-26", fund="title-ii-a")
    first, second = merged_awards([PLANNED], [other])
    assert (first.now, first.listed, first.differs) == (PLANNED, None, False)
    assert (second.now, second.is_new, second.differs) == (replace(other, id="IVA-26-2"), True, False)


def test_carryover_is_another_award() -> None:
    """Of the same fund and year."""
    carryover = replace(LISTED, id="c", amount=Cents(4_00), carryover=Cents(4_00))
    first, second = merged_awards([PLANNED], [LISTED, carryover])
    assert (first.now.amount, first.now.carryover, second.now) == (Cents(12_00), None, carryover)
    [kept] = merged_awards([replace(PLANNED, carryover=Cents(5_00))], [carryover])
    assert (kept.now.amount, kept.now.carryover) == (Cents(10_00), Cents(4_00))


def test_two_awards_share_one_amount() -> None:
    """Such as the parts of July and of October: nobody can say which one the list has changed."""
    october = replace(PLANNED, id="IVA-26-October", stream="october")
    merged = merged_awards([PLANNED, october], [LISTED])
    assert [(one.now, one.listed, one.shares, one.differs) for one in merged] == [
        (PLANNED, LISTED, 2, False),
        (october, LISTED, 2, False),
    ]

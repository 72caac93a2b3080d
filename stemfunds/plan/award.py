"""One year's grant from a fund to the district."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from stemfunds.plan.describe import NOWHERE, Cents, Facts, Position, facts_note, note

Stream = Literal["july", "october"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """One year's grant from a fund: allocation, carryover, transfers and dates."""

    id: str = field(metadata=note("Short name by which lines name the award.", "id", "IVA-26", unique="award"))
    fund: str = field(metadata=note("Id of the fund.", "fund", "title-iv-a"))
    federal_fiscal_year: int = field(metadata=note("Federal fiscal year of the appropriation.", "fiscal-year", "2026"))
    amount: Cents = field(metadata=note("The district's allocation of this fund for the year.", "money", "182000.00"))
    carryover: Cents | None = field(
        default=None,
        metadata=note(
            "What is left of the award from an earlier year; when given, only this can be spent.",
            "money",
            "21400.00",
        ),
    )
    stream: Stream | None = field(
        default=None,
        metadata=note(
            "For funds with an advance appropriation: the part that became available in July or in October.",
            "choice",
            "july",
            choices=get_args(Stream),
        ),
    )
    awarded_on: date | None = field(default=None, metadata=note("Date on which the federal award began.", "date", "2026-07-01"))
    application_submitted_on: date | None = field(
        default=None,
        metadata=note(
            "Date on which the application was, or will be, submitted in substantially approvable form.",
            "date",
            "2026-05-29",
        ),
    )
    transferred_in: Cents = field(
        default=Cents(0),
        metadata=note("Money transferred into this award from another program.", "money", "15000.00"),
    )
    transferred_out: Cents = field(
        default=Cents(0),
        metadata=note("Money of this award transferred to another program.", "money", "0.00"),
    )
    budgeted: Cents | None = field(
        default=None,
        metadata=note(
            "What the plan charges to the award as it stands in another paper; it is recomputed.", "money", "179500.00"
        ),
    )
    facts: Facts = field(default_factory=dict, metadata=facts_note("the award"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)

    @property
    def is_carryover(self) -> bool:
        """Whether this is money carried over from an earlier year."""
        return self.carryover is not None

    @property
    def available(self) -> Cents:
        """What this plan can spend: the carryover, or else the allocation after transfers."""
        if self.carryover is not None:
            return self.carryover
        return Cents(self.amount + self.transferred_in - self.transferred_out)

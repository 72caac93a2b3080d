"""One year's grant from a fund to the district."""

from datetime import date
from typing import Annotated, Literal, get_args

from msgspec import field

from stemfunds.plan.describe import Cents, Facts, Part, facts_note, note

Stream = Literal["july", "october"]


class Award(Part, frozen=True, kw_only=True):
    """One year's grant from a fund: allocation, carryover, transfers and dates."""

    id: Annotated[str, note("Short name by which lines name the award.", "id", "IVA-26", unique="award")]
    fund: Annotated[str, note("Id of the fund.", "fund", "title-iv-a")]
    federal_fiscal_year: Annotated[int, note("Federal fiscal year of the appropriation.", "fiscal-year", "2026")]
    amount: Annotated[Cents, note("The district's allocation of this fund for the year.", "money", "182000.00")]
    carryover: Annotated[
        Cents | None,
        note(
            "What is left of the award from an earlier year; when given, only this can be spent.",
            "money",
            "21400.00",
        ),
    ] = None
    stream: Annotated[
        Stream | None,
        note(
            "For funds with an advance appropriation: the part that became available in July or in October.",
            "choice",
            "july",
            choices=get_args(Stream),
        ),
    ] = None
    awarded_on: Annotated[date | None, note("Date on which the federal award began.", "date", "2026-07-01")] = None
    application_submitted_on: Annotated[
        date | None,
        note(
            "Date on which the application was, or will be, submitted in substantially approvable form.",
            "date",
            "2026-05-29",
        ),
    ] = None
    transferred_in: Annotated[
        Cents,
        note("Money transferred into this award from another program.", "money", "15000.00"),
    ] = Cents(0)
    transferred_out: Annotated[Cents, note("Money of this award transferred to another program.", "money", "0.00")] = Cents(0)
    budgeted: Annotated[
        Cents | None,
        note("What the plan charges to the award as it stands in another paper; it is recomputed.", "money", "179500.00"),
    ] = None
    facts: Annotated[Facts, facts_note("the award")] = field(default_factory=dict)

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

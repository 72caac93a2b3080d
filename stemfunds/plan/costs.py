"""How the amount of a line may come about beside quantity and unit cost: pay, fringe benefits, travel, stipends."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from stemfunds.plan.describe import NOWHERE, Cents, Position, note


@dataclass(frozen=True, slots=True, kw_only=True)
class Salary:
    """Pay of a position: FTE times annual rate times months of twelve."""

    fte: Decimal = field(metadata=note("Full-time equivalent that the line pays; 1 is one full-time person.", "number", "0.5"))
    annual_rate: Cents = field(metadata=note("Pay of one full-time person for twelve months.", "money", "78500.00"))
    months: Decimal | None = field(
        default=None, metadata=note("Months that the line pays; left out, the whole year.", "number", "10")
    )
    at: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One fringe benefit, as a percentage of the base."""

    name: str = field(metadata=note("Name of the benefit.", "text", "Social security and Medicare"))
    rate: Decimal = field(metadata=note("Percent of the base.", "percent", "7.65"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fringe:
    """Fringe benefits: each rate times the base, rounded to the cent one by one, and added up."""

    base: Cents | None = field(default=None, metadata=note("Pay on which the benefits are reckoned.", "money", "39250.00"))
    base_lines: tuple[str, ...] = field(
        default=(),
        metadata=note("Ids of the lines whose amounts are the base, instead of base.", "line-list", "[A1-coach]"),
    )
    base_amounts: tuple[Cents, ...] = field(
        default=(),
        metadata=note("The amounts of the lines that are the base, in their order.", "", computed=True),
    )
    components: tuple[Component, ...] = field(metadata=note("The benefits, each with its rate.", "many", of="Component"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)

    @property
    def base_amount(self) -> Cents:
        """The base in cents: as typed, or the sum of the lines it names."""
        return Cents(sum(self.base_amounts)) if self.base is None else self.base


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Trips times people times days, nights and fare of one person, and the miles of each trip."""

    trips: Decimal | None = field(default=None, metadata=note("How many trips; left out, one.", "number", "2"))
    people: Decimal | None = field(
        default=None, metadata=note("How many people travel on each trip; left out, one.", "number", "3")
    )
    days: Decimal | None = field(default=None, metadata=note("Days of one trip for which a per diem is paid.", "number", "4"))
    per_diem: Cents | None = field(default=None, metadata=note("Per diem of one person for one day.", "money", "68.00"))
    nights: Decimal | None = field(default=None, metadata=note("Nights of one trip.", "number", "3"))
    lodging: Cents | None = field(default=None, metadata=note("Lodging of one person for one night.", "money", "152.00"))
    miles: Decimal | None = field(default=None, metadata=note("Miles of one trip, for all who travel together.", "number", "310"))
    mileage_rate: Decimal | None = field(default=None, metadata=note("Rate of one mile.", "unit-cost", "0.70"))
    fare: Cents | None = field(default=None, metadata=note("Fare of one person for one trip, there and back.", "money", "420.00"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stipend:
    """People times days, or hours, times the rate; with both, hours are those of one day."""

    people: Decimal = field(metadata=note("How many people are paid.", "number", "8"))
    days: Decimal | None = field(default=None, metadata=note("Days for which each is paid.", "number", "5"))
    hours: Decimal | None = field(
        default=None, metadata=note("Hours for which each is paid; with days, hours a day.", "number", "30")
    )
    rate: Decimal = field(
        metadata=note("Pay of one person for one day, or for one hour if hours are given.", "unit-cost", "40.00")
    )
    at: Position = field(default=NOWHERE, compare=False, repr=False)


Cost: TypeAlias = Salary | Fringe | Travel | Stipend

COST_FIELDS = ("salary", "fringe", "travel", "stipend")
"""The fields of a line that hold a cost of one of these forms."""
FACTOR_FIELDS = ("quantity", "unit", "periods", "period", "unit_cost", "share_percent")
"""The fields of a line that multiply its amount out; none of them stands beside a cost."""
TRAVEL_PAIRS = (("days", "per_diem"), ("nights", "lodging"), ("miles", "mileage_rate"))
"""Fields of travel that stand together or not at all: how many, at what price."""

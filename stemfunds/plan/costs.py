"""How the amount of a line may come about beside quantity and unit cost: pay, fringe benefits, travel, stipends."""

from decimal import Decimal
from typing import Annotated, TypeAlias

from stemfunds.plan.describe import Cents, Part, note


class Salary(Part, frozen=True, kw_only=True):
    """Pay of a position: FTE times annual rate times months of twelve."""

    fte: Annotated[Decimal, note("Full-time equivalent that the line pays; 1 is one full-time person.", "number", "0.5")]
    annual_rate: Annotated[Cents, note("Pay of one full-time person for twelve months.", "money", "78500.00")]
    months: Annotated[Decimal | None, note("Months that the line pays; left out, the whole year.", "number", "10")] = None


class Component(Part, frozen=True, kw_only=True):
    """One fringe benefit, as a percentage of the base."""

    name: Annotated[str, note("Name of the benefit.", "text", "Social security and Medicare")]
    rate: Annotated[Decimal, note("Percent of the base.", "percent", "7.65")]


class Fringe(Part, frozen=True, kw_only=True):
    """Fringe benefits: each rate times the base, rounded to the cent one by one, and added up."""

    base: Annotated[Cents | None, note("Pay on which the benefits are reckoned.", "money", "39250.00")] = None
    base_lines: Annotated[
        tuple[str, ...], note("Ids of the lines whose amounts are the base, instead of base.", "line-list", "[A1-coach]")
    ] = ()
    base_amounts: Annotated[
        tuple[Cents, ...], note("The amounts of the lines that are the base, in their order.", "", computed=True)
    ] = ()
    components: Annotated[tuple[Component, ...], note("The benefits, each with its rate.", "many", of="Component")]

    @property
    def base_amount(self) -> Cents:
        """The base in cents: as typed, or the sum of the lines it names."""
        return Cents(sum(self.base_amounts)) if self.base is None else self.base


class Travel(Part, frozen=True, kw_only=True):
    """Trips times people times days, nights and fare of one person, and the miles of each trip."""

    trips: Annotated[Decimal | None, note("How many trips; left out, one.", "number", "2")] = None
    people: Annotated[Decimal | None, note("How many people travel on each trip; left out, one.", "number", "3")] = None
    days: Annotated[Decimal | None, note("Days of one trip for which a per diem is paid.", "number", "4")] = None
    per_diem: Annotated[Cents | None, note("Per diem of one person for one day.", "money", "68.00")] = None
    nights: Annotated[Decimal | None, note("Nights of one trip.", "number", "3")] = None
    lodging: Annotated[Cents | None, note("Lodging of one person for one night.", "money", "152.00")] = None
    miles: Annotated[Decimal | None, note("Miles of one trip, for all who travel together.", "number", "310")] = None
    mileage_rate: Annotated[Decimal | None, note("Rate of one mile.", "unit-cost", "0.70")] = None
    fare: Annotated[Cents | None, note("Fare of one person for one trip, there and back.", "money", "420.00")] = None


class Stipend(Part, frozen=True, kw_only=True):
    """People times days, or hours, times the rate; with both, hours are those of one day."""

    people: Annotated[Decimal, note("How many people are paid.", "number", "8")]
    days: Annotated[Decimal | None, note("Days for which each is paid.", "number", "5")] = None
    hours: Annotated[Decimal | None, note("Hours for which each is paid; with days, hours a day.", "number", "30")] = None
    rate: Annotated[Decimal, note("Pay of one person for one day, or for one hour if hours are given.", "unit-cost", "40.00")]


Cost: TypeAlias = Salary | Fringe | Travel | Stipend

COST_FIELDS = ("salary", "fringe", "travel", "stipend")
"""The fields of a line that hold a cost of one of these forms."""
FACTOR_FIELDS = ("quantity", "unit", "periods", "period", "unit_cost", "share_percent")
"""The fields of a line that multiply its amount out; none of them stands beside a cost."""
TRAVEL_PAIRS = (("days", "per_diem"), ("nights", "lodging"), ("miles", "mileage_rate"))
"""Fields of travel that stand together or not at all: how many, at what price."""

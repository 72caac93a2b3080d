"""A budget line, and the awards that it is charged to."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import field

from stemfunds.plan.costs import Cost, Fringe, Salary, Stipend, Travel
from stemfunds.plan.describe import Cents, Facts, Part, facts_note, note


class Charge(Part, frozen=True, kw_only=True):
    """What one award pays of a line. A share is settled to the cent when the plan is read."""

    award: Annotated[str, note("Id of the award that pays.", "award", "IVA-26")]
    share: Annotated[Decimal | None, note("Percent of the line; the shares of a line add up to 100.", "percent", "60")] = None
    amount: Annotated[Cents, note("Amount, instead of a share.", "money", "6442.50", computed=True)]


class Line(Part, frozen=True, kw_only=True):
    """One budget line: one item, one object class, an amount with its arithmetic, and who pays."""

    id: Annotated[str, note("Short name of the line; keep it when the plan is amended.", "id", "A1-fees", unique="line")]
    description: Annotated[
        str, note("What exactly is bought, in one sentence.", "text", "Registration of two teams for three events")
    ]
    item: Annotated[str, note("Id of the cost item.", "item", "competition-fees")]
    object: Annotated[str, note("Object class, if it should be checked against the item.", "object", "supplies")] = ""
    kind: Annotated[str, note("Activity kind of the line, if it differs from the activity's.", "kind", "food")] = ""
    quantity: Annotated[Decimal | None, note("How many.", "number", "8")] = None
    unit: Annotated[str, note("Of what.", "text", "teachers")] = ""
    periods: Annotated[Decimal | None, note("How often, or how long: hours, months, trips.", "number", "30")] = None
    period: Annotated[str, note("What the periods are.", "text", "hours")] = ""
    unit_cost: Annotated[
        Cents | None,
        note("Cost of one unit (for one period), in dollars and cents.", "unit-cost", "40.00"),
    ] = None
    unit_cost_exact: Annotated[
        Decimal | None, note("The unit cost in dollars where it has parts of a cent.", "", "0.725", computed=True)
    ] = None
    share_percent: Annotated[
        Decimal | None, note("Percent of the cost that the plan pays, such as half a salary.", "percent", "50")
    ] = None
    salary: Annotated[
        Salary | None, note("Pay as FTE and annual rate, instead of quantity and unit cost.", "one", of="Salary")
    ] = None
    fringe: Annotated[
        Fringe | None, note("Fringe benefits as rates of a base, instead of quantity and unit cost.", "one", of="Fringe")
    ] = None
    travel: Annotated[
        Travel | None, note("Travel by trips and people, instead of quantity and unit cost.", "one", of="Travel")
    ] = None
    stipend: Annotated[
        Stipend | None, note("Pay by people and days or hours, instead of quantity and unit cost.", "one", of="Stipend")
    ] = None
    amount: Annotated[
        Cents,
        note(
            "Amount of the line; left out, it is what the arithmetic of the line gives.",
            "money",
            "9600.00",
            computed=True,
        ),
    ]
    position: Annotated[
        str,
        note(
            "The one position that the line pays, by its name or number; the same on every line that pays it.",
            "text",
            "STEM coach, seat 1204",
        ),
    ] = ""
    fiscal_year: Annotated[
        str, note("The district's fiscal year in which the cost falls, by its two calendar years.", "school-year", "2026-27")
    ] = ""
    starts: Annotated[date | None, note("First day of the work, travel or use.", "date", "2026-08-03")] = None
    ends: Annotated[date | None, note("Last day of the work, travel or use.", "date", "2026-08-07")] = None
    committed_on: Annotated[date | None, note("Date of the purchase order or contract.", "date", "2026-07-20")] = None
    price_basis: Annotated[str, note("What the price rests on.", "text", "Quote of June 3, 2026")] = ""
    vendor: Annotated[str, note("Who is paid.", "text", "To be selected by quotes")] = ""
    facts: Annotated[Facts, facts_note("the line")] = field(default_factory=dict)
    charges: Annotated[tuple[Charge, ...], note("Who pays: awards with shares, or with amounts.", "many", of="Charge")] = ()

    @property
    def unit_price(self) -> Decimal | None:
        """The unit cost in dollars, exact to parts of a cent."""
        if self.unit_cost_exact is not None:
            return self.unit_cost_exact
        return None if self.unit_cost is None else Decimal(self.unit_cost).scaleb(-2)

    @property
    def cost(self) -> Cost | None:
        """The cost from which the amount is reckoned, if it is pay, fringe benefits, travel or a stipend."""
        return self.salary or self.fringe or self.travel or self.stipend

    @property
    def computed(self) -> Cents | None:
        """What the arithmetic of the line gives in cents, or None where the line states none."""
        from stemfunds.plan.arithmetic import computed_line

        return computed_line(self)

    @property
    def formula(self) -> str:
        """The arithmetic in print, factor by factor with its result; empty where a factor is missing."""
        from stemfunds.plan.formulas import formula

        return formula(self)

    @property
    def charged(self) -> Cents:
        """What the charges add up to."""
        return Cents(sum(charge.amount for charge in self.charges))

"""A budget line, and the awards that it is charged to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from stemfunds.plan.costs import Cost, Fringe, Salary, Stipend, Travel
from stemfunds.plan.describe import NOWHERE, Cents, Facts, Position, facts_note, note


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What one award pays of a line. A share is settled to the cent when the plan is read."""

    award: str = field(metadata=note("Id of the award that pays.", "award", "IVA-26"))
    share: Decimal | None = field(
        default=None,
        metadata=note("Percent of the line; the shares of a line add up to 100.", "percent", "60"),
    )
    amount: Cents = field(metadata=note("Amount, instead of a share.", "money", "6442.50", computed=True))
    at: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One budget line: one item, one object class, an amount with its arithmetic, and who pays."""

    id: str = field(metadata=note("Short name of the line; keep it when the plan is amended.", "id", "A1-fees", unique="line"))
    description: str = field(
        metadata=note("What exactly is bought, in one sentence.", "text", "Registration of two teams for three events")
    )
    item: str = field(metadata=note("Id of the cost item.", "item", "competition-fees"))
    object: str = field(
        default="",
        metadata=note("Object class, if it should be checked against the item.", "object", "supplies"),
    )
    kind: str = field(
        default="",
        metadata=note("Activity kind of the line, if it differs from the activity's.", "kind", "food"),
    )
    quantity: Decimal | None = field(default=None, metadata=note("How many.", "number", "8"))
    unit: str = field(default="", metadata=note("Of what.", "text", "teachers"))
    periods: Decimal | None = field(default=None, metadata=note("How often, or how long: hours, months, trips.", "number", "30"))
    period: str = field(default="", metadata=note("What the periods are.", "text", "hours"))
    unit_cost: Cents | None = field(
        default=None,
        metadata=note("Cost of one unit (for one period), in dollars and cents.", "unit-cost", "40.00"),
    )
    unit_cost_exact: Decimal | None = field(
        default=None,
        metadata=note("The unit cost in dollars where it has parts of a cent.", "", "0.725", computed=True),
    )
    share_percent: Decimal | None = field(
        default=None,
        metadata=note("Percent of the cost that the plan pays, such as half a salary.", "percent", "50"),
    )
    salary: Salary | None = field(
        default=None, metadata=note("Pay as FTE and annual rate, instead of quantity and unit cost.", "one", of="Salary")
    )
    fringe: Fringe | None = field(
        default=None, metadata=note("Fringe benefits as rates of a base, instead of quantity and unit cost.", "one", of="Fringe")
    )
    travel: Travel | None = field(
        default=None, metadata=note("Travel by trips and people, instead of quantity and unit cost.", "one", of="Travel")
    )
    stipend: Stipend | None = field(
        default=None, metadata=note("Pay by people and days or hours, instead of quantity and unit cost.", "one", of="Stipend")
    )
    amount: Cents = field(
        metadata=note(
            "Amount of the line; left out, it is what the arithmetic of the line gives.",
            "money",
            "9600.00",
            computed=True,
        )
    )
    position: str = field(
        default="",
        metadata=note(
            "The one position that the line pays, by its name or number; the same on every line that pays it.",
            "text",
            "STEM coach, seat 1204",
        ),
    )
    fiscal_year: str = field(
        default="",
        metadata=note("The district's fiscal year in which the cost falls, by its two calendar years.", "school-year", "2026-27"),
    )
    starts: date | None = field(default=None, metadata=note("First day of the work, travel or use.", "date", "2026-08-03"))
    ends: date | None = field(default=None, metadata=note("Last day of the work, travel or use.", "date", "2026-08-07"))
    committed_on: date | None = field(
        default=None, metadata=note("Date of the purchase order or contract.", "date", "2026-07-20")
    )
    price_basis: str = field(default="", metadata=note("What the price rests on.", "text", "Quote of June 3, 2026"))
    vendor: str = field(default="", metadata=note("Who is paid.", "text", "To be selected by quotes"))
    facts: Facts = field(default_factory=dict, metadata=facts_note("the line"))
    charges: tuple[Charge, ...] = field(
        default=(), metadata=note("Who pays: awards with shares, or with amounts.", "many", of="Charge")
    )
    at: Position = field(default=NOWHERE, compare=False, repr=False)

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

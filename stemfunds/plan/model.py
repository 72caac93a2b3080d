"""The plan of a district: awards, activities with their lines, and who pays for what.

Money is in whole cents, dates are dates, percentages keep their fraction, and every part knows its place in
the file. Two plans are equal when they say the same, wherever they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stemfunds.plan.activity import Activity, Evidence, EvidenceTier, Goal
from stemfunds.plan.award import Award, Stream
from stemfunds.plan.describe import NOWHERE, Cents, Fact, Facts, FactValue, Position, facts_note, note
from stemfunds.plan.district import Control, District, ImprovementStatus, School, TitleIStatus
from stemfunds.plan.line import Charge, Line
from stemfunds.plan.statements import Decision, Determination, Explanation

PLAN_FORMAT = 1
"""Version of the plan format that this program reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """First and last day of the plan."""

    starts: date = field(metadata=note("First day of the plan.", "date", "2026-07-01"))
    ends: date = field(metadata=note("Last day of the plan.", "date", "2027-09-30"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A district's spending plan."""

    plan: int = field(metadata=note("Version of the plan format; 1.", "plan-format", "1"))
    title: str = field(metadata=note("Title of the plan.", "text", "STEM plan 2026-27"))
    district: District = field(metadata=note("The district that spends the money.", "one", of="District"))
    fictional: bool = field(default=False, metadata=note("Yes for an example with invented people and figures.", "yes-no", "yes"))
    prepared_by: str = field(default="", metadata=note("Who prepared the plan.", "text", "Dana Ortiz"))
    contact: str = field(default="", metadata=note("How to reach them.", "text", "grants@lincoln.example"))
    school_year: str = field(default="", metadata=note("School year.", "school-year", "2026-27"))
    period: Period | None = field(default=None, metadata=note("First and last day of the plan.", "one", of="Period"))
    facts: Facts = field(default_factory=dict, metadata=facts_note("the plan or anything in it"))
    schools: tuple[School, ...] = field(default=(), metadata=note("Schools that take part.", "many", of="School"))
    awards: tuple[Award, ...] = field(default=(), metadata=note("Awards that can pay.", "many", of="Award"))
    activities: tuple[Activity, ...] = field(metadata=note("What the district does with the money.", "many", of="Activity"))
    stated_total: Cents | None = field(
        default=None,
        metadata=note(
            "Total of all lines as it stands in another paper; it is recomputed.", "money", "486250.00", written="total"
        ),
    )
    explanations: tuple[Explanation, ...] = field(
        default=(), metadata=note("Words that answer findings.", "many", of="Explanation")
    )
    determinations: tuple[Determination, ...] = field(
        default=(), metadata=note("Written decisions on judgements.", "many", of="Determination")
    )
    path: str = field(default="", compare=False)
    remarks: tuple[str, ...] = field(default=(), compare=False, repr=False)
    at: Position = field(default=NOWHERE, compare=False, repr=False)

    @property
    def total(self) -> Cents:
        """What the plan costs: the sum of all lines."""
        return Cents(sum(activity.amount for activity in self.activities))

    def award(self, identity: str) -> Award | None:
        """The award with this id."""
        return next((award for award in self.awards if award.id == identity), None)

    def school(self, identity: str) -> School | None:
        """The school with this id."""
        return next((school for school in self.schools if school.id == identity), None)

    def activity(self, identity: str) -> Activity | None:
        """The activity with this id."""
        return next((activity for activity in self.activities if activity.id == identity), None)


__all__ = [
    "NOWHERE",
    "PLAN_FORMAT",
    "Activity",
    "Award",
    "Cents",
    "Charge",
    "Control",
    "Decision",
    "Determination",
    "District",
    "Evidence",
    "EvidenceTier",
    "Explanation",
    "Fact",
    "FactValue",
    "Facts",
    "Goal",
    "ImprovementStatus",
    "Line",
    "Period",
    "Plan",
    "Position",
    "School",
    "Stream",
    "TitleIStatus",
]

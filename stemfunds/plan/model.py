"""The plan of a district: awards, activities with their lines, and who pays for what.

Money is in whole cents, dates are dates, percentages keep their fraction, and every part knows its place in
the file. Two plans are equal when they say the same, wherever they stand.
"""

from datetime import date
from typing import Annotated, ClassVar

from msgspec import field

from stemfunds.plan.activity import Activity, Evidence, EvidenceTier, Goal
from stemfunds.plan.award import Award, Stream
from stemfunds.plan.describe import NOWHERE, Cents, Fact, Facts, FactValue, Part, Position, facts_note, note
from stemfunds.plan.district import Control, District, ImprovementStatus, School, TitleIStatus
from stemfunds.plan.line import Charge, Line
from stemfunds.plan.statements import Decision, Determination, Explanation

PLAN_FORMAT = 1
"""Version of the plan format that this program reads."""


class Period(Part, frozen=True, kw_only=True):
    """First and last day of the plan."""

    starts: Annotated[date, note("First day of the plan.", "date", "2026-07-01")]
    ends: Annotated[date, note("Last day of the plan.", "date", "2027-09-30")]


class Plan(Part, frozen=True, kw_only=True):
    """A district's spending plan."""

    plan: Annotated[int, note("Version of the plan format; 1.", "plan-format", "1")]
    title: Annotated[str, note("Title of the plan.", "text", "STEM plan 2026-27")]
    district: Annotated[District, note("The district that spends the money.", "one", of="District")]
    fictional: Annotated[bool, note("Yes for an example with invented people and figures.", "yes-no", "yes")] = False
    prepared_by: Annotated[str, note("Who prepared the plan.", "text", "Dana Ortiz")] = ""
    contact: Annotated[str, note("How to reach them.", "text", "grants@lincoln.example")] = ""
    school_year: Annotated[str, note("School year.", "school-year", "2026-27")] = ""
    period: Annotated[Period | None, note("First and last day of the plan.", "one", of="Period")] = None
    facts: Annotated[Facts, facts_note("the plan or anything in it")] = field(default_factory=dict)
    schools: Annotated[tuple[School, ...], note("Schools that take part.", "many", of="School")] = ()
    awards: Annotated[tuple[Award, ...], note("Awards that can pay.", "many", of="Award")] = ()
    activities: Annotated[tuple[Activity, ...], note("What the district does with the money.", "many", of="Activity")]
    stated_total: Annotated[
        Cents | None,
        note("Total of all lines as it stands in another paper; it is recomputed.", "money", "486250.00", written="total"),
    ] = None
    explanations: Annotated[tuple[Explanation, ...], note("Words that answer findings.", "many", of="Explanation")] = ()
    determinations: Annotated[
        tuple[Determination, ...], note("Written decisions on judgements.", "many", of="Determination")
    ] = ()
    path: str = ""
    remarks: tuple[str, ...] = ()

    says_nothing: ClassVar = frozenset({"at", "path", "remarks"})

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

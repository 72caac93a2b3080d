"""What the district does, for whom and why, with the lines that pay for it."""

from datetime import date
from typing import Annotated, Literal, get_args

from msgspec import field

from stemfunds.plan.describe import Cents, Facts, Part, facts_note, note
from stemfunds.plan.line import Line

Goal = Literal["learning", "educators", "strategic-investment"]
EvidenceTier = Literal["strong", "moderate", "promising", "rationale", "none"]


class Evidence(Part, frozen=True, kw_only=True):
    """The research that supports an activity."""

    tier: Annotated[
        EvidenceTier, note("Evidence tier that the activity reaches.", "choice", "promising", choices=get_args(EvidenceTier))
    ]
    study: Annotated[str, note("The study, by name or in words.", "text", "High-dosage tutoring")] = ""
    citation: Annotated[str, note("Where the study is found.", "text", "WWC 2021")] = ""


class Activity(Part, frozen=True, kw_only=True):
    """One thing that the district does; its kind decides which funds may pay."""

    id: Annotated[str, note("Short name of the activity; keep it when the plan is amended.", "id", "A1", unique="activity")]
    title: Annotated[str, note("Title of the activity.", "text", "VEX robotics teams")]
    kind: Annotated[str, note("Id of the activity kind.", "kind", "stem-competition")]
    also_kinds: Annotated[
        tuple[str, ...], note("Further kinds that describe the activity.", "kind-list", "[coaching-mentoring]")
    ] = ()
    description: Annotated[str, note("What happens, in two or three sentences.", "text", "Two teams build a robot.")] = ""
    goals: Annotated[
        tuple[Goal, ...], note("Goals that the activity serves.", "choice-list", "[learning]", choices=get_args(Goal))
    ] = ()
    commitment: Annotated[
        str, note("What the district commits itself to with this activity.", "text", "Every grade 8 student codes.")
    ] = ""
    need: Annotated[
        str,
        note("The need that the activity answers, with the data.", "text", "31 percent meet the standards."),
    ] = ""
    need_source: Annotated[str, note("Where the data come from.", "text", "State assessment 2026")] = ""
    objective: Annotated[str, note("The measurable objective.", "text", "Raise proficiency by 6 points")] = ""
    measure: Annotated[str, note("How the objective is measured.", "text", "State assessment")] = ""
    population: Annotated[str, note("Whom the activity serves, in words.", "text", "Students from low-income families")] = ""
    students: Annotated[int | None, note("Students served.", "whole", "24")] = None
    educators: Annotated[int | None, note("Educators served.", "whole", "11")] = None
    grades: Annotated[tuple[int, int] | None, note("Lowest and highest grade served.", "grades", "6-8")] = None
    schools: Annotated[tuple[str, ...], note("Ids of the schools that take part.", "school-list", "[lincoln-ms]")] = ()
    responsible: Annotated[str, note("Who is responsible.", "text", "Mei Tanaka, STEM coordinator")] = ""
    sustainability: Annotated[str, note("How the activity goes on when the money ends.", "text", "The coach trains leads.")] = ""
    evidence: Annotated[Evidence | None, note("The research that supports the activity.", "one", of="Evidence")] = None
    starts: Annotated[date | None, note("First day.", "date", "2026-09-08")] = None
    ends: Annotated[date | None, note("Last day.", "date", "2027-05-28")] = None
    committed_on: Annotated[
        date | None, note("Date of the order or contract, for all lines without their own.", "date", "2026-08-01")
    ] = None
    facts: Annotated[Facts, facts_note("the activity or its lines")] = field(default_factory=dict)
    lines: Annotated[tuple[Line, ...], note("The budget lines.", "many", of="Line")] = ()
    stated_total: Annotated[
        Cents | None,
        note("Total of the lines as it stands in another paper; it is recomputed.", "money", "21400.00", written="total"),
    ] = None

    @property
    def amount(self) -> Cents:
        """What the activity costs: the sum of its lines."""
        return Cents(sum(line.amount for line in self.lines))

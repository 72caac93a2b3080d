"""What the district does, for whom and why, with the lines that pay for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from stemfunds.plan.describe import NOWHERE, Cents, Facts, Position, facts_note, note
from stemfunds.plan.line import Line

Goal = Literal["learning", "educators", "strategic-investment"]
EvidenceTier = Literal["strong", "moderate", "promising", "rationale", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The research that supports an activity."""

    tier: EvidenceTier = field(
        metadata=note("Evidence tier that the activity reaches.", "choice", "promising", choices=get_args(EvidenceTier))
    )
    study: str = field(default="", metadata=note("The study, by name or in words.", "text", "High-dosage tutoring"))
    citation: str = field(default="", metadata=note("Where the study is found.", "text", "WWC 2021"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One thing that the district does; its kind decides which funds may pay."""

    id: str = field(metadata=note("Short name of the activity; keep it when the plan is amended.", "id", "A1", unique="activity"))
    title: str = field(metadata=note("Title of the activity.", "text", "VEX robotics teams"))
    kind: str = field(metadata=note("Id of the activity kind.", "kind", "stem-competition"))
    also_kinds: tuple[str, ...] = field(
        default=(),
        metadata=note("Further kinds that describe the activity.", "kind-list", "[coaching-mentoring]"),
    )
    description: str = field(
        default="",
        metadata=note("What happens, in two or three sentences.", "text", "Two teams build a robot."),
    )
    goals: tuple[Goal, ...] = field(
        default=(),
        metadata=note("Goals that the activity serves.", "choice-list", "[learning]", choices=get_args(Goal)),
    )
    commitment: str = field(
        default="",
        metadata=note("What the district commits itself to with this activity.", "text", "Every grade 8 student codes."),
    )
    need: str = field(
        default="",
        metadata=note("The need that the activity answers, with the data.", "text", "31 percent meet the standards."),
    )
    need_source: str = field(default="", metadata=note("Where the data come from.", "text", "State assessment 2026"))
    objective: str = field(default="", metadata=note("The measurable objective.", "text", "Raise proficiency by 6 points"))
    measure: str = field(default="", metadata=note("How the objective is measured.", "text", "State assessment"))
    population: str = field(
        default="",
        metadata=note("Whom the activity serves, in words.", "text", "Students from low-income families"),
    )
    students: int | None = field(default=None, metadata=note("Students served.", "whole", "24"))
    educators: int | None = field(default=None, metadata=note("Educators served.", "whole", "11"))
    grades: tuple[int, int] | None = field(default=None, metadata=note("Lowest and highest grade served.", "grades", "6-8"))
    schools: tuple[str, ...] = field(
        default=(), metadata=note("Ids of the schools that take part.", "school-list", "[lincoln-ms]")
    )
    responsible: str = field(default="", metadata=note("Who is responsible.", "text", "Mei Tanaka, STEM coordinator"))
    sustainability: str = field(
        default="",
        metadata=note("How the activity goes on when the money ends.", "text", "The coach trains leads."),
    )
    evidence: Evidence | None = field(
        default=None, metadata=note("The research that supports the activity.", "one", of="Evidence")
    )
    starts: date | None = field(default=None, metadata=note("First day.", "date", "2026-09-08"))
    ends: date | None = field(default=None, metadata=note("Last day.", "date", "2027-05-28"))
    committed_on: date | None = field(
        default=None,
        metadata=note("Date of the order or contract, for all lines without their own.", "date", "2026-08-01"),
    )
    facts: Facts = field(default_factory=dict, metadata=facts_note("the activity or its lines"))
    lines: tuple[Line, ...] = field(default=(), metadata=note("The budget lines.", "many", of="Line"))
    stated_total: Cents | None = field(
        default=None,
        metadata=note(
            "Total of the lines as it stands in another paper; it is recomputed.", "money", "21400.00", written="total"
        ),
    )
    at: Position = field(default=NOWHERE, compare=False, repr=False)

    @property
    def amount(self) -> Cents:
        """What the activity costs: the sum of its lines."""
        return Cents(sum(line.amount for line in self.lines))

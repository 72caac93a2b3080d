"""The district and its schools."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from stemfunds.plan.describe import NOWHERE, Facts, Position, facts_note, note

TitleIStatus = Literal["schoolwide", "targeted-assistance", "not-served"]
ImprovementStatus = Literal["none", "csi", "tsi", "atsi"]
Control = Literal["public", "charter", "private"]


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """The school district (local educational agency) that spends the money."""

    name: str = field(metadata=note("Name of the district.", "text", "Lincoln Unified School District"))
    state: str = field(metadata=note("Postal letters of the State.", "state", "CA"))
    nces_id: str = field(
        default="",
        metadata=note("NCES district id: 7 digits, in quotes to keep a leading zero.", "nces-id", "0612345"),
    )
    enrollment: int | None = field(default=None, metadata=note("Students enrolled in the district.", "whole", "8240"))
    locale: str = field(default="", metadata=note("Locale of the district, in words.", "text", "Rural, remote"))
    superintendent: str = field(default="", metadata=note("Name of the superintendent.", "text", "Dr. Robin Hale"))
    facts: Facts = field(default_factory=dict, metadata=facts_note("the district"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school that takes part, or a private school whose students are served."""

    id: str = field(metadata=note("Short name by which activities name the school.", "id", "lincoln-ms", unique="school"))
    name: str = field(metadata=note("Name of the school.", "text", "Lincoln Middle School"))
    nces_id: str = field(default="", metadata=note("NCES school id: 12 digits, in quotes.", "nces-school-id", "061234500012"))
    grades: tuple[int, int] | None = field(
        default=None, metadata=note("Lowest and highest grade; PK and K are grades.", "grades", "6-8")
    )
    title_i_status: TitleIStatus | None = field(
        default=None,
        metadata=note("How the school takes part in Title I.", "choice", "schoolwide", choices=get_args(TitleIStatus)),
    )
    low_income_percent: Decimal | None = field(
        default=None, metadata=note("Percent of students from low-income families.", "percent", "71.4")
    )
    improvement_status: ImprovementStatus | None = field(
        default=None,
        metadata=note(
            "Identification for support and improvement.",
            "choice",
            "tsi",
            choices=get_args(ImprovementStatus),
        ),
    )
    enrollment: int | None = field(default=None, metadata=note("Students enrolled in the school.", "whole", "640"))
    control: Control | None = field(
        default=None,
        metadata=note("Whether the school is public, charter or private.", "choice", "public", choices=get_args(Control)),
    )
    facts: Facts = field(default_factory=dict, metadata=facts_note("the school"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)

"""The district and its schools."""

from decimal import Decimal
from typing import Annotated, Literal, get_args

from msgspec import field

from stemfunds.plan.describe import Facts, Part, facts_note, note

TitleIStatus = Literal["schoolwide", "targeted-assistance", "not-served"]
ImprovementStatus = Literal["none", "csi", "tsi", "atsi"]
Control = Literal["public", "charter", "private"]


class District(Part, frozen=True, kw_only=True):
    """The school district (local educational agency) that spends the money."""

    name: Annotated[str, note("Name of the district.", "text", "Lincoln Unified School District")]
    state: Annotated[str, note("Postal letters of the State.", "state", "CA")]
    nces_id: Annotated[str, note("NCES district id: 7 digits, in quotes to keep a leading zero.", "nces-id", "0612345")] = ""
    enrollment: Annotated[int | None, note("Students enrolled in the district.", "whole", "8240")] = None
    locale: Annotated[str, note("Locale of the district, in words.", "text", "Rural, remote")] = ""
    superintendent: Annotated[str, note("Name of the superintendent.", "text", "Dr. Robin Hale")] = ""
    facts: Annotated[Facts, facts_note("the district")] = field(default_factory=dict)


class School(Part, frozen=True, kw_only=True):
    """A school that takes part, or a private school whose students are served."""

    id: Annotated[str, note("Short name by which activities name the school.", "id", "lincoln-ms", unique="school")]
    name: Annotated[str, note("Name of the school.", "text", "Lincoln Middle School")]
    nces_id: Annotated[str, note("NCES school id: 12 digits, in quotes.", "nces-school-id", "061234500012")] = ""
    grades: Annotated[tuple[int, int] | None, note("Lowest and highest grade; PK and K are grades.", "grades", "6-8")] = None
    title_i_status: Annotated[
        TitleIStatus | None, note("How the school takes part in Title I.", "choice", "schoolwide", choices=get_args(TitleIStatus))
    ] = None
    low_income_percent: Annotated[Decimal | None, note("Percent of students from low-income families.", "percent", "71.4")] = None
    improvement_status: Annotated[
        ImprovementStatus | None,
        note(
            "Identification for support and improvement.",
            "choice",
            "tsi",
            choices=get_args(ImprovementStatus),
        ),
    ] = None
    enrollment: Annotated[int | None, note("Students enrolled in the school.", "whole", "640")] = None
    control: Annotated[
        Control | None, note("Whether the school is public, charter or private.", "choice", "public", choices=get_args(Control))
    ] = None
    facts: Annotated[Facts, facts_note("the school")] = field(default_factory=dict)

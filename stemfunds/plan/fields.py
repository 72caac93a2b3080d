"""The fields of each part of a plan file, as its class declares them, for the reader and the schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from stemfunds.plan.activity import Activity, Evidence
from stemfunds.plan.award import Award
from stemfunds.plan.costs import Component, Fringe, Salary, Stipend, Travel
from stemfunds.plan.district import District, School
from stemfunds.plan.line import Charge, Line
from stemfunds.plan.model import Period, Plan
from stemfunds.plan.statements import Determination, Explanation

PARTS: Mapping[str, type[Any]] = {
    part.__name__: part
    for part in (
        Plan,
        District,
        Period,
        School,
        Award,
        Activity,
        Evidence,
        Line,
        Salary,
        Fringe,
        Component,
        Travel,
        Stipend,
        Charge,
        Explanation,
        Determination,
    )
}
"""The classes that a plan file is made of, by name."""

MEANT: Mapping[str, tuple[str, ...]] = {
    "allocation": ("amount",),
    "annual_salary": ("annual_rate", "salary"),
    "award": ("charge_to",),
    "begins": ("starts",),
    "benefits": ("fringe",),
    "budget_lines": ("lines",),
    "category": ("object",),
    "charge": ("charge_to", "charges"),
    "cost": ("unit_cost", "amount"),
    "cost_item": ("item",),
    "count": ("quantity",),
    "date_from": ("starts",),
    "end": ("ends",),
    "end_date": ("ends",),
    "ffy": ("federal_fiscal_year",),
    "fiscal_year": ("federal_fiscal_year",),
    "fte": ("salary",),
    "fund": ("charge_to",),
    "grade": ("grades",),
    "hours": ("periods",),
    "mileage": ("miles", "travel"),
    "months": ("periods",),
    "name": ("title", "description"),
    "object_class": ("object",),
    "obligated_on": ("committed_on",),
    "per_diem_rate": ("per_diem",),
    "percent": ("share", "share_percent"),
    "price": ("unit_cost",),
    "qty": ("quantity",),
    "rate": ("unit_cost",),
    "school": ("schools",),
    "start": ("starts",),
    "start_date": ("starts",),
    "stipends": ("stipend",),
    "title": ("name", "description"),
    "total": ("amount",),
    "type": ("kind",),
    "unit_price": ("unit_cost",),
    "units": ("unit", "quantity"),
    "version": ("plan",),
    "year": ("federal_fiscal_year", "school_year"),
}
"""Names that people try, with the fields they mean, the likeliest first."""


class FieldSpec(Struct, frozen=True):
    """One field of a part: its name in the file, its form, what it means, and the attribute that holds it."""

    name: str
    form: str
    description: str
    example: str = ""
    choices: tuple[str, ...] = ()
    of: str = ""
    unique: str = ""
    owner: str = ""
    required: bool = False
    attribute: str = ""


_CHARGE_TO = FieldSpec(
    "charge_to",
    "award",
    "Id of the one award that pays the whole line; instead of charges.",
    "IVA-26",
    owner="Line",
    attribute="charge_to",
)


@cache
def fields_of(part: str) -> Mapping[str, FieldSpec]:
    """The fields of a part of the plan, by their names in the file; `part` is the name of its class."""
    specs = {}
    for declared in fields(PARTS[part]):
        note = _note(declared.type)
        if not note.get("form"):
            continue
        required = declared.required and not note.pop("computed", False)
        name = note.pop("written", declared.name)
        specs[name] = FieldSpec(name, required=required, owner=part, attribute=declared.name, **note)
    if part == "Line":
        specs["charge_to"] = _CHARGE_TO
    return specs


def _note(annotation: Any) -> dict[str, Any]:
    """What the annotation of a field says of it, beside the type; nothing if it is not written in files."""
    return dict(*getattr(annotation, "__metadata__", ()))


def meant_field(typed: str, known: Mapping[str, FieldSpec]) -> str | None:
    """The field that is meant by a name which people often try, if this part has it."""
    return next((name for name in MEANT.get(typed.lower(), ()) if name in known), None)

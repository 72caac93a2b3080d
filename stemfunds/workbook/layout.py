"""Which sheets and columns a plan has as a workbook: made from the fields of the plan, so that a new field shows by itself.

Every list of parts is a sheet, every field a column. A record within a part (the evidence of an activity) is columns
of that part, `Evidence: tier`; a list within a part (the charges of a line) is a sheet whose first column names
the part. What a plan has once (title, district, period) stands on the sheet District, one field a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stemfunds.plan.fields import PARTS, FieldSpec, fields_of

FORM_SHEET = "District"
FACTS_SHEET = "Facts"
START_SHEET = "Start"
LISTS_SHEET = "Lists"
STAMP_SHEET = "Stamp"
FINDINGS_SHEET = "Findings"

_SHEET_NAMES = {"lines": "Budget lines", "charges": "Shared costs"}
_WORDS = {"nces": "NCES", "id": "ID", "i": "I", "fte": "FTE"}
_BEHIND = {"amount": "charge_to"}
"""Columns that stand behind another one, where people look for them."""
_LABELS = {"charge_to": "Charge to"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: the field, the records within the part that lead to it, and its heading."""

    path: tuple[str, ...]
    spec: FieldSpec
    heading: str
    required: bool

    @property
    def name(self) -> str:
        """The field with the records that lead to it, as messages write it: `evidence.tier`."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet that lists parts of one class.

    `within` are the field names from the plan to the list; `parent` is the class that the first column names, if
    the list stands within a part, and `inside` the records of that part that lead to the list.
    """

    name: str
    part: str
    within: tuple[str, ...]
    columns: tuple[Column, ...]
    parent: str = ""
    inside: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of a field, by the name that messages use."""
        return next((column for column in self.columns if column.name == name), None)


PARENT = "parent"
"""The path of the column that names the part to which a row belongs."""

PARTS_WITH_FACTS = tuple(part for part in PARTS if "facts" in fields_of(part))
"""The parts that facts may be about."""


def heading_of(path: tuple[str, ...]) -> str:
    """A heading in words: `Low income percent`; within a record `Evidence: tier`."""
    *records, name = path
    words = [_label(record) for record in records]
    last = _label(name)
    if records and last[:2].istitle():
        last = last[:1].lower() + last[1:]
    return ": ".join([*words, last])


def _label(name: str) -> str:
    if name in _LABELS:
        return _LABELS[name]
    words = [_WORDS.get(word, word) for word in name.split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _facts() -> SheetLayout:
    about = (
        "What the answer is about: " + ", ".join(PARTS_WITH_FACTS) + ". The nearest place wins: a line, its activity, the plan."
    )
    specs = (
        FieldSpec("about", "choice", about, "Activity", PARTS_WITH_FACTS, required=True),
        FieldSpec("id", "text", "ID of the award, school, activity or line; empty for the plan and the district.", "A1"),
        FieldSpec("fact", "fact", "The question, by its short name.", "in_needs_assessment", required=True),
        FieldSpec("answer", "text", "The answer. What is not known is left empty; several words are parted by commas.", "yes"),
    )
    columns = tuple(Column((spec.name,), spec, heading_of((spec.name,)), spec.required) for spec in specs)
    return SheetLayout(FACTS_SHEET, "Fact", ("facts",), columns)


def _form() -> SheetLayout:
    specs = (FieldSpec("field", "text", "", required=True), FieldSpec("answer", "text", "", required=True))
    return SheetLayout(FORM_SHEET, "Plan", (), tuple(Column((one.name,), one, heading_of((one.name,)), True) for one in specs))


FORM = _form()
"""The sheet of what a plan has once, one field a row."""
FACTS = _facts()
"""The sheet of answers to the rules' questions, about every part of a plan."""


@cache
def form_columns() -> tuple[Column, ...]:
    """The rows of the sheet District: the fields that a plan has once."""
    return tuple(_columns("Plan"))


@cache
def sheets() -> tuple[SheetLayout, ...]:
    """The sheets that list parts of a plan, in the order of the plan."""
    return tuple(_sheets("Plan", (), ""))


def sheet_of_part(part: str) -> SheetLayout | None:
    """The sheet that lists parts of a class."""
    return next((sheet for sheet in sheets() if sheet.part == part), None)


def _columns(part: str, before: tuple[str, ...] = (), needed: bool = True) -> Iterator[Column]:
    """The fields of a part and of the records within it; those of records stand last."""
    records = []
    for name, spec in fields_of(part).items():
        if spec.form == "one":
            records.append(spec)
        elif spec.form not in ("many", "facts", "plan-format"):
            if name not in _BEHIND.values():
                yield _column(spec, before, needed)
            if name in _BEHIND and part == "Line":
                yield _column(fields_of(part)[_BEHIND[name]], before, needed)
    for spec in records:
        yield from _columns(spec.of, (*before, spec.name), needed and spec.required)


def _column(spec: FieldSpec, before: tuple[str, ...], needed: bool) -> Column:
    path = (*before, spec.name)
    return Column(path, spec, heading_of(path), needed and spec.required)


def _sheets(part: str, within: tuple[str, ...], parent: str) -> Iterator[SheetLayout]:
    for inside, spec in _lists(part):
        path = (*within, *inside, spec.name)
        columns = list(_columns(spec.of))
        if parent:
            first = FieldSpec(PARENT, parent.lower(), f"ID of the {parent.lower()} to which the row belongs.", required=True)
            columns.insert(0, Column((PARENT,), first, parent, True))
        name = _SHEET_NAMES.get(spec.name) or _label("_".join((*inside, spec.name)))
        yield SheetLayout(name, spec.of, path, tuple(columns), parent, inside)
        yield from _sheets(spec.of, path, spec.of)


def _lists(part: str, inside: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], FieldSpec]]:
    """The lists of parts within a part, also within its records."""
    for name, spec in fields_of(part).items():
        if spec.form == "many":
            yield inside, spec
        elif spec.form == "one":
            yield from _lists(spec.of, (*inside, name))

"""Where a fact's value comes from: a field of the plan with its line, another field that it is worked out from, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stemfunds.explaining.places import FieldPlaces
from stemfunds.plan.fields import fields_of
from stemfunds.plan.model import NOWHERE, Activity, Award, Line, Plan, Position, School
from stemfunds.plan.vocabulary import PLACES_OF_A_SCOPE
from stemfunds.rulebook.model import Fact, Rulebook

_FIELDS = {
    "activity.starts": ("activity.starts", "period.starts"),
    "activity.ends": ("activity.ends", "period.ends"),
    "activity.grade_lowest": ("activity.grades",),
    "activity.grade_highest": ("activity.grades",),
    "activity.evidence_tier": ("evidence.tier",),
    "line.starts": ("line.starts", "activity.starts", "period.starts"),
    "line.ends": ("line.ends", "activity.ends", "period.ends"),
    "line.committed_on": ("line.committed_on", "activity.committed_on"),
    "line.kind": ("line.kind", "activity.kind"),
    "plan.starts": ("period.starts",),
    "plan.ends": ("period.ends",),
    "plan.stated_total": ("plan.stated_total",),
    "school.grade_lowest": ("school.grades",),
    "school.grade_highest": ("school.grades",),
    "award.is_carryover": ("award.carryover",),
}
"""The fields of the plan in which a fact may stand, nearest first, where they have another name or another place."""

_COMPUTED = {
    "plan.total": "the sum of all lines",
    "plan.total_agrees": "the total that was typed and the sum of all lines",
    "activity.amount": "the sum of the activity's lines",
    "activity.total_agrees": "the total that was typed and the sum of the activity's lines",
    "activity.cost_per_student": "the amount of the activity and its students",
    "award.available": "the carryover, or the amount with transfers",
    "award.charged": "the charges of all lines to the award",
    "award.unbudgeted": "what can be spent less what is charged",
    "award.budgeted_agrees": "the total that was typed and the charges",
    "award.is_carryover": "whether a carryover is given",
    "award.stream": "the stream, July unless given",
    "award.awarded_on": "the first day of the fund's window",
    "award.opens": "the fund's window and the federal fiscal year",
    "award.closes": "the fund's window and the federal fiscal year",
    "award.obligate_by": "the fund's window and the State's",
    "award.window_state": "the last day to obligate and the date of the check",
    "award.liquidate_by": "the last day of the window and the days to pay",
    "line.amount": "quantity, periods and unit cost",
    "line.quantity": "the arithmetic of the line",
    "line.unit_cost": "the arithmetic of the line",
    "line.arithmetic": "the arithmetic of the line",
    "line.amount_agrees": "the amount and the arithmetic of the line",
    "line.position_fte": "all lines of the position",
    "line.kind": "the item that is bought",
    "line.object": "the item that is bought",
    "line.object_agrees": "the object class of the line and that of its item",
    "line.kind_agrees": "the kind of the line and that of its item",
    "line.charges_agree": "the charges and the amount of the line",
    "line.is_split": "the charges of the line",
    "charge.amount": "the charges of the line",
}
"""What a fact is worked out from that stands in no field of its own."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The parts of a plan that a case is about."""

    activity: Activity | None = None
    line: Line | None = None
    award: Award | None = None
    school: School | None = None


class Origins:
    """Finds where the values of a plan's facts come from."""

    def __init__(self, plan: Plan, rulebook: Rulebook) -> None:
        self.plan = plan
        self.rulebook = rulebook
        self.places = FieldPlaces()

    def of(self, fact_id: str, subject: Subject) -> tuple[str, Position]:
        """Words and a position: a field that says it, or what it is computed from. For a fact that is known."""
        fact = self.rulebook.facts[fact_id]
        if fact.scope == "fund":
            return "the rules of the fund", NOWHERE
        if fact_id.startswith("charge.obligated"):
            return self._obligated(fact_id, subject)
        if not fact.built_in:
            return self._given(fact, subject)
        if fact.worked_out:
            return _worked_out(fact, subject), NOWHERE
        return self._field(fact_id, subject)

    def _given(self, fact: Fact, subject: Subject) -> tuple[str, Position]:
        for place in PLACES_OF_A_SCOPE[fact.scope]:
            part = self._part(place, subject)
            if part is not None and fact.name in part.facts:
                return f"{fact.name} under facts of {_named(place, part)}", part.facts[fact.name].at
        return _worked_out(fact, subject) if fact.worked_out else "an assumption", NOWHERE

    def _field(self, fact_id: str, subject: Subject) -> tuple[str, Position]:
        source = _COMPUTED.get(fact_id)
        for part, place, attribute in self._fields(fact_id, subject):
            name = _name_in_file(part, attribute)
            if name and getattr(part, attribute) not in (None, "", ()):
                at = self.places.of(part.at, name)
                if at != part.at or not source:
                    return f"{name} of {_named(place, part)}", at
        return (f"computed from {source}" if source else "computed"), NOWHERE

    def _fields(self, fact_id: str, subject: Subject) -> Iterator[tuple[Any, str, str]]:
        for path in _FIELDS.get(fact_id, (fact_id,)):
            place, _, field = path.partition(".")
            part = self._part(place, subject)
            if part is not None:
                yield part, place, field

    def _part(self, place: str, subject: Subject) -> Any:
        if place == "plan":
            return self.plan
        if place == "district":
            return self.plan.district
        if place == "period":
            return self.plan.period
        if place == "evidence":
            return subject.activity.evidence if subject.activity else None
        return getattr(subject, place, None)

    def _obligated(self, fact_id: str, subject: Subject) -> tuple[str, Position]:
        """The field behind the date of an obligation: an order's day, or the first or last day of the work."""
        line = subject.line
        if line is None:
            return "computed", NOWHERE
        if self.rulebook.items[line.item].obligated == "commitment":
            behind = "line.committed_on"
        else:
            behind = "line.starts" if fact_id.endswith("from") else "line.ends"
        words, at = self._field(behind, subject)
        if words == "computed":
            words, at = (
                "the period of the plan; no day of the order is given",
                self.plan.period.at if self.plan.period else NOWHERE,
            )
        return words, at


def _name_in_file(part: Any, attribute: str) -> str:
    """The name under which a file has an attribute; empty for what no file has."""
    specs = fields_of(type(part).__name__).values()
    return next((spec.name for spec in specs if spec.attribute == attribute), "")


def _named(place: str, part: Any) -> str:
    """A part of the plan in words: `line A1-kits`, `the district`."""
    identity = getattr(part, "id", "")
    return f"{place} {identity}" if identity else {"period": "the plan's period"}.get(place, f"the {place}")


def _worked_out(fact: Fact, subject: Subject) -> str:
    """The step of the calculator that gave a fact which the plan does not."""
    fund = subject.award.fund if subject.award is not None else ""
    one = next((one for one in fact.worked_out if one.fund in ("", fund)), fact.worked_out[0])
    return f"step {one.step} of stemfunds calc {one.calculator}"

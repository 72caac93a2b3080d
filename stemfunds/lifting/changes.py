"""What could be different about an activity: a fact, the award or the dates of lines, the schools, or the lines that are charged.

Every change is a condition (if it is so), never advice to say what is not so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from msgspec.structs import replace

from stemfunds.judging.binding import Overrides
from stemfunds.judging.case import FactValue
from stemfunds.plan.model import Activity, Award, Charge, Line, Plan


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact with another value. `subjects` are the lines or schools that it is about; `bound` is the value in words."""

    fact: str
    value: FactValue
    bound: str
    subjects: tuple[str, ...] = ()
    before: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class DateChange:
    """Lines obligated inside a window: ordered between two days, or with their work between them."""

    lines: tuple[str, ...]
    opens: date
    closes: date
    ordered: bool


@dataclass(frozen=True, slots=True)
class AwardChange:
    """Lines charged to another award of the same fund that the plan has; `name` is its fund and year in words."""

    lines: tuple[str, ...]
    award_id: str
    name: str
    award: Award = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """Schools that take no part, and schools of the plan that take part as well."""

    left_out: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitOff:
    """Lines that are charged elsewhere."""

    lines: tuple[str, ...]


Change: TypeAlias = FactChange | AwardChange | DateChange | SchoolChange | SplitOff

_KIND_OF_CHANGE = {FactChange: 0, AwardChange: 1, DateChange: 2, SchoolChange: 3, SplitOff: 4}


def order_of(change: Change) -> int:
    """Facts first, then awards, dates, schools, and splitting off."""
    return _KIND_OF_CHANGE[type(change)]


def applied(plan: Plan, overrides: Overrides, changes: Iterable[Change]) -> tuple[Plan, Overrides]:
    """The plan of one activity, and its overrides, as they would be."""
    known: dict[tuple[str, str], Mapping[str, FactValue | None]] = dict(overrides)
    (activity,), awards = plan.activities, plan.awards
    for change in changes:
        if isinstance(change, FactChange):
            for place in _places(change, plan, activity):
                known[place] = {**known.get(place, {}), change.fact.partition(".")[2]: change.value}
        elif isinstance(change, DateChange):
            activity = replace(activity, lines=tuple(_dated(line, activity, plan, change) for line in activity.lines))
        elif isinstance(change, AwardChange):
            awards = (*awards, change.award)
            activity = replace(activity, lines=tuple(_charged(line, change) for line in activity.lines))
        elif isinstance(change, SchoolChange):
            kept = tuple(one for one in activity.schools if one not in change.left_out)
            activity = replace(activity, schools=(*kept, *change.taken))
        else:
            activity = replace(activity, lines=tuple(line for line in activity.lines if line.id not in change.lines))
    return replace(plan, awards=awards, activities=(activity,)), known


def _places(change: FactChange, plan: Plan, activity: Activity) -> list[tuple[str, str]]:
    scope = change.fact.partition(".")[0]
    if scope in ("line", "school"):
        return [(scope, subject) for subject in change.subjects]
    identity = {"activity": activity.id, "award": plan.awards[0].id}.get(scope, "")
    return [(scope, identity)]


def _charged(line: Line, change: AwardChange) -> Line:
    if line.id not in change.lines:
        return line
    return replace(line, charges=(Charge(award=change.award_id, amount=line.amount),))


def _dated(line: Line, activity: Activity, plan: Plan, change: DateChange) -> Line:
    if line.id not in change.lines:
        return line
    if change.ordered:
        return replace(line, committed_on=change.opens)
    starts = line.starts or activity.starts or (plan.period.starts if plan.period else None)
    ends = line.ends or activity.ends or (plan.period.ends if plan.period else None)
    inside = starts is not None and change.opens <= starts <= change.closes
    first = starts if inside and starts is not None else change.opens
    last = ends if ends is not None and first <= ends <= change.closes else change.closes
    return replace(line, starts=first, ends=last)

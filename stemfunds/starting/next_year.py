"""Last year's plan carried into the next year, with a flag wherever a person must look.

Answers about the plan as a whole and about its awards, and answers that are dates, are left out: they were true of the old year,
and nothing is guessed. The rules ask for them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from msgspec.structs import replace

from stemfunds.judging.findings import in_words
from stemfunds.judging.operands import typed
from stemfunds.judging.windows import obligation_window
from stemfunds.plan.comments import Path
from stemfunds.plan.describe import Part
from stemfunds.plan.model import Award, Charge, Facts, Plan
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.dates import shifted
from stemfunds.rulebook.model import Figure, Rulebook

_YEARS = re.compile(r"\b(20\d\d)([-–/])(\d\d)\b")
_MONEY_FACT = "money"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a person must look at, and where."""

    at: Path
    words: str


@dataclass(frozen=True, slots=True)
class NextYear:
    """The plan of the new year and what to look at in it, in the order of the file."""

    plan: Plan
    flags: tuple[Flag, ...]


def next_year(old: Plan, rulebook: Rulebook) -> NextYear:
    """The plan one year later. Dates move by a year, awards to the next federal fiscal year, and their ids with them.

    Determinations and explanations stay behind: they were made for the old plan. So do totals that stood in other papers.
    """
    renamed = {award.id: _next_id(award) for award in old.awards}
    later = _moved(old)
    awards = tuple(_next_award(award, renamed[award.id], rulebook) for award in old.awards)
    plan = replace(
        later,
        title=_next_years(old.title),
        facts={},
        school_year=_next_years(old.school_year),
        awards=awards,
        activities=tuple(
            replace(activity, stated_total=None, lines=tuple(_recharged(line, renamed) for line in activity.lines))
            for activity in later.activities
        ),
        stated_total=None,
        explanations=(),
        determinations=(),
    )
    return NextYear(plan, tuple(_flags(old, plan, rulebook)))


# --- the plan ---------------------------------------------------------------------------------------------------------


def _moved(part: T) -> T:
    """A part of a plan with every date a year later."""
    if isinstance(part, date):
        return cast(T, shifted(part, 1, "years"))
    if isinstance(part, tuple):
        return cast(T, tuple(map(_moved, part)))
    if isinstance(part, dict):  # facts: what is known of a date does not move with the calendar
        return cast(T, {name: fact for name, fact in part.items() if not isinstance(fact.value, date)})
    if isinstance(part, Part):
        return replace(part, **{name: _moved(getattr(part, name)) for name in part.__struct_fields__ if name != "at"})
    return part


def _next_award(award: Award, identity: str, rulebook: Rulebook) -> Award:
    if _is_for_fixed_dates(award, rulebook):
        return replace(award, id=identity, budgeted=None)
    return replace(_moved(award), id=identity, budgeted=None, facts={}, federal_fiscal_year=award.federal_fiscal_year + 1)


def _is_for_fixed_dates(award: Award, rulebook: Rulebook) -> bool:
    """Whether the fund was given once: its window has dates of its own and does not come again."""
    window = rulebook.funds[award.fund].window
    return window is not None and bool(window.opens.date)


def _next_id(award: Award) -> str:
    """``IVA-26`` becomes ``IVA-27`` where the figures are those of the year; any other id stays."""
    for year in (award.federal_fiscal_year, award.federal_fiscal_year + 1):
        for ending in (str(year), f"{year % 100:02}"):
            if award.id.endswith(ending):
                return award.id.removesuffix(ending) + str(int(ending) + 1).zfill(len(ending))
    return award.id


def _recharged(line: Any, renamed: dict[str, str]) -> Any:
    charges: tuple[Charge, ...] = line.charges
    charged = tuple(replace(charge, award=renamed.get(charge.award, charge.award)) for charge in charges)
    return replace(line, fiscal_year=_next_years(line.fiscal_year), charges=charged)


def _next_years(text: str) -> str:
    """``STEM plan 2026-27`` becomes ``STEM plan 2027-28``."""
    return _YEARS.sub(lambda found: f"{int(found[1]) + 1}{found[2]}{(int(found[3]) + 1) % 100:02}", text)


# --- what to look at --------------------------------------------------------------------------------------------------


def _flags(old: Plan, new: Plan, rulebook: Rulebook) -> Iterator[Flag]:
    yield Flag((), _head(old, new))
    if new.period is not None:
        yield Flag(("period",), "Every date of the old plan is moved by one year. Look at each: weekdays and holidays differ.")
    for number, award in enumerate(new.awards):
        yield from _award_flags(number, old.awards[number], award, new, rulebook)
    if new.activities:
        words = "Needs, students, evidence and the answers under facts are those of the old plan. Bring them up to date."
        yield Flag(("activities",), words)
    for number, activity in enumerate(new.activities):
        for place, line in enumerate(activity.lines):
            at: Path = ("activities", number, "lines", place)
            yield from (Flag(at, words) for words in _threshold_words(line, old, new, rulebook))


def _head(old: Plan, new: Plan) -> str:
    """What was left out of the whole plan."""
    told = ["Copied from last year's plan. What to look at stands beside it."]
    if left_out := _answers_left_out(old, new):
        told.append(f"Answers of the old year that are left out, to be given again: {', '.join(left_out)}.")
    if old.explanations or old.determinations:
        told.append("Explanations and determinations are left out: they were made for the findings of the old plan.")
    return "\n".join(told)


def _answers_left_out(old: Plan, new: Plan) -> list[str]:
    """The short names of facts that only the old plan has, in its order."""
    kept = {name for facts in _all_facts(new) for name in facts}
    return list(dict.fromkeys(name for facts in _all_facts(old) for name in facts if name not in kept))


def _all_facts(plan: Plan) -> Iterator[Facts]:
    yield from (plan.facts, plan.district.facts)
    yield from (school.facts for school in plan.schools)
    yield from (award.facts for award in plan.awards)
    yield from (activity.facts for activity in plan.activities)
    yield from (line.facts for activity in plan.activities for line in activity.lines)


def _award_flags(number: int, was: Award, award: Award, new: Plan, rulebook: Rulebook) -> Iterator[Flag]:
    at: Path = ("awards", number)
    fund = rulebook.funds[award.fund]
    if fund.window is not None:
        span = obligation_window(fund.window, award.federal_fiscal_year, award.stream or "july")
        starts = new.period.starts if new.period is not None else None
        if starts is not None and span.closes < starts:
            yield Flag(at, f"{fund.short} is closed to new obligations since {span.closes}. Charge its lines to another award.")
            return
    if award.is_carryover:
        yield Flag(at, "Enter what is really left of this award, or take it out.")
    else:
        yield Flag(at, f"{dollars(was.amount)} was the amount of {was.federal_fiscal_year}. Enter the new allocation.")


def _threshold_words(line: Any, old: Plan, new: Plan, rulebook: Rulebook) -> Iterator[str]:
    """Which dated figures stand on another side of the line's unit price than they did."""
    price = line.unit_cost
    if price is None:
        return
    for charge in line.charges:
        place = next((n for n, award in enumerate(new.awards) if award.id == charge.award), None)
        if place is None:
            continue
        before, after = old.awards[place].awarded_on, new.awards[place].awarded_on
        for figure in rulebook.figures.values():
            if figure.unit != _MONEY_FACT or figure.chosen_by != "award.awarded_on" or before is None or after is None:
                continue
            then, now = _value(figure, before), _value(figure, after)
            if (price >= then) != (price >= now):
                told = f"{in_words(then, 'money')} to {in_words(now, 'money')}"
                yield f"{figure.says} went from {told}; the unit price of {dollars(price)} is now on the other side."


def _value(figure: Figure, on: date) -> int:
    """The figure in force on a date, in cents; before its first entry the first one holds."""
    values = [value.value for value in figure.values if date.fromisoformat(value.since) <= on] or [figure.values[0].value]
    return int(str(typed(values[-1], figure.unit)))

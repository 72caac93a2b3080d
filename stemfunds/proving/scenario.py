"""An ordinary plan around the facts of a rule test.

Everything that a test does not say is as in a district in good order: each fact has the answer that its
definition assumes for tests.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, cast

from stemfunds.judging.binding import Overrides
from stemfunds.judging.case import FactValue
from stemfunds.judging.ordinary import ordinary_facts
from stemfunds.plan.model import Activity, Award, Cents, Charge, District, Line, Period, Plan, School
from stemfunds.proving.cases import Given, RuleTest
from stemfunds.rulebook.model import Rulebook

Ordinary: TypeAlias = defaultdict[str, dict[str, FactValue | None]]
"""Answers by scope and short name."""

_YEAR = 2026
_ALLOCATION = Cents(10_000_000)
_AMOUNT = Cents(100_000)
_AWARD = "AWARD"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A plan, the facts that replace what it says, and the date on which it is judged."""

    plan: Plan
    overrides: Overrides
    as_of: date


def scenario(test: RuleTest, ordinary: Ordinary) -> Scenario:
    """The plan that a test describes; whatever it does not say has the ordinary answer."""
    common = test.lines[0]
    award = _award(test, common)
    period = _period(common, award.federal_fiscal_year)
    schools = _schools(test)
    served = () if common.get("activity.schools", "") is None else tuple(school.id for school in schools)
    activities = tuple(_activity(number, given, served) for number, given in enumerate(test.lines, start=1))
    plan = Plan(
        plan=1,
        title=test.name,
        district=District(name="Test district", state="OH", nces_id="3900000"),
        period=period,
        schools=schools,
        awards=(award,),
        activities=activities,
    )
    return Scenario(plan, _overrides(test, ordinary), test.as_of or (period.starts if period else date(_YEAR, 7, 1)))


def _award(test: RuleTest, given: Given) -> Award:
    year = cast(Decimal | None, given.get("award.federal_fiscal_year"))
    return Award(
        id=_AWARD,
        fund=test.fund,
        federal_fiscal_year=int(year) if year is not None else _YEAR,
        amount=Cents(_number(given.get("award.amount"), _ALLOCATION)),
        carryover=_carryover(given),
        stream=cast(Any, test.stream),
        transferred_in=Cents(_number(given.get("award.transferred_in"), 0)),
        transferred_out=Cents(_number(given.get("award.transferred_out"), 0)),
    )


def _carryover(given: Given) -> Cents | None:
    """The remainder that a test names; a carryover award without one has an ordinary remainder."""
    named = given.get("award.carryover")
    if isinstance(named, int):
        return Cents(named)
    return _ALLOCATION if given.get("award.is_carryover") is True else None


def _period(given: Given, year: int) -> Period | None:
    if "plan.starts" in given and given["plan.starts"] is None:
        return None
    starts = given.get("plan.starts") or date(year, 7, 1)
    ends = given.get("plan.ends") or date(cast(date, starts).year + 1, 6, 30)
    return Period(starts=cast(date, starts), ends=cast(date, ends))


def _schools(test: RuleTest) -> tuple[School, ...]:
    return tuple(School(id=f"S{number}", name=f"School {number}") for number, _ in enumerate(test.schools or ({},), start=1))


def _activity(number: int, given: Given, served: tuple[str, ...]) -> Activity:
    amount = Cents(_number(given.get("line.amount"), _AMOUNT))
    line = Line(
        id=f"L{number}",
        description="",
        item=str(given.get("line.item") or "supplies-materials"),
        kind=str(given.get("line.kind") or ""),
        object=str(given.get("line.object") or ""),
        amount=amount,
        charges=(Charge(award=_AWARD, amount=amount),),
    )
    kind = str(given.get("activity.kind") or "instructional-materials")
    return Activity(id=f"A{number}", title=f"Activity {number}", kind=kind, schools=served, lines=(line,))


def _overrides(test: RuleTest, ordinary: Ordinary) -> Overrides:
    """What replaces the plan's fields: the ordinary answers, and over them the test's own."""
    common = _by_scope(test.lines[0])
    found: dict[tuple[str, str], dict[str, FactValue | None]] = {
        ("plan", ""): ordinary["plan"] | common["plan"],
        ("district", ""): ordinary["district"] | common["district"],
        ("award", _AWARD): ordinary["award"] | common["award"],
    }
    for number, line in enumerate(test.lines, start=1):
        given = _by_scope(line)
        found["activity", f"A{number}"] = ordinary["activity"] | given["activity"]
        found["line", f"L{number}"] = {"amount_agrees": True} | ordinary["line"] | given["line"]
        found["charge", f"L{number}"] = ordinary["charge"] | given["charge"]
    for number, school in enumerate(test.schools or ({},), start=1):
        found["school", f"S{number}"] = ordinary["school"] | common["school"] | _by_scope(school)["school"]
    return found


def _by_scope(given: Given) -> Ordinary:
    found: Ordinary = defaultdict(dict)
    for fact, value in given.items():
        scope, _, name = fact.partition(".")
        found[scope][name] = value
    return found


def ordinary_answers(rulebook: Rulebook) -> Ordinary:
    """The answers that the facts assume for tests, by scope and short name."""
    return _by_scope(ordinary_facts(rulebook))


def _number(value: FactValue | None, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default

"""Arbitrary plans that are right in form."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from stemfunds.plan.activity import Activity, Evidence, EvidenceTier, Goal
from stemfunds.plan.arithmetic import cost_amount
from stemfunds.plan.award import Award, Stream
from stemfunds.plan.charges import split
from stemfunds.plan.costs import Component, Cost, Fringe, Salary, Stipend, Travel
from stemfunds.plan.describe import Cents, Fact
from stemfunds.plan.district import District, School
from stemfunds.plan.line import Charge, Line
from stemfunds.plan.model import Plan

from .plans import WORDS

cents = st.integers(0, 10**11).map(Cents)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1)
words = texts.map(str.strip).filter(bool)
maybe_words = st.just("") | words
dates = st.dates(dt.date(2000, 1, 1), dt.date(2099, 1, 1))
numbers = st.decimals(0, 10**6, places=3).map(lambda number: number.normalize() + 0)
percents = st.decimals(0, 100, places=2)


def _as_facts(values: dict[str, Any]) -> dict[str, Fact]:
    return {name: Fact(value=value) for name, value in values.items()}


facts: st.SearchStrategy[dict[str, Fact]] = st.fixed_dictionaries(
    {},
    optional={  # one fact of each type
        "organizer": st.sampled_from(["nonprofit", "for-profit"]),
        "student_groups": st.sampled_from([("all",), ("low-income", "homeless")]),
        "in_needs_assessment": st.booleans(),
        "stipend_total": cents,
        "sessions": numbers,
        "covid_link": words,
    },
).map(_as_facts)


prices = st.decimals(0, 10**6, places=4).map(lambda price: price.normalize() + 0)
maybe_numbers = st.none() | numbers
salaries = st.builds(Salary, fte=numbers, annual_rate=cents, months=maybe_numbers)
components = st.builds(Component, name=words, rate=percents)
fringes = st.builds(Fringe, base=cents, components=st.lists(components, min_size=1, max_size=3).map(tuple))
stipends = st.tuples(numbers, maybe_numbers, maybe_numbers, numbers, prices).map(
    lambda drawn: Stipend(people=drawn[0], days=drawn[1], hours=drawn[2] if drawn[1] is not None else drawn[3], rate=drawn[4])
)


@st.composite
def travels(draw: st.DrawFn) -> Travel:
    """Trips that cost something, with or without each of their parts."""
    with_days, with_nights, with_miles = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    nothing_else = not (with_days or with_nights or with_miles)
    return Travel(
        trips=draw(maybe_numbers),
        people=draw(maybe_numbers),
        days=draw(numbers) if with_days else None,
        per_diem=draw(cents) if with_days else None,
        nights=draw(numbers) if with_nights else None,
        lodging=draw(cents) if with_nights else None,
        miles=draw(numbers) if with_miles else None,
        mileage_rate=draw(prices) if with_miles else None,
        fare=draw(cents) if nothing_else else draw(st.none() | cents),
    )


costs: st.SearchStrategy[Cost] = salaries | fringes | travels() | stipends


def _buys_something(number: Decimal | None) -> bool:
    return number != 0


@st.composite
def _arithmetic(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a line that state how its amount comes about: factors, a cost, or nothing."""
    cost = draw(st.none() | costs)
    if cost is not None:
        return {type(cost).__name__.lower(): cost}
    return {
        "quantity": draw(maybe_numbers.filter(_buys_something)),
        "unit": draw(maybe_words),
        "periods": draw(maybe_numbers.filter(_buys_something)),
        "unit_cost": draw(st.none() | cents),
        "share_percent": draw(st.none() | percents),
    }


def _line(number: int) -> st.SearchStrategy[Line]:
    @st.composite
    def build(draw: st.DrawFn) -> Line:
        amount = draw(cents)
        return Line(
            **draw(_arithmetic()),
            position=draw(maybe_words),
            fiscal_year=draw(st.sampled_from(["", "2026-27", "2099-00"])),
            id=f"L{number}",
            description=draw(words),
            item=draw(st.sampled_from(["competition-fees", "supplies-materials"])),
            amount=amount,
            committed_on=draw(st.none() | dates),
            charges=draw(_charges(amount)),
        )

    return build()


def _charges(amount: Cents) -> st.SearchStrategy[tuple[Charge, ...]]:
    def by_share(share: Decimal) -> tuple[Charge, ...]:
        shares = {"IVA-26": share, "IIA-26": 100 - share}
        parts = split(amount, shares)
        return tuple(Charge(award=award, share=part, amount=parts[award]) for award, part in shares.items())

    by_amount = st.tuples(cents, cents).map(
        lambda parts: (Charge(award="IVA-26", amount=parts[0]), Charge(award="IIA-26", amount=parts[1]))
    )
    return st.just(()) | percents.map(by_share) | by_amount


@st.composite
def _activity(draw: st.DrawFn, number: int) -> Activity:
    lines = draw(st.integers(0, 3))
    return Activity(
        id=f"A{number}",
        title=draw(words),
        kind=draw(st.sampled_from(["stem-competition", "tutoring"])),
        goals=tuple(draw(st.lists(st.sampled_from(get_args(Goal)), unique=True))),
        need=draw(maybe_words),
        students=draw(st.none() | st.integers(0, 10**6)),
        grades=draw(st.sampled_from([None, (-1, 2), (0, 5), (9, 9)])),
        schools=draw(st.sampled_from([(), ("S1",)])),
        evidence=draw(st.none() | st.builds(Evidence, tier=st.sampled_from(get_args(EvidenceTier)), study=maybe_words)),
        facts=draw(facts),
        stated_total=draw(st.none() | cents),
        lines=tuple(draw(_line(number * 10 + index)) for index in range(lines)),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan with one school, two awards and some activities."""
    awards = tuple(
        Award(
            id=identity,
            fund=fund,
            federal_fiscal_year=2026,
            amount=draw(cents),
            stream=draw(st.sampled_from((None, *get_args(Stream)))),
            budgeted=draw(st.none() | cents),
        )
        for identity, fund in (("IVA-26", "title-iv-a"), ("IIA-26", "title-ii-a"))
    )
    number = draw(st.integers(1, 3))
    return Plan(
        plan=1,
        title=draw(words),
        district=District(name=draw(words), state="OH", nces_id="0600001", enrollment=draw(st.none() | st.integers(0, 10**6))),
        fictional=draw(st.booleans()),
        schools=(School(id="S1", name=draw(words), low_income_percent=draw(st.none() | percents)),),
        awards=awards,
        activities=_with_benefits(tuple(draw(_activity(index)) for index in range(number)), draw(st.none() | fringes)),
        stated_total=draw(st.none() | cents),
    )


def _with_benefits(activities: tuple[Activity, ...], fringe: Fringe | None) -> tuple[Activity, ...]:
    """The activities, the first with benefits on all their lines, and with benefits on those benefits."""
    paid = [line for activity in activities for line in activity.lines]
    if fringe is None or not paid:
        return activities
    first, *rest = activities
    benefits = _benefits("B1", fringe, paid)
    return (replace(first, lines=(_benefits("B2", fringe, [benefits]), *first.lines, benefits)), *rest)


def _benefits(name: str, fringe: Fringe, paid: list[Line]) -> Line:
    ids, amounts = tuple(line.id for line in paid), tuple(line.amount for line in paid)
    on_lines = replace(fringe, base=None, base_lines=ids, base_amounts=amounts)
    return Line(id=name, description="Benefits", item="supplies-materials", fringe=on_lines, amount=cost_amount(on_lines))


VOCABULARY = WORDS

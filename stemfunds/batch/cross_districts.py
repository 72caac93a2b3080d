"""Districts, lines, positions and vendors that stand in several places.

Rows come sorted, so that only one group is held at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from stemfunds.batch.cross_found import DISTRICT, MOST_NAMED, Found, named
from stemfunds.judging.positions import Pay, most_at_one_time
from stemfunds.justify.words import clean
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.review_model import CrossCheck


class _Line(NamedTuple):
    """A line with whose it is; `key` is what must be equal."""

    plan: int
    title: str
    whose: str
    district: str
    activity: str
    line: str
    description: str
    vendor: str
    amount: int


_LINE = (
    f"p.plan, p.title, p.district || ' (' || p.state || ')', {DISTRICT} AS who, "
    "l.activity, l.line, l.description, l.vendor, l.amount_cents"
)
_SAME = "l.amount_cents, l.item, lower(trim(l.description)), lower(trim(l.vendor))"


def same_districts(connection: sqlite3.Connection, check: CrossCheck) -> Iterator[Found]:
    """Plans that share an NCES id."""
    rows = connection.execute(
        "SELECT nces_id, plan, title FROM plans WHERE nces_id IN "
        "(SELECT nces_id FROM plans WHERE nces_id <> '' GROUP BY nces_id HAVING count(*) > 1) ORDER BY nces_id, plan"
    )
    for nces_id, group in groupby(rows, itemgetter(0)):
        plans = [(plan, title) for _, plan, title in group]
        for plan, _ in plans:
            others = list(islice((one for one in plans if one[0] != plan), MOST_NAMED))
            words = {"nces_id": nces_id, "others": named((_plan(*other) for other in others), len(plans) - 1)}
            yield Found(plan, words, [number for number, _ in others])


def same_lines(connection: sqlite3.Connection, check: CrossCheck) -> Iterator[Found]:
    """Lines alike in item, words, vendor and amount: in two plans of a district, or in plans of several districts."""
    one_district = check.within == "district"
    several = f"AND who IN (SELECT {DISTRICT} AS one FROM plans p GROUP BY one HAVING count(*) > 1)" if one_district else ""
    order = f"{_SAME}, who" if one_district else _SAME
    rows = connection.execute(
        f"SELECT {_LINE}, {_SAME} FROM lines l JOIN plans p USING (plan) "
        f"WHERE l.amount_cents >= ? AND l.description <> '' {several} ORDER BY {order}, p.plan, l.rowid",
        (max(check.at_least, 1),),
    )
    width = len(_Line._fields)
    for _, group in groupby(rows, lambda row: (*row[width:], row[3] if one_district else "")):
        rows_alike = list(group)
        if len(rows_alike) == 1:
            continue  # as nearly all are
        lines = [_Line(*row[:width]) for row in rows_alike]
        apart = {line.plan if one_district else line.district for line in lines}
        if len(apart) > 1:
            yield from (_same_line(line, lines, one_district) for line in lines)


def _same_line(line: _Line, lines: list[_Line], one_district: bool) -> Found:
    if one_district:
        places = {one.plan: _place(one) for one in lines if one.plan != line.plan}
        words, others = named(places.values(), len(places)), list(places)
    else:
        whose = {one.district: one for one in lines if one.district != line.district}
        words, others = (
            "the plans of " + named((one.whose for one in whose.values()), len(whose)),
            [o.plan for o in whose.values()],
        )
    filled = {"line": clean(line.description), "amount": dollars(line.amount), "others": words}
    return Found(line.plan, filled, others, line.activity, line.line, line.amount)


def same_vendors(connection: sqlite3.Connection, check: CrossCheck) -> Iterator[Found]:
    """Lines with one vendor and one amount; those that are alike in their words, too, are told by the lines."""
    one_district = check.within == "district"
    group_by = "l.amount_cents, lower(trim(l.vendor))" + (", who" if one_district else "")
    rows = connection.execute(
        f"SELECT {_LINE}, lower(trim(l.vendor)) FROM lines l JOIN plans p USING (plan) "
        f"WHERE l.amount_cents >= ? AND l.vendor <> '' ORDER BY {group_by}, p.plan, l.rowid",
        (max(check.at_least, 1),),
    )
    left_out = tuple(word.lower() for word in check.leaves_out)
    for key, group in groupby(rows, lambda row: (row[8], row[9], row[3] if one_district else "")):
        lines = [_Line(*row[:-1]) for row in group]
        if key[1].startswith(left_out or ("\0",)):
            continue
        if one_district or len({line.district for line in lines}) > 1:
            yield from _same_vendor(lines, one_district)


def _same_vendor(lines: list[_Line], one_district: bool) -> Iterator[Found]:
    for line in lines:
        others = [one for one in lines if one is not line and not _is_copy(one, line)]
        if not one_district:
            others = [one for one in others if one.district != line.district]
        if others:
            places = named((_place(one) if one_district else one.whose for one in others[:MOST_NAMED]), len(others))
            words = {"vendor": clean(line.vendor), "amount": dollars(line.amount), "others": places}
            yield Found(
                line.plan, words, [one.plan for one in others if one.plan != line.plan], line.activity, line.line, line.amount
            )


def _is_copy(one: _Line, other: _Line) -> bool:
    return one.plan != other.plan and one.description.strip().lower() == other.description.strip().lower()


def same_positions(connection: sqlite3.Connection, check: CrossCheck) -> Iterator[Found]:
    """Positions that several plans of a district pay, together as more than one person; within a plan a rule says so."""
    rows = connection.execute(
        f"SELECT {_LINE}, l.position, l.fte, l.months, "
        "CASE WHEN l.fiscal_year <> '' THEN l.fiscal_year ELSE p.school_year END, l.starts, l.ends "
        "FROM lines l JOIN plans p USING (plan) WHERE l.position <> '' AND l.fte IS NOT NULL "
        "ORDER BY who, lower(trim(l.position)), p.plan, l.rowid"
    )
    for _, group in groupby(rows, lambda row: (row[3], row[9].strip().lower())):
        paid = [(_Line(*row[:9]), row[9], _pay(*row[10:])) for row in group]
        if len({line.plan for line, _, _ in paid}) < 2:
            continue
        most = most_at_one_time([pay for _, _, pay in paid])
        if most <= Decimal(check.more_than):
            continue
        for line, position, _ in paid:
            others = [one for one, _, _ in paid if one.plan != line.plan]
            words = {
                "position": clean(position),
                "fte": f"{most.normalize():f}",
                "others": named(map(_place, others), len(others)),
            }
            yield Found(line.plan, words, [one.plan for one in others], line.activity, line.line, line.amount)


def _pay(fte: str, months: str | None, year: str, starts: str | None, ends: str | None) -> Pay:
    days = (None if day is None else date.fromisoformat(day) for day in (starts, ends))
    return Pay(Decimal(fte), None if months is None else Decimal(months), year, *days)


def _place(line: _Line) -> str:
    return f"{_plan(line.plan, line.title)}, line {line.line}"


def _plan(number: int, title: str) -> str:
    return f'"{clean(title)}"' if title.strip() else f"plan {number}"

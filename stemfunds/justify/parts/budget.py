"""The plan at a glance: the activities in one table, the money by object class and award in another."""

from __future__ import annotations

from dataclasses import dataclass

from stemfunds.judging.result import ActivityResult
from stemfunds.justify.document import (
    Bar,
    Block,
    Cell,
    Column,
    Count,
    Judged,
    Money,
    Paragraph,
    Row,
    RowRole,
    Section,
    Share,
    StackedBars,
    Table,
    Text,
    Words,
)
from stemfunds.justify.errors import SumsDifferError
from stemfunds.justify.material import Material
from stemfunds.justify.words import NO_LINE, NOTHING, day, listed, plain, quiet

Sums = dict[str, int]
"""Cents by column: by award, and under an empty name what the lines themselves add up to."""

ClassRow = tuple[tuple[int, str], Sums, RowRole]
"""The number and the name of an object class or a total, and its money."""

_LINES = ""
_MOST_AWARDS = 7


def budget(material: Material) -> Section:
    """The two tables that a reviewer opens first, with a chart of the second, and the fiscal years where there are several."""
    blocks: tuple[Block, ...] = (
        _activities(material),
        *_chart(material),
        *by_object_class(material),
        *by_fiscal_year(material),
    )
    gap = _not_charged(material)
    if gap:
        text = "The charges of some lines do not add up to the lines; “Not charged” shows the difference."
        blocks = (*blocks, Paragraph(plain(text), "note"))
    return Section("budget", "The plan at a glance", blocks, new_page=True, wide=True)


# --- activities ---------------------------------------------------------------------------------------------


def _activities(material: Material) -> Table:
    rows = [_activity_row(material, activity) for activity in material.result.activities]
    empty = Words(((),))
    cells: tuple[Cell, ...] = (Words((plain("Total"),)), *(empty,) * 6, Money(material.result.total), empty)
    columns = (
        Column("Id", 7),
        Column("Activity", 23),
        Column("Goals", 7),
        Column("Charged to", 15),
        Column("From and to", 11),
        Column("Students", 8, "right"),
        Column("Schools", 8, "right"),
        Column("Amount", 12, "right"),
        Column("Verdict", 17),
    )
    return Table("Activities", columns, (*rows, Row(cells, "total")))


def _activity_row(material: Material, result: ActivityResult) -> Row:
    activity = material.activities[result.id]
    awards = dict.fromkeys(charge.award.id for line in result.lines for charge in line.charges)
    dates: tuple[Text, ...] = (plain(day(activity.starts)), plain(f"to {day(activity.ends)}"))
    return Row(
        (
            Words((plain(result.id),)),
            Words((plain(activity.title),)),
            Words((plain(goal_numbers(material, result.goals) or NOTHING),)),
            Words(tuple(plain(material.award_names[award]) for award in awards)),
            Words(dates if activity.starts or activity.ends else ()),
            Count(activity.students),
            Count(len(activity.schools) or None),
            Money(result.amount),
            Judged(result.verdict) if result.lines else Words((quiet(NO_LINE),)),
        )
    )


def goal_numbers(material: Material, goals: tuple[str, ...]) -> str:
    """``1 and 3``: the numbers of the goals that an activity serves."""
    known = material.rulebook.goals
    return listed(str(number) for number in sorted(known[goal].number for goal in goals if goal in known))


# --- fiscal years -------------------------------------------------------------------------------------------


def by_fiscal_year(material: Material) -> tuple[Table, ...]:
    """What falls in each of the district's fiscal years, by object class; nothing where the plan has but one."""
    years = [year.fiscal_year for year in material.result.fiscal_years]
    if len(years) < 2:
        return ()
    sums: dict[str, Sums] = {}
    for line in (line for activity in material.result.activities for line in activity.lines):
        of_class = sums.setdefault(line.object, {})
        of_class[line.fiscal_year] = of_class.get(line.fiscal_year, 0) + line.amount
    known = sorted(material.rulebook.object_classes.values(), key=lambda named: named.number)
    order = [named.id for named in known if named.id in sums]
    order += [name for name in sums if name not in order]
    rows = [_year_row(material.object_title(name), [sums[name].get(year, 0) for year in years], "body") for name in order]
    totals = [sum(of_class.get(year, 0) for of_class in sums.values()) for year in years]
    if totals != [year.amount for year in material.result.fiscal_years]:
        raise SumsDifferError("lines by fiscal year", sum(totals), material.result.total)
    columns = (
        Column("Object class", 28),
        *(Column(year or "No year named", 14, "right") for year in years),
        Column("Whole plan", 14, "right"),
    )
    return (
        Table("Budget by object class and fiscal year of the district", columns, (*rows, _year_row("Total", totals, "total"))),
    )


def _year_row(title: str, amounts: list[int], role: RowRole) -> Row:
    return Row((Words((plain(title),)), *(_amount(cents, role) for cents in amounts), Money(sum(amounts))), role)


# --- object classes -----------------------------------------------------------------------------------------


def _chart(material: Material) -> tuple[StackedBars, ...]:
    """One bar for each award that pays, its parts the object classes of the table."""
    classes = [(title, sums) for title, sums, role in _classes_and_totals(material) if role == "body" and any(sums.values())]
    bars = tuple(
        Bar(material.award_names[use.award.id], use.charged, tuple(sums.get(use.award.id, 0) for _, sums in classes))
        for use in material.result.awards
        if use.charged > 0
    )
    keys = tuple((str(number or ""), name) for (number, name), _ in classes)
    return (StackedBars("Money by award and object class", keys, bars),) if bars else ()


def by_object_class(material: Material) -> tuple[Table, ...]:
    """Money by object class in the order of the form, one column for each award, with totals and balance.

    A page holds a few awards side by side; the rest follow in further tables.
    """
    awards = [use.award.id for use in material.result.awards]
    parts = [awards[at : at + _MOST_AWARDS] for at in range(0, len(awards), _MOST_AWARDS)] or [[]]
    captions = [f" (part {at} of {len(parts)})" if len(parts) > 1 else "" for at in range(1, len(parts) + 1)]
    return tuple(_by_object_class(material, part, caption) for part, caption in zip(parts, captions, strict=True))


def _by_object_class(material: Material, awards: list[str], part: str) -> Table:
    gap = _not_charged(material)
    shown = list(_classes_and_totals(material))
    if material.is_short:
        whole = shown[-1][1]
        shown = [row for row in shown if any(row[1].values()) and (row[2] != "subtotal" or row[1] != whole)] or shown[-1:]
    rows = [_row(material, awards, title, sums, role) for title, sums, role in shown]
    rows += _feet(material, awards)
    money_columns = [Column(material.award_names[award], 13, "right") for award in awards]
    if gap:
        money_columns.append(Column("Not charged", 12, "right"))
    columns = (
        Column("Line", 5, "right"),
        Column("Object class", 24),
        *money_columns,
        Column("Whole plan", 14, "right"),
        Column("Of the plan", 9, "right"),
    )
    return Table(
        f"Budget by object class and award, in the order of the federal budget form{part}",
        columns,
        tuple(rows),
    )


def _classes_and_totals(material: Material) -> list[ClassRow]:
    """The object classes; a number that the form leaves free is the total of everything above it."""
    by_class = _sums_by_class(material)
    known = sorted(material.rulebook.object_classes.values(), key=lambda named: named.number)
    rows: list[ClassRow] = []
    above: Sums = {}
    last = 0
    for named in known:
        if named.number > last + 1 and rows:
            rows.append(((last + 1, "Total direct costs"), dict(above), "subtotal"))
        sums = by_class.pop(named.id, {})
        rows.append(((named.number, named.title), sums, "body"))
        above, last = _added(above, sums), named.number
    for name, sums in by_class.items():
        rows.append(((0, name), sums, "body"))
        above = _added(above, sums)
    _check(material, above)
    rows.append(((last + 1, "Total"), above, "total"))
    return rows


def _sums_by_class(material: Material) -> dict[str, Sums]:
    found: dict[str, Sums] = {}
    for activity in material.result.activities:
        for line in activity.lines:
            sums = found.setdefault(line.object, {})
            sums[_LINES] = sums.get(_LINES, 0) + line.amount
            for charge in line.charges:
                sums[charge.award.id] = sums.get(charge.award.id, 0) + charge.amount
    return found


def _check(material: Material, total: Sums) -> None:
    """The totals of the table are those of the judgement, to the cent."""
    if total.get(_LINES, 0) != material.result.total:
        raise SumsDifferError("lines by object class", total.get(_LINES, 0), material.result.total)
    for use in material.result.awards:
        if total.get(use.award.id, 0) != use.charged:
            raise SumsDifferError(f"charges to {use.award.id}", total.get(use.award.id, 0), use.charged)


def _row(material: Material, awards: list[str], title: tuple[int, str], sums: Sums, role: RowRole) -> Row:
    number, name = title
    whole = sums.get(_LINES, 0)
    cells: list[Cell] = [Words((plain(str(number or "")),)), Words((plain(name),))]
    cells += [_amount(sums.get(award, 0), role) for award in awards]
    if _not_charged(material):
        charged = sum(cents for award, cents in sums.items() if award != _LINES)
        cells.append(_amount(whole - charged, role))
    cells += [_amount(whole, role), Share(whole, material.result.total)]
    return Row(tuple(cells), role)


def _feet(material: Material, awards: list[str]) -> list[Row]:
    uses = material.result.awards
    shown = {use.award.id: use for use in uses}
    empty = Words(((),))
    between = (empty,) if _not_charged(material) else ()
    return [
        Row((empty, Words((plain(name),)), *cells, *between, Money(whole), empty), "foot")
        for name, cells, whole in (
            (
                "Available (allocation or carryover)",
                [Money(shown[award].available) for award in awards],
                sum(use.available for use in uses),
            ),
            (
                "Balance",
                [Money(shown[award].available - shown[award].charged) for award in awards],
                sum(use.available - use.charged for use in uses),
            ),
        )
        if uses
    ]


def _amount(cents: int, role: RowRole) -> Money:
    return Money(cents if cents or role != "body" else None)


def _added(one: Sums, other: Sums) -> Sums:
    return {key: one.get(key, 0) + other.get(key, 0) for key in (*one, *other)}


def _not_charged(material: Material) -> int:
    """By how much lines and their charges differ, line by line, so that no difference hides another."""
    lines = (line for activity in material.result.activities for line in activity.lines)
    return sum(abs(line.amount - sum(charge.amount for charge in line.charges)) for line in lines)


# --- for other formats --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """A row of the budget by object class: cents by award, and of the whole plan. A total adds up what stands above it."""

    number: int
    title: str
    by_award: Sums
    whole: int
    role: RowRole


def class_totals(material: Material) -> tuple[ClassTotal, ...]:
    """The object classes in the order of the form, with their totals. Raises SumsDifferError where sums differ."""
    rows = _classes_and_totals(material)
    return tuple(ClassTotal(number, title, sums, sums.get(_LINES, 0), role) for (number, title), sums, role in rows)

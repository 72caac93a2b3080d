"""Caps, floors and set-asides with what was measured, and the windows of the awards."""

from __future__ import annotations

from datetime import date

from stemfunds.judging.limit_steps import base_words
from stemfunds.judging.result import AwardUse, LimitResult
from stemfunds.justify.document import Block, Column, Day, Paragraph, Period, Row, Section, Table, Text, Timeline, Words
from stemfunds.justify.material import Material, in_brackets, rule_says
from stemfunds.justify.words import NOTHING, clean, counted, day, joined, plain, quiet, strong
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import Window

_STATUS = {"met": "✓ Met", "breached": "✗ Not met", "unknown": "? Open"}
_DIRECTIONS = {"at_most": "at most", "at_least": "at least"}


def limits(material: Material) -> Section:
    """Every limit with its figures; caps that nothing counts toward are only numbered."""
    if not material.result.limits:
        return Section("limits", "Limits and set-asides")
    columns = (
        Column("Limit", 38),
        Column("Award", 16),
        Column("Measured", 15, "right"),
        Column("Bound", 15, "right"),
        Column("Base", 15, "right"),
        Column("Status", 11),
    )
    shown = [limit for limit in material.result.limits if not limit.is_idle]
    told: set[str] = set()
    rows = tuple(_row(material, limit, told) for limit in shown)
    blocks: list[Block] = [Table("Limits with the measured figures", columns, rows)] if rows else []
    if idle := len(material.result.limits) - len(shown):
        text = f"{counted(idle, 'more cap')} with nothing counted toward {'it' if idle == 1 else 'them'}, so all are met."
        blocks.append(Paragraph(plain(text), "note"))
    blocks += [_made_of(material, limit) for limit in shown if base_words(limit)]
    if any(_is_open(limit) for limit in shown):
        text = "Two figures in one cell are the least and the most that can count until a question is answered."
        blocks.append(Paragraph(plain(text), "note"))
    return Section("limits", "Limits and set-asides", tuple(blocks))


def _made_of(material: Material, limit: LimitResult) -> Block:
    """What the base of a limit is made of, where something is left out of it."""
    where = material.award_names.get(limit.award, clean(limit.award))
    return Paragraph(plain(f"{limit.rule}, {where}: the base is {base_words(limit)}."), "note")


def _is_open(limit: LimitResult) -> bool:
    return limit.measured != limit.measured_at_most or limit.base != limit.base_at_most


def _row(material: Material, limit: LimitResult, told: set[str]) -> Row:
    """A limit with its figures; what it says stands in the first of its rows."""
    says = quiet(f"As above [{limit.rule}]") if limit.rule in told else rule_says(limit.rule, limit.says, limit.citations)
    told.add(limit.rule)
    where = material.award_names.get(limit.award, clean(limit.award)) or material.fund_name(limit.fund)
    places = (plain(where), plain(f"activity {limit.activity}") if limit.activity else ())
    return Row(
        (
            Words((says,)),
            Words(tuple(place for place in places if place)),
            Words(_range(limit.measured, limit.measured_at_most)),
            Words(_bound(limit)),
            Words(_range(limit.base, limit.base_at_most)),
            Words((strong(_STATUS[limit.status]),)),
        )
    )


def _range(least: int | None, most: int | None) -> tuple[Text, ...]:
    if least is None:
        return ()
    if most is None or least == most:
        return (plain(dollars(least)),)
    return (plain(dollars(least)), plain(f"to {dollars(most)}"))


def _bound(limit: LimitResult) -> tuple[Text, ...]:
    bound = NOTHING if limit.bound is None else dollars(limit.bound)
    percent = plain(f"({clean(limit.percent)} percent)") if limit.percent not in (None, "", "100") else ()
    return tuple(text for text in (plain(f"{_DIRECTIONS[limit.direction]} {bound}"), percent) if text)


# --- windows ------------------------------------------------------------------------------------------------


def windows(material: Material) -> Section:
    """When each award may be obligated and must be paid out, beside the dates of the plan."""
    uses = material.result.awards
    columns = (
        Column("Award", 22),
        Column("Window opens", 14),
        Column("Window closes", 14),
        Column("Liquidate by", 14),
        Column("The plan obligates", 22),
    )
    rows = tuple(_window_row(material, use) for use in uses)
    if not rows:
        return Section("windows", "Periods of availability")
    blocks: list[Block] = [*_timeline(material), Table("Obligation windows of the awards", columns, rows)]
    laws = {use.fund.short: use.fund.window for use in uses}
    blocks += [_law(material, fund, window) for fund, window in laws.items() if window is not None]
    return Section("windows", "Periods of availability", tuple(blocks))


def _law(material: Material, fund: str, window: Window) -> Block:
    return Paragraph(joined(f"{fund}:", window.says, in_brackets(material.resolved(window.cite))), "note")


def _timeline(material: Material) -> tuple[Timeline, ...]:
    periods = tuple(
        Period(material.award_names[use.award.id], use.opens, use.closes, use.liquidate_by, *_obligations(material, use.award.id))
        for use in material.result.awards
    )
    is_dated = any(period.closes or period.first for period in periods)
    caption = "Obligations of the plan against the windows of the awards"
    return (Timeline(caption, periods, material.result.as_of),) if is_dated else ()


def _window_row(material: Material, use: AwardUse) -> Row:
    return Row(
        (
            Words((plain(material.award_names[use.award.id]),)),
            Day(use.opens),
            Day(use.closes),
            Day(use.liquidate_by),
            Words((_obligated(material, use.award.id),)),
        )
    )


def _obligated(material: Material, award: str) -> Text:
    first, last = _obligations(material, award)
    if first is None and last is None:
        return plain(NOTHING)
    return plain(f"{day(first)} to {day(last)}" if first != last else day(first))


def _obligations(material: Material, award: str) -> tuple[date | None, date | None]:
    """The first and the last day on which the plan obligates money of an award."""
    charges = [place.charge for place in material.charges if place.charge.award.id == award]
    first = min((c.obligated_from for c in charges if c.obligated_from), default=None)
    last = max((c.obligated_to for c in charges if c.obligated_to), default=None)
    return first, last

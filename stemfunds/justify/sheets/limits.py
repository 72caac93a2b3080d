"""The sheet of caps, floors and set-asides: what was measured, against which bound, over which base."""

from __future__ import annotations

from decimal import Decimal

from stemfunds.judging.result import LimitResult
from stemfunds.justify.material import citations
from stemfunds.justify.sheets.grid import Cents, Grid, Head, Sum, Told, Value, cell
from stemfunds.justify.sheets.layout import TOP, Layout
from stemfunds.justify.words import bare, clean
from stemfunds.rulebook.terms import FactRef

_HEADS = (
    *(Head("Rule", 20), Head("What it says", 46), Head("Award or fund", 20), Head("Activity", 9), Head("Direction", 10)),
    *(Head("Measured", 14), Head("Measured at most", 14), Head("Percent", 9), Head("Base", 15), Head("Base at most", 15)),
    *(Head("Bound", 15), Head("Room", 14), Head("Status", 11), Head("Lines that count", 30), Head("Citations", 34)),
)
_STYLES = ("text", "text", "text", "text", "text", "money", "money", "number", *("money",) * 4, *("text",) * 3)
_MEASURED, _PERCENT, _BASE, _BOUND = 5, 7, 8, 10
_STATUS = {"met": "✓ Met", "breached": "✗ Not met", "unknown": "? Open"}
_DIRECTIONS = {"at_most": "at most", "at_least": "at least"}
_LONGEST_FORMULA = 8000


def write_limits(grid: Grid, layout: Layout) -> None:
    """Every limit, also those that nothing counts toward."""
    grid.title(
        "Limits and set-asides",
        "Measured is the sum of the charges that count. “At most” differs where an answer is still open. "
        "Room is what is left under a cap, or what is above a floor.",
    )
    head = grid.table(_HEADS, frozen_columns=1, pages_wide=2)
    for limit in layout.material.result.limits:
        grid.line(_limit(layout, limit, grid.row), _STYLES)
    grid.sheet.autofilter(head, 0, max(grid.row - 1, TOP), len(_HEADS) - 1)


def _limit(layout: Layout, limit: LimitResult, row: int) -> list[Value]:
    material = layout.material
    where = material.award_names.get(limit.award, clean(limit.award)) or material.fund_name(limit.fund)
    shown_most = limit.measured_at_most if limit.measured_at_most != limit.measured else None
    base_most = limit.base_at_most if limit.base_at_most != limit.base else None
    return [
        limit.rule,
        clean(limit.says),
        where,
        clean(limit.activity or ""),
        _DIRECTIONS[limit.direction],
        _measured(layout, limit),
        None if shown_most is None else Cents(shown_most),
        Decimal(limit.percent) if limit.percent else None,
        _base(layout, limit),
        None if base_most is None else Cents(base_most),
        _bound(limit, row),
        _room(limit, row),
        _status(limit, row),
        ", ".join(clean(line.partition("/")[2]) for line in limit.counted),
        bare(citations(limit.citations)),
    ]


def _measured(layout: Layout, limit: LimitResult) -> Value:
    """The sum of the charges that count, cell by cell, where they add up to what was measured."""
    counted = set(limit.counted)
    cells, cents = [], 0
    for place in layout.material.charges:
        charge = place.charge
        if f"{place.activity.id}/{place.line.id}" not in counted or not _belongs(limit, charge.award.id, charge.fund):
            continue
        cells.append(layout.charge_cell(place.activity.id, place.line.id, charge.award.id))
        cents += charge.amount
    formula = "=" + "+".join(cells)
    if not cells or cents != limit.measured or len(formula) > _LONGEST_FORMULA:
        return Cents(limit.measured)
    return Sum(formula, cents)


def _belongs(limit: LimitResult, award: str, fund: str) -> bool:
    return limit.award == award if limit.award else limit.fund in ("", fund)


def _base(layout: Layout, limit: LimitResult) -> Value:
    """The base; an allocation points to the award's."""
    if limit.base is None:
        return None
    rule = layout.material.rulebook.limits.get(limit.rule)
    use = next((use for use in layout.material.result.awards if use.award.id == limit.award), None)
    from_award = rule is not None and isinstance(rule.base, FactRef) and rule.base.fact == "award.amount"
    if use is None or not from_award or use.award.amount != limit.base:
        return Cents(limit.base)
    return Sum(f"={layout.award_cell(limit.award, 'allocation')}", limit.base)


def _bound(limit: LimitResult, row: int) -> Value:
    """The bound: a percentage of the base is never rounded in the district's favour."""
    if limit.bound is None:
        return None
    if not limit.percent or limit.base is None:
        return Cents(limit.bound)
    exact = Decimal(limit.base) * Decimal(limit.percent) / 100
    settled = int(exact // 1) if limit.direction == "at_most" else -int(-exact // 1)
    if settled != limit.bound:
        return Cents(limit.bound)
    rounded = "ROUNDDOWN" if limit.direction == "at_most" else "ROUNDUP"
    return Sum(f"={rounded}(ROUND({cell(_BASE, row)}*{cell(_PERCENT, row)}/100,6),2)", limit.bound)


def _room(limit: LimitResult, row: int) -> Value:
    if limit.bound is None or limit.status == "unknown":
        return None
    measured, bound = cell(_MEASURED, row), cell(_BOUND, row)
    if limit.direction == "at_most":
        return Sum(f"={bound}-{measured}", limit.bound - limit.measured)
    return Sum(f"={measured}-{bound}", limit.measured - limit.bound)


def _status(limit: LimitResult, row: int) -> Value:
    """Met or not, as a comparison of the two figures where they decide it."""
    told = _STATUS[limit.status]
    decides = limit.bound is not None and limit.measured == limit.measured_at_most
    compared = limit.bound is not None and (
        limit.measured <= limit.bound if limit.direction == "at_most" else limit.measured >= limit.bound
    )
    if not decides or limit.status == "unknown" or compared != (limit.status == "met"):
        return told
    sign = "<=" if limit.direction == "at_most" else ">="
    measured, bound = cell(_MEASURED, row), cell(_BOUND, row)
    return Told(f'=IF(ROUND({measured},2){sign}ROUND({bound},2),"{_STATUS["met"]}","{_STATUS["breached"]}")', told)

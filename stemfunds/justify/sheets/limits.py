"""The sheet of caps, floors and set-asides: what was measured, against which bound, over which base."""

from __future__ import annotations

from decimal import Decimal

from stemfunds.judging.result import LimitResult
from stemfunds.justify.material import citations
from stemfunds.justify.sheets.grid import Cents, Grid, Head, Sum, Told, Value, cell
from stemfunds.justify.sheets.layout import TOP, Layout
from stemfunds.justify.words import bare, clean
from stemfunds.plan.model import Award
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
_AWARD_FIELDS = {"award.amount": "allocation", "award.transferred_in": "in", "award.transferred_out": "out"}
"""The facts of an award that stand in a column of the sheet of awards."""


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
    """The base; an allocation, with transfers or without, points to the cells of the award."""
    if limit.base is None:
        return None
    rule = layout.material.rulebook.limits.get(limit.rule)
    use = next((use for use in layout.material.result.awards if use.award.id == limit.award), None)
    if rule is None or use is None or not isinstance(rule.base, FactRef):
        return Cents(limit.base)
    cells = _award_cells(layout, use.award, rule.base.fact)
    if not cells or sum(sign * cents for sign, _, cents in cells) != limit.base:
        return Cents(limit.base)
    formula = "".join(f"{'+' if sign > 0 else '-'}{place}" for sign, place, _ in cells)
    return Sum(f"={formula.removeprefix('+')}", limit.base)


def _award_cells(layout: Layout, award: Award, fact_id: str) -> list[tuple[int, str, int]]:
    """The cells of an award that make up a fact, each with its sign and its cents; none where it is no such sum."""
    if column := _AWARD_FIELDS.get(fact_id):
        return [(1, layout.award_cell(award.id, column), int(getattr(award, fact_id.partition(".")[2])))]
    fact = layout.material.rulebook.facts[fact_id]
    part = fact.worked_out[0].part if len(fact.worked_out) == 1 else None
    if part is None:
        return []
    fills = {asked.id: asked.fills for asked in part.inputs}
    known: dict[str, list[tuple[int, str, int]]] = {}
    for step in part.steps:
        if step.operation == "is" and fills.get(step.arguments[0]) in _AWARD_FIELDS:
            known[step.letter] = _award_cells(layout, award, fills[step.arguments[0]])
        elif step.operation in ("sum", "difference") and all(name in known for name in step.arguments):
            first, *rest = (known[name] for name in step.arguments)
            turn = 1 if step.operation == "sum" else -1
            known[step.letter] = first + [(turn * sign, place, cents) for one in rest for sign, place, cents in one]
        else:
            return []
    return known[part.result]


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

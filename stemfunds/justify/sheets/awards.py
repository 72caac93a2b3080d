"""The sheets of the awards and of the object classes: what can be spent, what is charged, what is left."""

from __future__ import annotations

from stemfunds.judging.result import AwardUse
from stemfunds.justify.parts.budget import class_totals
from stemfunds.justify.sheets.grid import Cents, Grid, Head, Sum, Value, cell, span
from stemfunds.justify.sheets.layout import AWARD_COLUMNS, TOP, Layout
from stemfunds.justify.sheets.shares import share
from stemfunds.justify.words import clean

_HEADS = (
    *(Head("Id", 12), Head("Award", 22), Head("Fund", 22), Head("Assistance listing", 11), Head("Federal fiscal year", 9)),
    *(Head("Allocation", 14), Head("Transferred in", 13), Head("Transferred out", 13), Head("Carryover", 13)),
    *(Head("Available", 14), Head("Charged", 14), Head("Left", 14), Head("Used", 8)),
    *(Head("Window opens", 12), Head("Window closes", 12), Head("Liquidate by", 12)),
    *(Head("First obligated", 12), Head("Last obligated", 12)),
)
_STYLES = (
    *("text", "text", "text", "text", "text", "money", "money", "money", "money", "money", "money", "money", "percent"),
    *("day", "day", "day", "day", "day"),
)


def write_awards(grid: Grid, layout: Layout) -> None:
    """Every award with its window and a total."""
    uses = layout.material.result.awards
    grid.title(
        "Awards",
        "Available = carryover, or else allocation + transferred in - transferred out. Charged is the sum of the budget lines.",
    )
    grid.table(_HEADS, frozen_columns=2, pages_wide=2)
    for use in uses:
        grid.line(_award(layout, use, grid.row), _STYLES)
    grid.row = layout.last_award + 1
    available, charged = sum(use.available for use in uses), sum(use.charged for use in uses)
    figures = {"available": available, "charged": charged, "left": available - charged}
    row: list[Value] = ["Total", *("" for _ in AWARD_COLUMNS[1:])]
    for name, cents in figures.items():
        at = AWARD_COLUMNS.index(name)
        row[at] = Sum(f"=SUM({span(at, TOP, layout.last_award)})", cents)
    styles = ["money" if name in figures else "text" for name in AWARD_COLUMNS]
    grid.line(row, styles, "total ")


def _award(layout: Layout, use: AwardUse, row: int) -> list[Value]:
    material, award = layout.material, use.award
    places = {name: cell(at, row) for at, name in enumerate(AWARD_COLUMNS)}
    charges = [place.charge for place in material.charges if place.charge.award.id == award.id]
    available = (
        f"={places['carryover']}" if award.carryover is not None else f"={places['allocation']}+{places['in']}-{places['out']}"
    )
    return [
        clean(award.id),
        material.award_names[award.id],
        material.fund_name(use.fund.id),
        use.fund.assistance_listing,
        str(award.federal_fiscal_year),
        *(Cents(cents) for cents in (award.amount, award.transferred_in, award.transferred_out)),
        None if award.carryover is None else Cents(award.carryover),
        Sum(available, use.available),
        Sum(f"=SUM({layout.award_charges(award.id)})", use.charged),
        Sum(f"={places['available']}-{places['charged']}", use.available - use.charged),
        share(places["charged"], places["available"], use.charged, use.available),
        *(use.opens, use.closes, use.liquidate_by),
        min((one.obligated_from for one in charges if one.obligated_from), default=None),
        max((one.obligated_to for one in charges if one.obligated_to), default=None),
    ]


def write_classes(grid: Grid, layout: Layout) -> None:
    """Money by object class and award, in the order of the federal budget form."""
    material = layout.material
    grid.title("Budget by object class and award", "In the order of form ED 524. All figures are sums over the budget lines.")
    awards = list(layout.award_columns)
    heads = [Head("No.", 6), Head("Object class", 28), *(Head(material.award_names[award], 15) for award in awards)]
    grid.table((*heads, Head("Whole plan", 16), Head("Of the plan", 10)), frozen_columns=2)
    styles = ["text", "text", *("money" for _ in awards), "money", "percent"]
    first = grid.row
    rows = class_totals(material)
    total_row = first + len(rows) - 1
    above: list[int] = []
    for named in rows:
        is_body = named.role == "body"
        title_cell = cell(1, grid.row)
        values: list[Value] = [str(named.number or ""), clean(named.title)]
        sums = {layout.award_charges(award): named.by_award.get(award, 0) for award in awards} | {"line_amount": named.whole}
        for at, (source, cents) in enumerate(sums.items(), 2):
            values.append(Sum(f"=SUMIFS({source},line_object,{title_cell})" if is_body else _sum_of(at, above), cents))
        last = len(styles) - 2
        whole, all_of_it = cell(last, grid.row), cell(last, total_row, fixed=True)
        if is_body:
            above.append(grid.row)
        values.append(share(whole, all_of_it, named.whole, material.result.total))
        grid.line(values, styles, "" if is_body else "total ")


def _sum_of(column: int, rows: list[int]) -> str:
    """The sum of the object classes above; a subtotal between them is not counted again."""
    return f"=SUM({','.join(span(column, first, last) for first, last in _runs(rows))})" if rows else "=0"


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs

"""The sheet of the State's account codes: the same money, by code."""

from __future__ import annotations

from stemfunds.justify.accounts import Chart
from stemfunds.justify.parts.accounts import nces_words
from stemfunds.justify.sheets.grid import Cents, Grid, Sum, Value, span
from stemfunds.justify.sheets.layout import Layout
from stemfunds.justify.words import clean

_WIDTHS = (12, 40, 34, 38)


def write_accounts(grid: Grid, layout: Layout) -> None:
    """One table for each chart of accounts; the money is a sum over the cells of the budget lines."""
    grid.title(
        "Budget by account code", "The codes are those of the State packs that were applied. Each total is that of the plan."
    )
    awards = layout.award_columns
    grid.widths((*_WIDTHS, *(15 for _ in awards), 15, 16))
    for chart in layout.material.accounts:
        grid.heading(f"{clean(chart.pack.state)}: {clean(chart.crosswalk.title)}")
        _chart(grid, layout, chart)


def _chart(grid: Grid, layout: Layout, chart: Chart) -> None:
    awards = [layout.material.award_names[award] for award in layout.award_columns]
    grid.heads(("Code", "Account", "NCES function", "NCES object", *awards, "Not charged", "All"))
    styles = ("text", "text", "text", "text", *("money" for _ in awards), "money", "money")
    first = grid.row
    for account in chart.money:
        sums = [_sum(layout, chart, account.code, award, account.by_award.get(award, 0)) for award in (*layout.award_columns, "")]
        whole = span(4, grid.row, grid.row).partition(":")[0] + ":" + span(4 + len(awards), grid.row, grid.row).partition(":")[0]
        names = (clean(account.code), clean(account.name), *nces_words(account, layout.material.rulebook.account_codes))
        grid.line((*names, *sums, Sum(f"=SUM({whole})", account.cents)), styles)
    last = max(grid.row - 1, first)
    totals: list[Value] = ["Total", "", "", ""]
    for at, award in enumerate((*layout.award_columns, ""), 4):
        cents = sum(account.by_award.get(award, 0) for account in chart.money)
        totals.append(Sum(f"=SUM({span(at, first, last)})", cents))
    totals.append(Sum(f"=SUM({span(len(styles) - 1, first, last)})", chart.cents))
    grid.line(totals, styles, "total ")
    grid.row += 1


def _sum(layout: Layout, chart: Chart, code: str, award: str, cents: int) -> Value:
    """The cells of the lines under a code that one award pays; with no award, what nobody pays."""
    if award:
        cells = [
            layout.charge_cell(activity.id, line.id, award)
            for activity, line in layout.lines
            for charge in line.charges
            if charge.award.id == award and chart.code_of(line, charge.fund) == code
        ]
    else:
        cells = [
            layout.uncharged_cell(activity.id, line.id)
            for activity, line in layout.lines
            if chart.code_of(line) == code and line.amount != sum(charge.amount for charge in line.charges)
        ]
    formula = f"={'+'.join(cells)}"
    if not cells:
        return None
    return Sum(formula, cents) if len(formula) < 8000 else Cents(cents)

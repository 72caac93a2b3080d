"""The first sheet: whose plan it is, how far it has come, and the money by verdict, fund and object class."""

from __future__ import annotations

from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Document
from stemfunds.justify.parts.budget import class_totals
from stemfunds.justify.parts.summary import MEANINGS
from stemfunds.justify.sheets.grid import Grid, Sum, Told, Value, cell, span, verdict_text
from stemfunds.justify.sheets.layout import Layout
from stemfunds.justify.sheets.shares import share
from stemfunds.justify.words import bare, clean

_WIDTHS = (27, 62, 16, 16, 16, 10)


def write_summary(grid: Grid, layout: Layout, document: Document) -> None:
    """The cover and the totals."""
    cover = document.cover
    grid.upright()
    grid.widths(_WIDTHS)
    grid.title(f"{cover.title}: {cover.district}", cover.plan)
    grid.row -= 1
    if document.is_draft:
        grid.heading("DRAFT: not for signature")
    grid.entry("Verdict", cover.verdict)
    grid.entry("Status", cover.status)
    for label, texts in cover.entries:
        grid.entry(label, "\n".join(map(bare, texts)))
    grid.entry("About this workbook", bare(cover.statement))
    grid.row += 1
    _verdicts(grid, layout)
    _funds(grid, layout)
    _classes(grid, layout)


def _verdicts(grid: Grid, layout: Layout) -> None:
    lines = [line for _, line in layout.lines]
    styles = ("text", "text", "count", "money")
    grid.heading("Budget lines by verdict")
    grid.heads(("Verdict", "What it means", "Lines", "Amount"))
    first = grid.row
    for verdict in Verdict:
        word = f'"{verdict_text(verdict)}"'
        found = [line.amount for line in lines if line.verdict is verdict]
        count = Told(f"=COUNTIF(line_verdict,{_same(word)})", len(found))
        grid.line(
            (verdict, MEANINGS[verdict], count, Sum(f"=SUMIFS(line_amount,line_verdict,{_same(word)})", sum(found))), styles
        )
    last = grid.row - 1
    total = (
        Told(f"=SUM({span(2, first, last)})", len(lines)),
        Sum(f"=SUM({span(3, first, last)})", layout.material.result.total),
    )
    grid.line(("Total", "", *total), styles, "total ")
    grid.row += 1


def _same(word: str) -> str:
    """A word that is compared sign by sign: a question mark would stand for any sign."""
    return word.replace("?", "~?")


def _funds(grid: Grid, layout: Layout) -> None:
    """What each fund has, pays and keeps, over all its awards."""
    material = layout.material
    styles = ("text", "text", "money", "money", "money", "percent")
    grid.heading("Money by fund")
    grid.heads(("Fund", "Name", "Available", "Charged", "Left", "Used"))
    first = grid.row
    funds = {use.fund.id: use.fund for use in material.result.awards}
    for fund in funds.values():
        uses = [use for use in material.result.awards if use.fund.id == fund.id]
        key = cell(0, grid.row)
        figures = (sum(use.available for use in uses), sum(use.charged for use in uses))
        amounts = (figures[0], figures[1], figures[0] - figures[1])
        sums = [
            Sum(f"=SUMIFS(award_{name},award_fund,{key})", cents)
            for name, cents in zip(("available", "charged", "left"), amounts, strict=True)
        ]
        used = share(cell(3, grid.row), cell(2, grid.row), figures[1], figures[0])
        grid.line((material.fund_name(fund.id), clean(fund.name), *sums, used), styles)
    last = max(grid.row - 1, first)
    grid.row = last + 1
    available, charged = (sum(getattr(use, name) for use in material.result.awards) for name in ("available", "charged"))
    totals = zip((2, 3, 4), (available, charged, available - charged), strict=True)
    whole: list[Value] = ["Total", "", *(Sum(f"=SUM({span(at, first, last)})", cents) for at, cents in totals)]
    used = share(cell(3, grid.row), cell(2, grid.row), charged, available)
    grid.line((*whole, used), styles, "total ")
    grid.row += 1


def _classes(grid: Grid, layout: Layout) -> None:
    """The object classes in the order of the federal form."""
    styles = ("text", "text", "money", "percent")
    grid.heading("Money by object class, in the order of form ED 524")
    grid.heads(("Line of the form", "Object class", "Amount", "Of the plan"))
    rows = class_totals(layout.material)
    first, total = grid.row, layout.material.result.total
    total_cell = cell(2, first + len(rows) - 1, fixed=True)
    body: list[int] = []
    for named in rows:
        by_class = f"=SUMIFS(line_amount,line_object,{cell(1, grid.row)})"
        above = "=" + ("+".join(cell(2, row) for row in body) or "0")
        amount = Sum(by_class if named.role == "body" else above, named.whole)
        of_plan = share(cell(2, grid.row), total_cell, named.whole, total)
        if named.role == "body":
            body.append(grid.row)
        values = (str(named.number or ""), clean(named.title), amount, of_plan)
        grid.line(values, styles, "" if named.role == "body" else "total ")

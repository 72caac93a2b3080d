"""The sheet of the budget lines: every line on a row, its amount as live arithmetic, its charges by award."""

from __future__ import annotations

from decimal import Decimal

from stemfunds.judging.result import ActivityResult, ChargeResult, LineResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.material import citations
from stemfunds.justify.sheets.arithmetic import formula_of
from stemfunds.justify.sheets.grid import Cents, Grid, Head, Sum, Value, cell, dollars, span
from stemfunds.justify.sheets.layout import ALLOWABILITY, LINE_COLUMNS, TOP, Layout
from stemfunds.justify.words import bare, clean, listed
from stemfunds.plan.arithmetic import half_up
from stemfunds.plan.costs import Fringe
from stemfunds.plan.model import Line

_HEADS = (
    *(Head("Activity", 8), Head("Line", 14), Head("What it buys", 34), Head("Object class", 12), Head("Item", 17)),
    *(Head("Quantity", 8), Head("Unit", 14), Head("Periods", 8), Head("Period", 8), Head("Unit cost", 10), Head("Share", 7)),
    *(Head("Amount", 13),),
)
_STYLES = ("text", "text", "text", "text", "text", "number", "text", "number", "text", "price", "percent", "money")
_BEHIND = (Head("Charged in all", 12), Head("Not charged", 10), Head("Verdict", 20), Head("Supported by", 44))
_BEHIND_STYLES = ("money", "money", "text", "text")


def write_lines(grid: Grid, layout: Layout) -> None:
    """All lines with a total."""
    material = layout.material
    grid.title(
        "Budget lines",
        "Amount = quantity × periods × unit cost × share, rounded half up to the cent. "
        "Figures without a formula were typed in the plan.",
    )
    awards = [Head(material.award_names[award], 12) for award in layout.award_columns]
    codes = [Head(f"Account code, {clean(chart.pack.state)}", 14) for chart in material.accounts]
    head = grid.table((*_HEADS, *awards, *_BEHIND, *codes), frozen_columns=2, pages_wide=2)
    styles = (*_STYLES, *("money" for _ in awards), *_BEHIND_STYLES, *("text" for _ in codes))
    for activity, line in layout.lines:
        grid.line(_line(layout, activity, line, grid.row), styles)
    grid.sheet.autofilter(head, 0, layout.last_line, len(styles) - 1)
    grid.row = layout.last_line + 1
    grid.line(_total(layout), [style if style == "money" else "text" for style in styles], "total ")


def _line(layout: Layout, activity: ActivityResult, result: LineResult, row: int) -> list[Value]:
    material = layout.material
    line = material.lines[activity.id, result.id]
    item = material.rulebook.items.get(result.item)
    charged = sum(charge.amount for charge in result.charges)
    amount = cell(LINE_COLUMNS.index("amount"), row)
    charges = span(len(LINE_COLUMNS), row, row).partition(":")[0] + ":" + cell(layout.after_awards - 1, row)
    whole = Sum(f"=SUM({charges})", charged) if layout.award_columns else Cents(0)
    return [
        clean(activity.id),
        clean(result.id),
        clean(line.description),
        material.object_title(result.object),
        clean(item.name if item else result.item),
        *(line.quantity, clean(line.unit), line.periods, clean(line.period), line.unit_price),
        None if line.share_percent is None else line.share_percent / 100,
        _amount(layout, line, result.amount, row),
        *_charges(layout, line, result, row),
        whole,
        Sum(f"={amount}-{cell(layout.after_awards, row)}", result.amount - charged),
        result.verdict,
        _supported_by(result),
        *(", ".join(chart.codes_of(result)) for chart in material.accounts),
    ]


def _amount(layout: Layout, line: Line, amount: int, row: int) -> Value:
    """The arithmetic of the line as a formula, where the plan's amount is its result."""
    if line.computed is None or line.computed != amount:
        return Cents(amount)
    if line.fringe is not None and line.fringe.base_lines:
        return Sum(_benefits(layout, line.fringe), amount)
    factors = {"quantity": line.quantity, "periods": line.periods, "price": line.unit_price, "share": line.share_percent}
    if line.quantity is None or line.unit_price is None:
        formula = formula_of(line.formula, amount)
        return Sum(formula, amount) if formula else Cents(amount)
    cells = [cell(LINE_COLUMNS.index(name), row) for name, factor in factors.items() if factor is not None]
    return Sum(f"=ROUND({'*'.join(cells)},2)", amount)


def _benefits(layout: Layout, fringe: Fringe) -> str:
    """Each rate times the amounts of the lines that are its base, benefits among them; the cells of those lines are named."""
    bases = [layout.amount_cell(*layout.material.line_places[base], sheet="") for base in fringe.base_lines]
    base = bases[0] if len(bases) == 1 else f"({'+'.join(bases)})"
    return "=" + "+".join(f"ROUND({base}*{component.rate.normalize():f}/100,2)" for component in fringe.components)


# --- charges ------------------------------------------------------------------------------------------------


def _charges(layout: Layout, line: Line, result: LineResult, row: int) -> list[Value]:
    """What each award pays: a share of the amount as arithmetic, an amount as it was typed."""
    amount = cell(LINE_COLUMNS.index("amount"), row)
    shares = {charge.award: charge.share for charge in line.charges}
    paid = {charge.award.id: charge.amount for charge in result.charges}
    cells = {award: cell(column, row) for award, column in layout.award_columns.items() if award in paid}
    rest = _rest(paid, shares, result.amount)
    found: list[Value] = []
    for award in layout.award_columns:
        share = shares.get(award)
        if award not in paid:
            found.append(None)
        elif award == rest:
            others = "".join(f"-{place}" for other, place in cells.items() if other != award)
            found.append(Sum(f"={amount}{others}", paid[award]))
        elif share is not None:
            found.append(_shared(amount, share, result.amount, paid[award]))
        else:
            found.append(Cents(paid[award]))
    return found


def _rest(paid: dict[str, int], shares: dict[str, Decimal | None], amount: int) -> str:
    """The award that pays what the others leave: the one with the largest share, where all is shared and paid."""
    if not paid or sum(paid.values()) != amount or any(shares.get(award) is None for award in paid):
        return ""
    return max(paid, key=lambda award: (shares.get(award) or Decimal(0), award))


def _shared(amount: str, share: Decimal, cents: int, paid: int) -> Value:
    """A share of the amount; the cent that settles the whole stands in the formula as a cent."""
    settled = paid - half_up(Decimal(cents) * share / 100)
    cent = "" if settled == 0 else f"{'+' if settled > 0 else '-'}{dollars(abs(settled))}"
    return Sum(f"=ROUND({amount}*{share.normalize():f}/100,2){cent}", paid)


def _total(layout: Layout) -> list[Value]:
    result = layout.material.result
    charged = {use.award.id: use.charged for use in result.awards}
    columns = range(LINE_COLUMNS.index("amount"), layout.after_awards + 2)
    figures = [result.total, *charged.values(), sum(charged.values()), result.total - sum(charged.values())]
    sums = [Sum(f"=SUM({span(at, TOP, layout.last_line)})", cents) for at, cents in zip(columns, figures, strict=True)]
    return ["Total", *("" for _ in LINE_COLUMNS[2:]), *sums, "", "", *("" for _ in layout.material.accounts)]


def _supported_by(result: LineResult) -> str:
    """The authorities of the line's charges with their citations; the sheet of allowability has the words."""
    told = dict.fromkeys(
        f"{charge.authority.rule}: {bare(citations(charge.authority.citations))}" for charge in result.charges if charge.authority
    )
    return "; ".join(told)


# --- allowability -------------------------------------------------------------------------------------------


def write_allowability(grid: Grid, layout: Layout) -> None:
    """Every charge with what supports it and what stands against it."""
    grid.title(ALLOWABILITY, "One row for each charge. The amount is that of the budget lines.")
    heads = (
        *(Head("Activity", 8), Head("Line", 14), Head("Award", 16), Head("Amount", 12), Head("Verdict", 20), Head("Reason", 14)),
        *(Head("What supports it", 40), Head("Authority", 17), Head("Citations", 24), Head("Conditions", 10)),
        *(Head("What stands against it, or is open", 48), Head("Rules", 20), Head("Price basis", 22)),
    )
    styles = ("text", "text", "text", "money", *("text",) * 9)
    head = grid.table(heads, frozen_columns=2, pages_wide=2)
    for place in layout.material.charges:
        grid.line(_charge(layout, place.activity.id, place.line.id, place.charge), styles)
    grid.sheet.autofilter(head, 0, max(grid.row - 1, head + 1), len(heads) - 1)
    total = layout.material.charges
    whole = sum(place.charge.amount for place in total)
    last = max(grid.row - 1, TOP)
    grid.row = last + 1
    sums: list[Value] = ["Total", "", "", Sum(f"=SUM({span(3, TOP, last)})", whole), *("",) * 9]
    grid.line(sums, styles, "total ")


def _charge(layout: Layout, activity: str, line: str, charge: ChargeResult) -> list[Value]:
    material, authority = layout.material, charge.authority
    reason = material.rulebook.reasons.get(charge.reason.value) if charge.reason else None
    against = [finding for finding in charge.findings if finding.verdict.at_least_as_bad_as(Verdict.NEEDS_INFORMATION)]
    against += [finding for finding in charge.findings if finding.severity == "warning" and finding not in against]
    duties = [material.condition_number(one) for one in charge.findings if one.verdict is Verdict.WITH_CONDITIONS]
    return [
        clean(activity),
        clean(line),
        material.award_names[charge.award.id],
        Sum(f"={layout.charge_cell(activity, line, charge.award.id)}", charge.amount),
        charge.verdict,
        clean(reason.title) if reason else "",
        clean(authority.says) if authority else "",
        authority.rule if authority else "",
        bare(citations(authority.citations)) if authority else "",
        listed(dict.fromkeys(duties)),
        " ".join(clean(finding.message) for finding in against),
        ", ".join(dict.fromkeys(finding.rule for finding in against)),
        clean(material.lines[activity, line].price_basis),
    ]

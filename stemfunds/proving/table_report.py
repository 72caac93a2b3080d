"""The table of a fund in print, counted by item or cell by cell; as CSV and JSON, every cell."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from stemfunds import __version__
from stemfunds.judging.verdicts import Verdict
from stemfunds.proving.table import Cell, CellChange, FundTable
from stemfunds.reporting.csv_report import neutral
from stemfunds.reporting.styled import Line, shortened, wrapped
from stemfunds.reporting.words import NAMES, SIGNS, STYLES, counted

COLUMNS = tuple("fund kind item verdict facts_needed in_good_order reason authority decided_by".split())
_HEADS = {
    Verdict.ALLOWABLE: "yes",
    Verdict.WITH_CONDITIONS: "cond.",
    Verdict.NEEDS_INFORMATION: "asks",
    Verdict.NOT_ALLOWABLE: "no",
}
_COUNT = 6
_LEAST_RULES = 12


def table_lines(table: FundTable, cells: Sequence[Cell], as_of: date, width: int) -> Iterator[Line]:
    """The table for a terminal: cell by cell where it is about one kind or one item, else counted by item."""
    kinds, items = dict.fromkeys(cell.kind for cell in cells), dict.fromkeys(cell.item for cell in cells)
    size = f"{counted(len(kinds), 'kind')} × {counted(len(items), 'item')}"
    yield [(f"{table.rulebook.funds[table.fund].short}, {size}, as of {as_of}", "title")]
    lead = (
        "Without facts: what the fund says while every question is open. In good order: what it would say if every open question "
        "had its ordinary answer. Neither is a verdict on a plan."
    )
    yield from wrapped(lead, width, 0, "quiet")
    yield []
    if len(kinds) == 1 or len(items) == 1:
        yield from _cell_lines(cells, "item" if len(kinds) == 1 else "kind", width)
    else:
        yield from _count_lines(cells, items, width)
    yield []
    yield from _sums(cells, width)


def _cell_lines(cells: Sequence[Cell], what: str, width: int) -> Iterator[Line]:
    names = [getattr(cell, what) for cell in cells]
    longest = max(map(len, (what, *names)))
    verdict = max(map(len, NAMES.values())) + 2
    left = width - longest - 2 * verdict - 6
    is_beside = left >= _LEAST_RULES
    beside = "  decided by" if is_beside else ""
    yield [(f"{what:<{longest}}  {'without facts':<{verdict}}  {'in good order':<{verdict}}{beside}", "title")]
    for cell, name in zip(cells, names, strict=True):
        line: Line = [(f"{name:<{longest}}", "")]
        for answer in (cell.now, cell.in_good_order):
            line += [("  ", ""), (f"{SIGNS[answer.verdict]} {NAMES[answer.verdict]}".ljust(verdict), STYLES[answer.verdict])]
        reasons = ", ".join(cell.decided_by)
        if is_beside:
            yield [*line, ("  ", ""), (shortened(reasons, left), "rule")]
        else:
            yield line
            yield from wrapped(reasons, width, 4, "rule")


def _count_lines(cells: Sequence[Cell], items: Collection[str], width: int) -> Iterator[Line]:
    counts: dict[str, tuple[Counter[Verdict], Counter[Verdict]]] = {item: (Counter(), Counter()) for item in items}
    for cell in cells:
        for counter, answer in zip(counts[cell.item], (cell.now, cell.in_good_order), strict=True):
            counter[answer.verdict] += 1
    block = _COUNT * len(Verdict)
    longest = min(max(map(len, items)), width - 2 * block - 3)
    yield [(f"{'':<{longest}}{'without facts':>{block}}   {'in good order':>{block}}", "title")]
    heads = "".join(f"{_HEADS[verdict]:>{_COUNT}}" for verdict in Verdict)
    yield [(f"{'item':<{longest}}{heads}   {heads}", "title")]
    for item, (now, best) in counts.items():
        yield [(f"{shortened(item, longest):<{longest}}", ""), *_numbers(now), ("   ", ""), *_numbers(best)]


def _numbers(counter: Counter[Verdict]) -> Line:
    return [(f"{counter[verdict] or '·':>{_COUNT}}", STYLES[verdict] if counter[verdict] else "quiet") for verdict in Verdict]


def _sums(cells: Sequence[Cell], width: int) -> Iterator[Line]:
    for words, verdicts in (
        ("Without facts", Counter(cell.now.verdict for cell in cells)),
        ("In good order", Counter(cell.in_good_order.verdict for cell in cells)),
    ):
        parts = ", ".join(f"{verdicts[verdict]:,} {NAMES[verdict]}" for verdict in Verdict if verdicts[verdict])
        yield from wrapped(f"{words}: {parts}.", width, 2, first=[])
    plain = [f"{cell.item} in {cell.kind}" for cell in cells if cell.now.verdict is Verdict.ALLOWABLE]
    if plain:
        yield from wrapped(
            f"Allowable without a single fact, which hardly any law says: {'; '.join(plain)}.", width, 2, "bad", []
        )


def change_text(change: CellChange) -> str:
    """A cell that changes: ``kind × item: verdict, in good order verdict → the same now  (RULE → RULE)``."""
    before, after = change.before, change.after
    verdicts = [f"{NAMES[cell.now.verdict]}, in good order {NAMES[cell.in_good_order.verdict]}" for cell in (before, after)]
    rules = " → ".join(", ".join(cell.decided_by) or "no rule" for cell in (before, after))
    return f"{after.kind} × {after.item}: {' → '.join(verdicts)}  ({rules})"


def table_csv(table: FundTable, cells: Sequence[Cell]) -> str:
    """Every cell in a row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in cells:
        row = _object(cell)
        joined = ["; ".join(value) if isinstance(value, list) else value or "" for value in row.values()]
        writer.writerow([neutral(value) for value in (table.fund, *joined)])
    return text.getvalue()


def table_json(table: FundTable, cells: Sequence[Cell], as_of: date) -> str:
    """Every cell as an object, below what it was judged by."""
    rulebook = table.rulebook
    whole = {
        "stemfunds": __version__,
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "as_of": as_of.isoformat(),
        "fund": table.fund,
        "cells": [_object(cell) for cell in cells],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _object(cell: Cell) -> dict[str, str | list[str] | None]:
    best = cell.in_good_order
    return {
        "kind": cell.kind,
        "item": cell.item,
        "verdict": cell.now.verdict.value,
        "facts_needed": list(cell.asks),
        "in_good_order": best.verdict.value,
        "reason": best.reason.value if best.reason else None,
        "authority": best.authority.rule if best.authority else None,
        "decided_by": list(cell.decided_by),
    }

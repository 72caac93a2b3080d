"""The whole workbook: its sheets in order, its names, the same bytes for the same input."""

from __future__ import annotations

import io
from datetime import datetime, time

from stemfunds.judging.result import PlanResult
from stemfunds.justify.context import justification
from stemfunds.justify.document import Document
from stemfunds.justify.material import Material
from stemfunds.justify.sheets import layout as places
from stemfunds.justify.sheets.accounts import write_accounts
from stemfunds.justify.sheets.awards import write_awards, write_classes
from stemfunds.justify.sheets.grid import Grid
from stemfunds.justify.sheets.layout import Layout
from stemfunds.justify.sheets.limits import write_limits
from stemfunds.justify.sheets.lines import write_allowability, write_lines
from stemfunds.justify.sheets.looks import Looks
from stemfunds.justify.sheets.papers import duties_of, tables_of, write_conditions, write_open_items, write_sources
from stemfunds.justify.sheets.summary import write_summary
from stemfunds.rulebook.model import Rulebook

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_result(result: PlanResult, rulebook: Rulebook) -> bytes:
    """The bytes of a `.xlsx` file. Raises SumsDifferError where sums of the same money differ."""
    import xlsxwriter

    document = justification(result, rulebook, may_be_short=False)
    layout = Layout(Material(result, rulebook))
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _SAFE)
    book.set_properties(
        {
            "title": document.title,
            "author": document.author,
            "subject": document.cover.title,
            "comments": document.footer,
            "created": datetime.combine(document.as_of, time()),
        }
    )
    _fill(book, layout, document)
    for name, place in layout.names().items():
        book.define_name(name, f"={place}")
    book.close()
    return buffer.getvalue()


def _fill(book: object, layout: Layout, document: Document) -> None:
    looks = Looks(book)
    grids: list[Grid] = []

    def grid(name: str) -> Grid:
        made = Grid(book, looks, name)
        made.foot(document.footer)
        grids.append(made)
        return made

    write_summary(grid(places.SUMMARY), layout, document)
    write_lines(grid(places.LINES), layout)
    write_allowability(grid(places.ALLOWABILITY), layout)
    write_classes(grid(places.CLASSES), layout)
    if layout.material.rulebook.packs and layout.material.accounts:
        write_accounts(grid(places.ACCOUNTS), layout)
    write_awards(grid(places.AWARDS), layout)
    write_limits(grid(places.LIMITS), layout)
    write_conditions(grid(places.CONDITIONS), duties_of(document))
    open_items = tables_of(document, "open-items")
    if open_items:
        write_open_items(grid(places.OPEN_ITEMS), open_items)
    sources = tables_of(document, "sources")
    write_sources(grid(places.SOURCES), sources[0] if sources else None)
    for made in grids:
        made.finish()

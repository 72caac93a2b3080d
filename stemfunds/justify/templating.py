"""What all templates share: where they lie, how text stays text, how a cell becomes paragraphs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Block, Cell, Count, Day, Judged, Money, Share, Span, Table, Text, Words
from stemfunds.justify.words import NOTHING, day, percentage, printable
from stemfunds.reading.numbers import dollars

TEMPLATES = Path(__file__).parent / "templates"

_VERDICT_NAMES = {
    Verdict.ALLOWABLE: "Allowable",
    Verdict.WITH_CONDITIONS: "WithConditions",
    Verdict.NEEDS_INFORMATION: "NeedsInformation",
    Verdict.NOT_ALLOWABLE: "NotAllowable",
}


@cache
def environment(*, escape: bool) -> Environment:
    """The templates; with `escape`, everything that is filled in is escaped for XML.

    One for a process: to compile the templates takes longer than to fill them, and a batch fills thousands.
    """
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=escape,
        finalize=_printable_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def paragraphs(cell: Cell) -> tuple[Text, ...]:
    """What stands in a cell, as paragraphs; the verdict itself of a judged cell is the renderer's to draw."""
    match cell:
        case Words(texts):
            return texts or ((Span(NOTHING),),)
        case Money(cents):
            return ((Span(NOTHING if cents is None else dollars(cents)),),)
        case Count(value):
            return ((Span(NOTHING if value is None else f"{value:,}"),),)
        case Share(part, whole):
            return ((Span(percentage(part, whole)),),)
        case Day(on):
            return ((Span(day(on)),),)
        case Judged(below=below):
            return ((), *below)


def kind_of(block: Block) -> str:
    """The name of a block's kind, by which a template picks its form."""
    return type(block).__name__


def is_wordy(table: Table) -> bool:
    """Whether a table holds running text, so that it may break between rows wherever it must."""
    return any(
        len(paragraphs(cell)) > 1 or sum(len(span.text) for text in paragraphs(cell) for span in text) > 80
        for row in table.rows
        for cell in row.cells
    )


def verdict_name(verdict: Verdict) -> str:
    """The name of a verdict's style."""
    return _VERDICT_NAMES[verdict]


def _printable_text(value: Any) -> Any:
    """The last gate before a file: no sign passes that a document cannot hold. Finished markup does."""
    return printable(value) if type(value) is str else value

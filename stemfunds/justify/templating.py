"""What all templates share: where they lie, how text stays text, how a cell becomes paragraphs."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Block, Cell, Count, Day, Judged, Money, Share, Span, Table, Text, Words
from stemfunds.justify.words import NOTHING, day, percentage
from stemfunds.reading.numbers import dollars
from stemfunds.templates import templates

TEMPLATES = Path(__file__).parent / "templates"

_VERDICT_NAMES = {
    Verdict.ALLOWABLE: "Allowable",
    Verdict.WITH_CONDITIONS: "WithConditions",
    Verdict.NEEDS_INFORMATION: "NeedsInformation",
    Verdict.NOT_ALLOWABLE: "NotAllowable",
}


def environment(*, escape: bool) -> Environment:
    """The templates of the justification; with `escape`, everything that is filled in is escaped for XML."""
    return templates(TEMPLATES, escape=escape)


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

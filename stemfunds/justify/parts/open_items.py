"""The page of open items: what the rules leave open, and the texts that the plan does not give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemfunds.justify.document import Block, Column, Labelled, Paragraph, Row, Section, Table, Text, Words
from stemfunds.justify.parts.unsettled import OpenItem, number
from stemfunds.justify.words import bare, listed, plain, strong

GROUPS = {
    "refused": ("Charges that the rules do not support", "What stands against it", "What to do"),
    "asked": ("Questions to answer", "Question", "Answer with"),
    "unexplained": ("Warnings without an explanation", "Warning", "What to do"),
    "missing": ("Texts to supply", "What is missing", "What to do"),
}
"""For each group of open items: its caption, and what its two middle columns are called."""


_FEW = 4
"""Open items that find room under the summary."""


def open_section(items: tuple[OpenItem, ...]) -> Section:
    """The page of open items; empty when nothing is open."""
    blocks: list[Block] = []
    if items:
        blocks.append(Paragraph(plain("Settle these items, then make this document again."), "lead"))
    for group, (title, what, settle) in GROUPS.items():
        rows = tuple(_row(number(at), item) for at, item in enumerate(items, 1) if item.group == group)
        columns = (Column("No.", 6), Column(what, 44), Column(settle, 29), Column("Concerns", 21))
        if rows:
            blocks.append(Table(title, columns, rows))
    return Section("open-items", "Open items", tuple(blocks), new_page=len(items) > _FEW)


def _row(name: str, item: OpenItem) -> Row:
    return Row((Words((strong(name),)), Words(item.what), Words(item.settle), Words((item.concerns,))))


def missing_items(entries: Labelled, sections: Iterable[Section]) -> tuple[OpenItem, ...]:
    """Every text that is marked as missing; places that lack the same texts share an item."""
    places: dict[tuple[str, ...], list[str]] = {}
    places.setdefault(tuple(_missing_in(entries)), []).append("Cover")
    for part in _all_parts(sections):
        gaps = tuple(gap for block in part.blocks for gap in _missing_in(block))
        places.setdefault(gaps, []).append(part.title)
    hint = plain("Write it in the plan.")
    return tuple(
        OpenItem("missing", tuple(plain(gap) for gap in gaps), (hint,), plain(_places(titles)))
        for gaps, titles in places.items()
        if gaps
    )


def _places(titles: list[str]) -> str:
    """One place by its title, several by what stands before the full stop of theirs: ``A1, A2 and A5``."""
    return titles[0] if len(titles) == 1 else listed(title.partition(". ")[0] for title in titles)


def _all_parts(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all_parts(section.parts)


def _missing_in(block: Block) -> Iterator[str]:
    if isinstance(block, Labelled):
        for label, texts in block.entries:
            yield from (f"{label}: {gap}" for text in texts for gap in _gaps(text))
    elif isinstance(block, Table):
        for row in block.rows:
            said = [text for cell in row.cells if isinstance(cell, Words) for text in cell.paragraphs]
            yield from (f"{bare(said[0])}: {gap}" for text in said for gap in _gaps(text))


def _gaps(text: Text) -> Iterator[str]:
    for span in text:
        if span.manner == "missing":
            yield span.text.removeprefix("[MISSING: ").removesuffix("]")

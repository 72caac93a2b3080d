"""The sheets of words: conditions to meet, open items, sources. They say what the other formats say."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.justify.document import Cell, Checklist, Document, Duty, Section, Table
from stemfunds.justify.sheets.grid import Grid, Head
from stemfunds.justify.sheets.layout import CONDITIONS, OPEN_ITEMS, SOURCES, TOP
from stemfunds.justify.templating import paragraphs
from stemfunds.justify.words import bare


def write_conditions(grid: Grid, duties: tuple[Duty, ...]) -> None:
    """The checklist with a column to fill in."""
    grid.title(
        CONDITIONS,
        "The costs are allowable if the district does the following. Say in the last columns when it is done, and by whom.",
    )
    heads = (
        *(Head("No.", 6), Head("What to do", 56), Head("Why, concerns, and what to keep", 70)),
        *(Head("Done", 11), Head("Date", 12), Head("By whom", 20)),
    )
    grid.table(heads, frozen_columns=1)
    for duty in duties:
        details = "\n".join(bare(text) for text in duty.details)
        grid.line((duty.number, bare(duty.text), details, None, None, None), ("text", "text", "text", *("entry",) * 3))
    choices = {"validate": "list", "source": ["yes", "not yet", "does not apply"], "input_title": "Done?"}
    grid.sheet.data_validation(TOP, 3, max(grid.row - 1, TOP), 3, choices)


def write_open_items(grid: Grid, tables: tuple[Table, ...]) -> None:
    """What must be settled, one row for each item."""
    grid.title(OPEN_ITEMS, "Settle these items, then make this workbook again.")
    grid.table(
        (Head("No.", 7), Head("Sort", 26), Head("What is open", 70), Head("What settles it", 50), Head("Concerns", 36)),
        frozen_columns=1,
    )
    for table in tables:
        for row in table.rows:
            number, what, settle, concerns = (joined(cell_texts) for cell_texts in map(_texts, row.cells))
            grid.line((number, table.caption, what, settle, concerns), ("text",) * 5)


def write_sources(grid: Grid, table: Table | None) -> None:
    """Every source that the workbook cites, and how it was verified."""
    grid.title(SOURCES, "The web address stands beside each source, so that it can be read on paper, too.")
    grid.table(
        (Head("Source", 30), Head("Title", 60), Head("Weight", 22), Head("How and when it was verified", 50), Head("Address", 50))
    )
    for row in table.rows if table else ():
        urls = [span.url for cell in row.cells for text in paragraphs(cell) for span in text if span.url]
        grid.line((*(joined(_texts(cell)) for cell in row.cells), urls[0] if urls else ""), ("text",) * 5)


def _texts(cell: Cell) -> list[str]:
    return [bare(text) for text in paragraphs(cell)]


def joined(texts: list[str]) -> str:
    """The paragraphs of a cell as lines of one."""
    return "\n".join(text for text in texts if text)


# --- from the document --------------------------------------------------------------------------------------


def duties_of(document: Document) -> tuple[Duty, ...]:
    """The boxes of the checklist."""
    return tuple(
        duty for section in document.sections for block in section.blocks if isinstance(block, Checklist) for duty in block.duties
    )


def tables_of(document: Document, section: str) -> tuple[Table, ...]:
    """The tables of a section by its id."""
    return tuple(
        block for part in _parts(document.sections) if part.id == section for block in part.blocks if isinstance(block, Table)
    )


def _parts(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _parts(section.parts)

"""Fills a form that is a Word file: values go into the cells of its tables, in the letters that stand there."""

from __future__ import annotations

import io
from typing import Any

from stemfunds.justify.own_template.values import Dollars, whole
from stemfunds.justify.packing import rezipped
from stemfunds.justify.state_form.places import Filled, Note


def fill_word(content: bytes, places: list[Filled], note: Note, *, in_whole_dollars: bool) -> bytes:
    """The filled Word file."""
    import docx

    word = docx.Document(io.BytesIO(content))
    for place in places:
        if not 1 <= place.table <= len(word.tables):
            note(place.line, f"the form has {len(word.tables)} tables; there is no table {place.table}")
            continue
        row, column = (int(part) for part in place.at.split("/"))
        rows = word.tables[place.table - 1].rows
        if row > len(rows) or column > len(rows[row - 1].cells):
            note(place.line, f"table {place.table} of the form has no row {row} with a column {column}")
            continue
        text = whole(place.value) if in_whole_dollars and isinstance(place.value, Dollars) else str(place.value)
        _write(rows[row - 1].cells[column - 1], text)
    file = io.BytesIO()
    word.save(file)
    return rezipped(file.getvalue())


def _write(cell: Any, text: str) -> None:
    """The text in the first paragraph of a cell, in the letters of what stood there."""
    paragraph = cell.paragraphs[0]
    first, *others = paragraph.runs or [paragraph.add_run()]
    first.text = text
    for run in others:
        run.text = ""

"""The tags of a template in the order of reading, each with its place as people count it and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENING = re.compile(r"\{[{%#]")
_SPAN = re.compile(r"(\{%|\{\{)(tr|tc|p|r)(?=\s)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_AROUND = 30


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. `span` is what it takes out of the document: `tr`, `tc`, `p`, `r` or nothing; `level` is where it lies."""

    text: str
    place: str
    around: str
    span: str
    level: str
    alone: bool

    @property
    def source(self) -> str:
        """The tag as Jinja reads it, on one line."""
        straight = " ".join(self.text.translate(_QUOTES).split())
        return _SPAN.sub(r"\1", straight)

    @property
    def told(self) -> str:
        """The tag in a message."""
        return " ".join(self.text.split())[:80]


@dataclass(frozen=True, slots=True)
class Unclosed:
    """Signs that open a tag which does not end in its paragraph."""

    place: str
    around: str


def tags_of(root: Any, part: str) -> Iterator[Tag | Unclosed]:
    """The tags of a part of the document; `part` names it in messages and is empty for the body."""
    table_numbers = {_path(table): at for at, table in enumerate(root.iter(f"{W}tbl"), 1)}
    number = 0
    for paragraph in root.iter(f"{W}p"):
        cell = _above(paragraph, "tc")
        number += cell is None
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        if not _OPENING.search(text):
            continue
        place = _place(paragraph, cell, number, table_numbers, part)
        yield from _in_paragraph(text, place, paragraph)


def _in_paragraph(text: str, place: str, paragraph: Any) -> Iterator[Tag | Unclosed]:
    end = 0
    for found in TAG.finditer(text):
        if lost := _OPENING.search(text, end, found.start()):
            yield Unclosed(place, _around(text, lost.start(), lost.end()))
        end = found.end()
        spanning = _SPAN.match(found.group())
        span = spanning.group(2) if spanning else ""
        around = _around(text, found.start(), found.end())
        yield Tag(found.group(), place, around, span, _level(paragraph, span), _is_alone(paragraph, span, found.group()))
    if lost := _OPENING.search(text, end):
        yield Unclosed(place, _around(text, lost.start(), lost.end()))


def _place(paragraph: Any, cell: Any, number: int, tables: dict[str, int], part: str) -> str:
    where = f"{part}, " if part else ""
    if cell is None:
        return f"{where}paragraph {number}"
    row, table = _above(cell, "tr"), _above(cell, "tbl")
    rows, cells = table.findall(f"{W}tr"), row.findall(f"{W}tc")
    at = f"row {rows.index(row) + 1}, column {cells.index(cell) + 1}" if row in rows and cell in cells else "a cell"
    return f"{where}table {tables[_path(table)]}, {at}"


def _path(element: Any) -> str:
    """Where an element lies in its part."""
    path: str = element.getroottree().getpath(element)
    return path


def _above(element: Any, name: str) -> Any:
    """The nearest element of that name around another, or None."""
    return next(element.iterancestors(f"{W}{name}"), None)


def _level(paragraph: Any, span: str) -> str:
    """What a block must begin and end in: the table of rows, the row of cells, or whatever holds the paragraph."""
    holder = _above(paragraph, {"tr": "tbl", "tc": "tr"}[span]) if span in ("tr", "tc") else paragraph.getparent()
    return _path(holder)


def _is_alone(paragraph: Any, span: str, tag: str) -> bool:
    """Whether nothing else stands in what the tag takes out of the document."""
    if span not in ("tr", "tc", "p"):
        return True
    whole = paragraph if span == "p" else _above(paragraph, span)
    return whole is not None and "".join(piece.text or "" for piece in whole.iter(f"{W}t")).strip() == tag


def _around(text: str, start: int, end: int) -> str:
    """The words around a tag, cut to a line."""
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    left = "…" if start > _AROUND else ""
    right = "…" if end + _AROUND < len(text) else ""
    return " ".join(f"{left}{before}{text[start:end][:80]}{after}{right}".split())

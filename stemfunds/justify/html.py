"""The justification as one web page that needs nothing else: no script, no font, no picture from elsewhere.

The look stands in `templates/html/`. Text of a plan only ever passes through the escaping of the templates, and
the page forbids itself every request, so that nothing in a text can load or send anything.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from markupsafe import Markup

from stemfunds.justify.document import Cell, Document, Row, Section, Table, Words
from stemfunds.justify.drawing import bars_in_words, drawn_bars, drawn_timeline, timeline_in_words
from stemfunds.justify.templating import TEMPLATES, environment, is_wordy, kind_of, paragraphs, verdict_name
from stemfunds.justify.words import bare, symbol, verdict_words

_MANY_FIGURES = 3


def render(document: Document) -> bytes:
    """The bytes of a `.html` file, in UTF-8."""
    style = _style(document)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    page = environment(escape=True).get_template("html/page.html.j2")
    filled = page.render(document=document, style=Markup(style), style_digest=digest, anchors=_Anchors(document), **_HELPERS)
    return f"{_without_empty_lines(filled)}\n".encode()


def _without_empty_lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


class _Anchors:
    """A name for each section that a link can point to, made of its id; equal ones get a number."""

    def __init__(self, document: Document) -> None:
        self._names: dict[int, str] = {}
        self._taken: set[str] = {"contents", "top"}
        for section in document.sections:
            self._name(section)

    def _name(self, section: Section) -> None:
        plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in section.id) or "part"
        name, again = plain, 1
        while name in self._taken:
            again += 1
            name = f"{plain}-{again}"
        self._taken.add(name)
        self._names[id(section)] = name
        for part in section.parts:
            self._name(part)

    def of(self, section: Section) -> str:
        """The name of a section of this document."""
        return self._names[id(section)]


@dataclass(frozen=True, slots=True)
class Look:
    """How a table behaves on a narrow screen, and the widths of its columns in percent."""

    name: str
    widths: tuple[int, ...]


def look(table: Table) -> Look:
    """Many columns of figures scroll in a box of their own; of other tables, each row folds into a block."""
    whole = sum(column.width for column in table.columns)
    widths = tuple(round(100 * column.width / whole) for column in table.columns)
    figures = sum(column.align == "right" for column in table.columns)
    return Look("scrolls" if figures >= _MANY_FIGURES and not is_wordy(table) else "folds", widths)


def heading_cell(row: Row) -> int:
    """Which cell names its row: the first that says something."""
    return next((at for at, cell in enumerate(row.cells) if _says_something(cell)), 0)


def _says_something(cell: Cell) -> bool:
    return not isinstance(cell, Words) or any(bare(text).strip() for text in cell.paragraphs)


def _style(document: Document) -> str:
    """The style sheet with the widths that this document uses."""
    used = {width for section in document.sections for width in _widths(section)}
    fixed = "".join(f".w{width}{{width:{width}%}}\n" for width in sorted(used))
    return _without_empty_lines((TEMPLATES / "html" / "style.css").read_text(encoding="utf-8") + fixed)


def _widths(section: Section) -> set[int]:
    here = {width for block in section.blocks if isinstance(block, Table) for width in look(block).widths}
    return here.union(*(_widths(part) for part in section.parts))


def percent(place: int) -> str:
    """A place of a drawing: ``12.34%``."""
    return f"{place // 100}.{place % 100:02d}%"


_HELPERS = {
    "bars_in_words": bars_in_words,
    "drawn_bars": drawn_bars,
    "drawn_timeline": drawn_timeline,
    "heading_cell": heading_cell,
    "kind_of": kind_of,
    "look": look,
    "paragraphs": paragraphs,
    "percent": percent,
    "symbol": symbol,
    "timeline_in_words": timeline_in_words,
    "verdict_style": verdict_name,
    "verdict_words": verdict_words,
}

"""What a finished file says, read with other libraries than those that wrote it: tables, and the text outside them."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pypdfium2.raw as pdfium
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

DOLLARS = re.compile(r"\(?\$[0-9][0-9,]*\.[0-9]{2}\)?")

Rows = list[list[str]]
_BROKEN_AT_A_HYPHEN = "\x02"


@dataclass(frozen=True)
class Told:
    """The tables of a file, each a list of rows of cells without the head, and all text outside of them."""

    tables: list[Rows]
    outside: str
    charts: str = ""

    @property
    def dollars_inside(self) -> Counter[str]:
        return Counter(DOLLARS.findall(" ".join(cell for rows in self.tables for row in rows for cell in row)))

    @property
    def dollars_outside(self) -> Counter[str]:
        return Counter(DOLLARS.findall(self.outside))


def read_back(path: Path) -> Told:
    """What a justification says, by the suffix of its file."""
    return _READERS[path.suffix](path)


# --- Markdown and Word --------------------------------------------------------------------------------------


def _markdown(path: Path) -> Told:
    tables: list[Rows] = []
    outside: list[str] = []
    inside = False
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(path.read_text(encoding="utf-8")):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in ("th_open", "td_open"):
            inside = True
        elif token.type in ("th_close", "td_close"):
            inside = False
        elif token.type == "inline":
            words = "".join(" " if c.type in ("softbreak", "html_inline") else c.content for c in token.children or ())
            if inside:
                tables[-1][-1].append(words.strip())
            else:
                outside.append(words)
    return Told([rows[1:] for rows in tables], "\n".join(outside))


def _word(path: Path) -> Told:
    tables: list[Rows] = []
    outside: list[str] = []
    for element in docx.Document(str(path)).element.body:
        if element.tag == qn("w:tbl"):
            rows = element.findall(qn("w:tr"))[1:]
            tables.append([[_word_text(cell) for cell in row.findall(qn("w:tc"))] for row in rows])
        else:
            outside.append(_word_text(element))
    return Told(tables, "\n".join(outside))


def _word_text(element: Any) -> str:
    texts = ("".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in element.iter(qn("w:p")))
    return " ".join(texts).strip()


# --- the web page -------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self.outside: list[str] = []
        self.charts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("meta", "col"):
            return
        self._open.append(tag)
        if tag == "tbody":
            self.tables.append([])
        elif tag == "tr" and "tbody" in self._open:
            self.tables[-1].append([])
        elif tag in ("td", "th") and "tbody" in self._open:
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands inside a mark of a drawing."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "svg" in self._open:
            self.charts.append(data)
        elif "tbody" in self._open and self._open[-1] not in ("tbody", "tr"):
            row = self.tables[-1][-1]
            row[-1] = " ".join(f"{row[-1]} {data}".split()) if "p" in self._open else row[-1] + data
        elif not {"style", "head", "thead"} & set(self._open):
            self.outside.append(data)


def _page(path: Path) -> Told:
    reader = _Page()
    reader.feed(path.read_text(encoding="utf-8"))
    return Told(reader.tables, " ".join(reader.outside), " ".join(reader.charts))


# --- PDF ----------------------------------------------------------------------------------------------------


@dataclass
class Tag:
    """One element of the structure of a tagged file: its role, its description, its texts and elements in order."""

    role: str
    described: str
    inside: list[Tag | str]

    def all(self, *roles: str) -> Iterator[Tag]:
        """This element and all below it that have one of these roles."""
        if self.role in roles:
            yield self
        for inner in self.inside:
            if isinstance(inner, Tag):
                yield from inner.all(*roles)

    @property
    def words(self) -> str:
        """The text of this element and of all below it."""
        return " ".join(" ".join(inner.words if isinstance(inner, Tag) else inner for inner in self.inside).split())


def tags(path: Path) -> list[Tag]:
    """The structure of a tagged file, page by page: an element that runs on stands on each of its pages."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [tag for page in document for tag in _page_tags(page)]
    finally:
        document.close()


def _page_tags(page: pypdfium2.PdfPage) -> Iterator[Tag]:
    words = _marked_text(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield _tag(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), words)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _marked_text(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of a page by the number of its marked content."""
    found: dict[int, str] = {}
    on_page = page.get_textpage()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        number = pdfium.FPDFPageObj_GetMarkedContentID(drawn.raw)
        if number >= 0:
            found[number] = found.get(number, "") + _utf16(pdfium.FPDFTextObj_GetText, drawn.raw, on_page.raw, unit=2)
    return found


def _tag(element: Any, words: dict[int, str]) -> Tag:
    inside: list[Tag | str] = []
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if child:
            inside.append(_tag(child, words))
        elif number >= 0:
            inside.append(words.get(number, ""))
    described = _utf16(pdfium.FPDF_StructElement_GetAltText, element)
    return Tag(_utf16(pdfium.FPDF_StructElement_GetType, element), described, inside)


def _utf16(call: Callable[..., int], *arguments: Any, unit: int = 1) -> str:
    """A text of the library, asked for twice: for its length, then for itself."""
    length = call(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(max(length * unit, 2))
    kind = ctypes.POINTER(ctypes.c_ushort) if unit == 2 else ctypes.c_void_p
    call(*arguments, ctypes.cast(buffer, kind), length * unit)
    return buffer.raw.decode("utf-16-le").rstrip("\0").replace(_BROKEN_AT_A_HYPHEN, "-")


def _pdf(path: Path) -> Told:
    found = tags(path)
    tables: list[Rows] = []
    for table in (table for tag in found for table in tag.all("Table")):
        rows = [[cell.words for cell in row.all("TD")] for row in table.all("TR") if not any(row.all("TH"))]
        if any(table.all("Caption")) or not tables:
            tables.append(rows)
        else:
            tables[-1] += rows
    outside = " ".join(text for tag in found for text in _outside(tag))
    charts = " ".join(f"{figure.words} {figure.described}" for tag in found for figure in tag.all("Figure"))
    return Told(tables, outside, charts)


def _outside(tag: Tag) -> Iterator[str]:
    for inner in tag.inside:
        if isinstance(inner, str):
            yield inner
        elif inner.role not in ("Table", "Figure"):
            yield from _outside(inner)


_READERS: dict[str, Callable[[Path], Told]] = {".md": _markdown, ".docx": _word, ".html": _page, ".pdf": _pdf}

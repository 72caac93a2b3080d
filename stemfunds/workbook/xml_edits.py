"""Insertions into XML by byte, so that everything else in a part stays as the district's own program wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problems

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def xml_text(text: str) -> str:
    """A text as an element of a workbook holds it."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return escape(_CONTROL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text))


def xml_attribute(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    return quoteattr(text)


@dataclass(slots=True)
class Element:
    """An element: its name as written, its depth, its attributes, and the bytes from its first sign to behind its last."""

    name: str
    depth: int
    attributes: dict[str, str]
    start: int
    inside: int = 0
    close: int = 0
    end: int = 0
    children: int = 0
    text: str = ""

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        return self.name[: -len(self.local)]


@dataclass(slots=True)
class Document:
    """One part with the places of the elements that matter, and what is to be put in or taken out."""

    source: bytes
    elements: list[Element]
    _edits: list[tuple[int, int, bytes]] = field(default_factory=list)

    @classmethod
    def of(cls, source: bytes, part: str, file: str, wanted: Iterable[str], depth: int = 99) -> Document:
        """Find the wanted elements of a part, down to a depth; raises UnusableInput where it is not XML in UTF-8."""
        finder = _Finder(source, frozenset(wanted), depth)
        try:
            source.decode("utf-8")
            finder.parser.Parse(source, True)
        except (expat.ExpatError, UnicodeDecodeError):
            message = f"the workbook cannot be annotated: its part {part} is not XML in UTF-8"
            Problems(file).stop(Place(1, 1), message, found="another encoding", expected="UTF-8")
        return cls(source, finder.found)

    def first(self, local: str) -> Element | None:
        """The first element of a name."""
        return next((one for one in self.elements if one.local == local), None)

    def all(self, local: str) -> list[Element]:
        """All elements of a name."""
        return [one for one in self.elements if one.local == local]

    def insert(self, at: int, text: str) -> None:
        """Put a text in at a byte; texts for the same byte keep their order."""
        self._edits.append((at, at, text.encode()))

    def append(self, element: Element, text: str) -> None:
        """Put a text in as the last of an element; an element that was closed at once is opened."""
        if element.close == element.start:
            opening = self.source[element.start : element.end].rstrip()[:-2].rstrip()
            self._edits.append((element.start, element.end, opening + b">" + text.encode() + f"</{element.name}>".encode()))
        else:
            self.insert(element.close, text)

    def remove(self, start: int, end: int) -> None:
        """Take bytes out."""
        self._edits.append((start, end, b""))

    def count(self, element: Element, number: int) -> None:
        """Set the attribute `count`, where the element has it."""
        opening = self.source[element.start : element.inside]
        changed = re.sub(rb'(\scount\s*=\s*)(["\'])[0-9]+\2', rb"\g<1>\g<2>%d\g<2>" % number, opening, count=1)
        self._edits.append((element.start, element.inside, changed))

    def result(self) -> bytes:
        """The part with all edits."""
        pieces, at = list[bytes](), 0
        for start, end, text in sorted(self._edits, key=lambda edit: (edit[0], edit[1])):
            pieces += [self.source[at:start], text]
            at = max(at, end)
        return b"".join([*pieces, self.source[at:]])


class _Finder:
    """The elements of a part, as the parser meets them."""

    def __init__(self, source: bytes, wanted: frozenset[str], depth: int) -> None:
        self.source, self.wanted, self.deepest = source, wanted, depth
        self.found: list[Element] = []
        self._open: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._open:
            self._open[-1].children += 1
        element = Element(name, len(self._open), attributes, self.parser.CurrentByteIndex)
        self._open.append(element)
        if element.local in self.wanted and element.depth <= self.deepest:
            element.inside = _end_of_tag(self.source, element.start)
            self.found.append(element)

    def _end(self, name: str) -> None:
        element = self._open.pop()
        element.close = self.parser.CurrentByteIndex
        if element.local in self.wanted:
            element.end = _end_of_tag(self.source, element.close)

    def _text(self, text: str) -> None:
        if self._open and self._open[-1].local in self.wanted:
            self._open[-1].text += text

    def _refuse(self, *_: Any) -> None:
        raise expat.ExpatError("a document type")


def _end_of_tag(source: bytes, start: int) -> int:
    """The byte behind the tag that begins here; a quoted attribute may hold the closing sign."""
    quote = 0
    for at in range(start, len(source)):
        sign = source[at]
        if quote:
            quote = 0 if sign == quote else quote
        elif sign in b"\"'":
            quote = sign
        elif sign == 0x3E:
            return at + 1
    return len(source)

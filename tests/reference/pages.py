"""The pages of the reference, read as a browser reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})


@dataclass
class Element:
    """An element with its attributes and the pieces of its text."""

    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text below the element."""
        return "".join(self.parts)


@dataclass
class Page(HTMLParser):
    """All elements of a page in their order; an element that is not closed is an error."""

    source: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """End the element that was opened last: no other may be ended."""
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Text belongs to all elements that are open."""
        for element in self._open:
            element.parts.append(data)

    def all(self, tag: str) -> list[Element]:
        """The elements of a tag."""
        return [element for element in self.elements if element.tag == tag]

    def values(self, attribute: str) -> Iterator[str]:
        """All values of an attribute."""
        yield from (element.attributes[attribute] for element in self.elements if attribute in element.attributes)

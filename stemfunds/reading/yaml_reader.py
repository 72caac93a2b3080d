"""YAML with the place of every value, and nothing guessed: `no` stays the word no, `200.420` stays itself.

Reads the events of PyYAML's C parser; the pure parser takes over where the C one is missing. Anchors,
aliases, merge keys, tags and second documents are refused: a plan says each thing where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stemfunds.reading.nodes import Mapping, Node, Place, Scalar, Sequence, shortened
from stemfunds.reading.problems import Problems
from stemfunds.reading.source_text import DEEPEST_NESTING, decoded

MOST_PROBLEMS = 200
"""After so many problems of form the rest of the file is not worth reading."""

_THOUSANDS = r"[0-9]{3}(?:\.[0-9]+)?"
_LOST_NUMBER = r"[ \t]+(#[0-9]\S*)"


def read_yaml(source: str | bytes, file: str) -> Node:
    """The value of a YAML file; raises UnusableInput with every problem of form that can be seen."""
    return _Reading(decoded(source, file), file).document()


def event_source(text: str) -> Callable[[], Any]:
    """The function that gives the next event: C where it is installed, else pure Python."""
    import yaml

    try:
        from yaml import cyaml
    except ImportError:
        pure: Callable[[], Any] = yaml.SafeLoader(text).get_event
        return pure
    c_parser: Any = cyaml
    fast: Callable[[], Any] = c_parser.CParser(text).get_event
    return fast


def lines_with_hash(text: str) -> dict[int, str]:
    """The lines, from 0, that may end in a comment."""
    if " #" not in text and "\t#" not in text:
        return {}
    return {number: line for number, line in enumerate(text.split("\n")) if " #" in line or "\t#" in line}


def lost_number(event: Any, lines: dict[int, str]) -> re.Match[str] | None:
    """`vendor: order #12` would lose the number: YAML takes ` #` for the start of a comment."""
    end = event.end_mark
    line = lines.get(end.line)
    return re.match(_LOST_NUMBER, line[end.column :]) if line is not None and event.value else None


class _Reading:
    """One file on its way from events to nodes."""

    def __init__(self, text: str, file: str) -> None:
        from yaml import events

        self.text = text
        self.problems = Problems(file)
        self.next_event = event_source(text)
        self.last_quoted: Any = None
        self.scalar_event = events.ScalarEvent
        self.mapping_event = events.MappingStartEvent
        self.sequence_event = events.SequenceStartEvent
        self.mapping_end = events.MappingEndEvent
        self.sequence_end = events.SequenceEndEvent
        self.document_event = events.DocumentStartEvent
        self.alias_event = events.AliasEvent
        self.lines_with_hash = lines_with_hash(text)

    def document(self) -> Node:
        """The one value of the file."""
        from yaml import YAMLError

        try:
            node = self._only_document()
        except YAMLError as error:
            from stemfunds.reading.yaml_slips import explained

            place, message, expected = explained(error, self.text, self.last_quoted)
            self.problems.stop(place, message, expected=expected)
        except RecursionError:  # the pure parser counts no levels
            self.problems.stop(Place(1, 1), f"nested deeper than {DEEPEST_NESTING} levels")
        self.problems.raise_if_any()
        return node

    def _only_document(self) -> Node:
        self.next_event()  # start of the stream
        first = self.next_event()
        if type(first) is not self.document_event:
            self.problems.stop(Place(1, 1), "the file is empty: nothing but comments", found="nothing")
        node = self._node(self.next_event(), 1)
        self.next_event()  # end of the document
        after = self.next_event()
        if type(after) is self.document_event:
            message = "a second document begins here; a file holds one (delete the line ---)"
            self.problems.add(_place(after), message, found="---")
        return node

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is self.scalar_event:
            return self._scalar(event)
        if depth > DEEPEST_NESTING:
            self.problems.stop(_place(event), f"nested deeper than {DEEPEST_NESTING} levels")
        if len(self.problems) >= MOST_PROBLEMS:
            self.problems.stop(_place(event), "too many problems; the rest of the file was not read")
        if kind is self.alias_event:
            return self._alias(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        return self._mapping(event, depth) if kind is self.mapping_event else self._sequence(event, depth)

    def _scalar(self, event: Any) -> Scalar:
        mark, style = event.start_mark, event.style
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if style:
            if style in "'\"":
                self.last_quoted = event
            return Scalar(event.value, mark.line + 1, mark.column + 1, True)
        if event.end_mark.line in self.lines_with_hash:
            self._refuse_lost_number(event)
        return Scalar(event.value, mark.line + 1, mark.column + 1)

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while type(event := self.next_event()) is not self.sequence_end:
            items.append(self._node(event, depth + 1))
        return Sequence(items, start.start_mark.line + 1, start.start_mark.column + 1)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        by_key: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        while type(event := self.next_event()) is not self.mapping_end:
            key = self._node(event, depth + 1)
            value = self._node(self.next_event(), depth + 1)
            if not isinstance(key, Scalar):
                message = "a name cannot be a list or a mapping; if this is text, write it in quotes"
                self.problems.add(key, message, expected="a name")
            elif key.text == "<<" and not key.quoted:
                self.problems.add(key, 'merge key "<<" is not read; write the entries out', found="<<")
            elif key.text in keys:
                self._refuse_duplicate(key, keys[key.text])
            elif not self._is_cut_number(key, value):
                keys[key.text] = key
                by_key[key.text] = value
                entries.append((key, value))
        return Mapping(entries, start.start_mark.line + 1, start.start_mark.column + 1, by_key)

    def _is_cut_number(self, key: Scalar, value: Node) -> bool:
        """`{amount: 6,442.50}` would be 6 and a name 442.50: inside braces a comma ends the value."""
        if not (isinstance(value, Scalar) and value.is_blank and re.fullmatch(_THOUSANDS, key.text)):
            return False
        message = f"inside {{ }} a comma ends the value; write the number before {key.text} without commas"
        self.problems.add(key, message, found=key.text, expected="a number without commas")
        return True

    def _refuse_duplicate(self, second: Scalar, first: Scalar) -> None:
        name = shortened(second.text)
        where = f"line {first.line}, column {first.column}"
        self.problems.add(second, f'"{name}" is given twice; it already stands in {where}', found=name, expected="one")

    def _alias(self, event: Any) -> Scalar:
        name = shortened(event.anchor)
        message = f'alias "*{name}" is not read; write the value out (text that begins with * needs quotes)'
        self.problems.add(_place(event), message, found=f"*{name}")
        return Scalar("", event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            name = shortened(event.anchor)
            message = f'anchor "&{name}" is not read; delete it (text that begins with & needs quotes)'
            self.problems.add(_place(event), message, found=f"&{name}")
        if event.tag is not None:
            name = shortened(event.tag)
            message = f'tag "{name}" is not read; delete it (text that begins with ! needs quotes)'
            self.problems.add(_place(event), message, found=name)

    def _refuse_lost_number(self, event: Any) -> None:
        end, lost = event.end_mark, lost_number(event, self.lines_with_hash)
        if lost is not None:
            number = shortened(lost.group(1))
            message = f'"{number}" would be lost as a comment; put the whole value in quotes'
            self.problems.add(Place(end.line + 1, end.column + lost.start(1) + 1), message, found=lost.group(1))


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)

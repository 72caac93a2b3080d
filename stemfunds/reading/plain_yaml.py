"""Plain YAML as dicts, lists and words, with the places that a plan keeps: half the work of building nodes.

The same parser's events, and nothing guessed either. Whatever the reader of nodes would have something to say about raises
NotPlainError: anchors, aliases, tags, a name given twice, a number lost as a comment, a second document, a slip of form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from stemfunds.reading.plain import Bare, NotPlainError
from stemfunds.reading.source_text import DEEPEST_NESTING
from stemfunds.reading.yaml_reader import event_source, lines_with_hash, lost_number

_FACTS, _CHARGE_TO = "facts", "charge_to"
LineAndColumn: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class PlainYaml:
    """The value of a file. In the order of the file: the places of its mappings, of the values under each `facts`, and of
    those named `charge_to`.
    """

    value: Any = None
    mappings: list[LineAndColumn] = field(default_factory=list)
    facts: list[LineAndColumn] = field(default_factory=list)
    charges: list[LineAndColumn] = field(default_factory=list)


def read_plain_yaml(text: str) -> PlainYaml:
    """The value of a text, quoted words as `str`, all others as `Bare`; raises NotPlainError."""
    from yaml import YAMLError

    reading = _Reading(text)
    try:
        reading.document()
    except (YAMLError, RecursionError):
        raise NotPlainError from None
    return reading.found


class _Reading:
    """One text on its way from events to values."""

    def __init__(self, text: str) -> None:
        from yaml import events

        self.found = PlainYaml()
        self.next_event = event_source(text)
        self.scalar_event = events.ScalarEvent
        self.mapping_event, self.mapping_end = events.MappingStartEvent, events.MappingEndEvent
        self.sequence_event, self.sequence_end = events.SequenceStartEvent, events.SequenceEndEvent
        self.document_event, self.stream_end = events.DocumentStartEvent, events.StreamEndEvent
        self.lines_with_hash = lines_with_hash(text)

    def document(self) -> None:
        """Read the one value of the text."""
        self.next_event()  # start of the stream
        self._expect(type(self.next_event()) is self.document_event)
        self.found.value = self._value(self.next_event(), 1)
        self.next_event()  # end of the document
        self._expect(type(self.next_event()) is self.stream_end)

    def _value(self, event: Any, depth: int, are_facts: bool = False) -> Any:
        kind = type(event)
        if kind is self.scalar_event:
            return self._word(event)
        self._expect(depth <= DEEPEST_NESTING and event.anchor is None)  # an alias has the name of an anchor, too
        self._expect(event.tag is None)
        return self._mapping(event, depth, are_facts) if kind is self.mapping_event else self._sequence(depth)

    def _word(self, event: Any) -> str:
        if event.anchor is not None or event.tag is not None:
            raise NotPlainError
        if event.style:
            return str(event.value)
        if self.lines_with_hash and lost_number(event, self.lines_with_hash) is not None:
            raise NotPlainError
        return Bare(event.value)

    def _sequence(self, depth: int) -> list[Any]:
        items = []
        while type(event := self.next_event()) is not self.sequence_end:
            items.append(self._value(event, depth + 1))
        return items

    def _mapping(self, start: Any, depth: int, are_facts: bool) -> dict[str, Any]:
        values: dict[str, Any] = {}
        mark = start.start_mark
        self.found.mappings.append((mark.line + 1, mark.column + 1))
        while type(event := self.next_event()) is not self.mapping_end:
            self._expect(type(event) is self.scalar_event)
            self._word(event)
            name = event.value
            self._expect(name not in values)
            event = self.next_event()
            if are_facts or name == _CHARGE_TO:
                mark = event.start_mark
                kept = self.found.facts if are_facts else self.found.charges
                kept.append((mark.line + 1, mark.column + 1))
            values[name] = self._value(event, depth + 1, name == _FACTS)
        return values

    @staticmethod
    def _expect(is_so: bool) -> None:
        if not is_so:
            raise NotPlainError

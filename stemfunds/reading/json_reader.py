"""JSON with the place of every value; numbers stay as they were typed, so that no cent is lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, NoReturn

from stemfunds.reading.nodes import Mapping, Node, Place, Scalar, Sequence, shortened
from stemfunds.reading.problems import Problems
from stemfunds.reading.source_text import DEEPEST_NESTING, decoded

_SPACE = r"[ \t\n\r]*"
_BARE = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9A-Za-z_.+-])|(?:true|false|null)\b"
_WORD = r"[^\s,\[\]{}:\"]+"
_SURROGATE = "[\ud800-\udfff]"


def read_json(source: str | bytes, file: str, first_line: int = 1) -> Node:
    """The value of a JSON file; raises UnusableInput with its problems of form.

    `first_line` is the line of the file in which the text begins, for files with one value a line.
    """
    return _Reading(decoded(source, file), file, first_line).document()


class _Reading:
    """One file on its way from text to nodes."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        from json import decoder

        self.text = text
        self.lines_before = first_line - 1
        self.problems = Problems(file)
        scan: Any = decoder
        self.scan_string: Callable[[str, int, bool], tuple[str, int]] = scan.scanstring
        self.space, self.bare = re.compile(_SPACE).match, re.compile(_BARE).match
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def document(self) -> Node:
        """The one value of the file."""
        node, end = self._value(self._skip(0), 1)
        end = self._skip(end)
        if end < len(self.text):
            self.problems.stop(self._place(end), "text after the end of the value; a file holds one value")
        self.problems.raise_if_any()
        return node

    def _place(self, index: int) -> Place:
        line = bisect_right(self.line_starts, index)
        return Place(line + self.lines_before, index - self.line_starts[line - 1] + 1)

    def _skip(self, index: int) -> int:
        if self.text[index : index + 1] > " ":
            return index
        found = self.space(self.text, index)
        return found.end() if found else index

    def _value(self, index: int, depth: int) -> tuple[Node, int]:
        sign = self.text[index : index + 1]
        if sign == '"':
            return self._string(index)
        if sign in ("{", "["):
            if depth > DEEPEST_NESTING:
                self.problems.stop(self._place(index), f"nested deeper than {DEEPEST_NESTING} levels")
            return self._object(index, depth) if sign == "{" else self._array(index, depth)
        found = self.bare(self.text, index)
        if found is None:
            self._refuse_word(index)
        place = self._place(index)
        return Scalar(found.group(), place.line, place.column), found.end()

    def _string(self, index: int) -> tuple[Scalar, int]:
        place = self._place(index)
        try:
            text, end = self.scan_string(self.text, index + 1, True)
        except ValueError as error:
            at = self._place(min(getattr(error, "pos", index), len(self.text) - 1))
            reason = str(getattr(error, "msg", error)).rstrip(" at").lower()
            if reason.startswith("unterminated"):
                self.problems.stop(place, "the quote opened here is never closed; close it")
            self.problems.stop(at, f"the text cannot be read: {reason}")
        if not text.isascii() and re.search(_SURROGATE, text):
            self.problems.add(place, "half of a surrogate pair (\\ud800 to \\udfff) is not text")
        return Scalar(text, place.line, place.column, True), end

    def _array(self, index: int, depth: int) -> tuple[Sequence, int]:
        place, items = self._place(index), list[Node]()
        end = self._skip(index + 1)
        if self.text[end : end + 1] == "]":
            return Sequence(items, place.line, place.column), end + 1
        while True:
            node, end = self._value(end, depth + 1)
            items.append(node)
            closed, end = self._next_or_closed(end, "]", place)
            if closed:
                return Sequence(items, place.line, place.column), end

    def _object(self, index: int, depth: int) -> tuple[Mapping, int]:
        place, entries = self._place(index), list[tuple[Scalar, Node]]()
        seen: dict[str, Scalar] = {}
        end = self._skip(index + 1)
        if self.text[end : end + 1] == "}":
            return Mapping(entries, place.line, place.column), end + 1
        while True:
            key, value, end = self._entry(end, depth)
            first = seen.setdefault(key.text, key)
            if first is key:
                entries.append((key, value))
            else:
                where = f"line {first.line}, column {first.column}"
                message = f'"{shortened(key.text)}" is given twice; it already stands in {where}'
                self.problems.add(key, message, found=key.text, expected="one")
            closed, end = self._next_or_closed(end, "}", place)
            if closed:
                return Mapping(entries, place.line, place.column), end

    def _entry(self, index: int, depth: int) -> tuple[Scalar, Node, int]:
        if self.text[index : index + 1] != '"':
            message = "expected a name in double quotes"
            self.problems.stop(self._place(index), message, expected='"name": value')
        key, end = self._string(index)
        end = self._skip(end)
        if self.text[end : end + 1] != ":":
            message = f'expected a colon behind "{shortened(key.text)}"'
            self.problems.stop(self._place(end), message, expected=":")
        value, end = self._value(self._skip(end + 1), depth + 1)
        return key, value, end

    def _next_or_closed(self, index: int, closing: str, opened: Place) -> tuple[bool, int]:
        """Whether the list or mapping ends here, and where reading goes on."""
        index = self._skip(index)
        sign = self.text[index : index + 1]
        if sign == closing:
            return True, index + 1
        if sign != ",":
            name = "{" if closing == "}" else "["
            begun = f"{name} of line {opened.line}, column {opened.column}"
            message = f"expected a comma or the {closing} that closes the {begun}"
            self.problems.stop(self._place(index), message)
        after = self._skip(index + 1)
        if self.text[after : after + 1] == closing:
            self.problems.stop(self._place(index), f"a comma before the closing {closing}; delete the comma")
        return False, after

    def _refuse_word(self, index: int) -> NoReturn:
        place = self._place(min(index, len(self.text) - 1))
        found = re.match(_WORD, self.text[index:])
        if found is None:
            self.problems.stop(place, "a value is missing here", expected="a value")
        word = shortened(found.group())
        if word.startswith(("//", "/*", "#")):
            self.problems.stop(place, "JSON has no comments; delete it, or use YAML", found=word)
        self.problems.stop(place, f"{word} is not a JSON value; write text in double quotes", found=word)

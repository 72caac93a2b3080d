"""What stands in a file, before anybody asks what it means: words, lists and mappings with their places.

Every value is text until the field that receives it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a table in a file of its own: where rows and columns are counted, not lines."""

    file: str
    sheet: str = ""
    headings: tuple[tuple[int, str], ...] = ()

    def words(self, row: int, column: int) -> str:
        """A place in the words of those who see it: `sheet Budget lines, cell F12`; `row 5, column Unit cost`."""
        if self.sheet:
            return f"sheet {self.sheet}, cell {column_letters(column)}{row}"
        heading = dict(self.headings).get(column, "")
        return f"row {row}, column {heading or column}"


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of a file, both counted from 1."""

    line: int
    column: int
    table: Table | None = None


@dataclass(slots=True)
class Scalar:
    """One value, exactly as it was typed; `quoted` when quotes (or a text block) say that it is text."""

    text: str
    line: int
    column: int
    quoted: bool = False
    table: Table | None = None

    @property
    def is_blank(self) -> bool:
        """True for a key without a value, such as `need:`."""
        return not self.quoted and not self.text


@dataclass(slots=True)
class Mapping:
    """Names with their values, in the order of the file; every name stands once."""

    entries: list[tuple[Scalar, Node]]
    line: int
    column: int
    _by_key: dict[str, Node] | None = field(default=None, repr=False, compare=False)
    table: Table | None = None
    blanks: dict[str, Place] | None = field(default=None, repr=False, compare=False)

    def place_for(self, key: str) -> Mapping | Place:
        """Where a name that is not there would stand: the empty cell of a table, or else the mapping itself."""
        return (self.blanks or {}).get(key, self)

    def get(self, key: str) -> Node | None:
        """The value of a name, or None when the name is not there."""
        if self._by_key is None:
            self._by_key = {name.text: value for name, value in self.entries}
        return self._by_key.get(key)

    def add(self, key: Scalar, value: Node) -> None:
        """Put a name and its value behind the others."""
        self.entries.append((key, value))
        if self._by_key is not None:
            self._by_key[key.text] = value

    def key(self, key: str) -> Scalar | None:
        """The name itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)

    def keys(self) -> list[str]:
        """The names, in the order of the file."""
        return [name.text for name, _ in self.entries]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


@dataclass(slots=True)
class Sequence:
    """A list of values."""

    items: list[Node]
    line: int
    column: int
    table: Table | None = None

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


Node: TypeAlias = "Scalar | Mapping | Sequence"


def column_letters(number: int) -> str:
    """The letters of a column of a sheet, counted from 1: `A`, `Z`, `AA`."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_words(at: Place | Node) -> str:
    """Where something stands, for use within a message: `line 3, column 5`, or the cell."""
    return f"line {at.line}, column {at.column}" if at.table is None else at.table.words(at.line, at.column)


def described(node: Node) -> str:
    """What a node is, in a reader's words, for messages: `"abc"`, `a list`, `a mapping`, `nothing`."""
    if isinstance(node, Scalar):
        return "nothing" if node.is_blank else f'"{shortened(node.text)}"'
    return "a list" if isinstance(node, Sequence) else "a mapping"


def shortened(text: str, most: int = 60) -> str:
    """The text on one line, cut where it gets long, with nothing that a terminal would obey."""
    line = " ".join(text[: most * 4].split())
    line = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in line)
    return line if len(line) <= most else line[: most - 1] + "…"

"""A worked-out calculator: rows as a person would write them on paper, and tables where a step is taken for every school."""

from __future__ import annotations

from msgspec import Struct

from stemfunds.calculate.amounts import Value, as_text, in_words, is_exact
from stemfunds.rulebook.terms import Citation


class Row(Struct, frozen=True):
    """One step: `formula` in letters (`C = A × B`), `numbers` with the values put in, `rounding` in words, and the value itself.

    `most` is the other end of a value that facts leave open.
    """

    letter: str
    label: str
    formula: str
    numbers: str
    unit: str
    value: Value | None
    rounding: str = ""
    note: str = ""
    cite: tuple[Citation, ...] = ()
    most: Value | None = None

    @property
    def words(self) -> str:
        """The value as people read it."""
        least = in_words(self.value, self.unit)
        return least if self.most is None else f"between {least} and {in_words(self.most, self.unit)}"

    @property
    def arithmetic(self) -> str:
        """The step as it stands on paper: `C = A × B = 15 % × $820,000.00, rounded down to the cent`."""
        parts = [self.formula, self.numbers] if self.numbers != self.words else [self.formula]
        between = " " if self.formula.endswith("?") or self.numbers.startswith("≈") else " = "
        return between.join(part for part in parts if part) + (f", {self.rounding}" if self.rounding and self.formula else "")

    @property
    def text(self) -> str:
        """The value as other programs read it."""
        return as_text(self.value, self.unit)

    @property
    def exact(self) -> bool:
        """Whether the words show all of the value."""
        return self.value is None or is_exact(self.value, self.unit)


class TableColumn(Struct, frozen=True):
    """A column of a table: one that was given has no letter and no formula."""

    letter: str
    label: str
    formula: str
    unit: str
    note: str = ""
    cite: tuple[Citation, ...] = ()


class RowTable(Struct, frozen=True):
    """Steps that are taken for each of a list of rows: `cells` has one line for each, one value for each column."""

    over: str
    columns: tuple[TableColumn, ...]
    cells: tuple[tuple[Value | None, ...], ...]


class Worksheet(Struct, frozen=True):
    """The whole sheet. `result` is the letter of the step that answers the question, if one does."""

    calculator: str
    title: str
    says: str
    entries: tuple[Row | RowTable, ...]
    notes: tuple[str, ...]
    cite: tuple[Citation, ...]
    result: str

    def row(self, letter: str) -> Row | None:
        """The step of a letter that is no column."""
        return next((entry for entry in self.entries if isinstance(entry, Row) and entry.letter == letter), None)

    def column(self, letter: str) -> tuple[tuple[Value | None, ...], str] | None:
        """The values of a column of a table, and their unit."""
        for table in self.entries:
            if isinstance(table, RowTable):
                for number, column in enumerate(table.columns):
                    if column.letter == letter:
                        return tuple(cells[number] for cells in table.cells), column.unit
        return None

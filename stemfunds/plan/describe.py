"""What every part of a plan has: money in cents, a place in its file, and fields that describe themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, NewType, TypeAlias

from msgspec import Struct

from stemfunds.reading.nodes import Table

Cents = NewType("Cents", int)
"""An exact amount of money in whole cents."""

FactValue: TypeAlias = "bool | str | tuple[str, ...] | int | Decimal | date"
"""The answer to a rule's question: yes-no, choice or text, choices, cents, number or percent, date."""


class Position(Struct, frozen=True):
    """Where something stands in its file; line and column from 1, or 0 for a plan that a program built.

    In a workbook, line and column are the row and the column of the sheet.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}: {Table(self.file, self.sheet).words(self.line, self.column)}"
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Position()


class Part(Struct, frozen=True, kw_only=True, eq=False):
    """A part of a plan, and where it stands. Two parts are equal when they say the same, wherever they stand."""

    says_nothing: ClassVar[frozenset[str]] = frozenset({"at"})
    """The fields that make no difference."""

    at: Position = NOWHERE

    def __eq__(self, other: object) -> bool:
        return self._said() == other._said() if isinstance(other, type(self)) else NotImplemented

    def __ne__(self, other: object) -> bool:  # a Struct has one of its own, which knows nothing of the other
        return not self == other

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name not in self.says_nothing)


class Fact(Part, frozen=True, kw_only=True):
    """An answer that the plan gives to a question of the rules."""

    value: FactValue


Facts: TypeAlias = Mapping[str, Fact]
"""Facts by their short names."""


def note(description: str, form: str, example: str = "", **more: Any) -> dict[str, Any]:
    """What a field means, how it is written, and an example; it stands in the annotation of the field.

    The reader, the schema and the manual read it.

    More keys: `choices` (words that fit), `of` (the class of a nested part), `unique` (what the id names),
    `computed` (may be left out of the file), `written` (the name in the file, if it is not the attribute's).
    """
    return {"description": description, "form": form, "example": example, **more}


def facts_note(of_what: str) -> dict[str, Any]:
    """The note of a `facts` field."""
    return note(f"Answers to questions that the rules ask about {of_what}, by short name.", "facts", "")

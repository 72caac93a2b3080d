"""From what a cell holds to what a person would have typed into a plan file: text, exact and without guessing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from stemfunds.plan.fields import FieldSpec
from stemfunds.plan.vocabulary import FactShape, Vocabulary, ids_of
from stemfunds.reading.nodes import Node, Scalar, Sequence, Table
from stemfunds.reading.numbers import plain
from stemfunds.reading.problems import Problems
from stemfunds.workbook.marks import Marks

_DIGITS = 15  # what a cell holds of a number; digits behind are noise of binary fractions
_LISTS = ("choice-list", "kind-list", "school-list", "line-list")
_DATED = ("date",)
_NUMERIC = ("money", "unit-cost", "percent", "number", "whole", "fiscal-year", "plan-format")
_WORDS = ("fund", "kind", "item", "object", "rule")


@dataclass(slots=True)
class Words:
    """The right spelling of words and ids, by their letters without case."""

    vocabulary: Vocabulary
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    _known: dict[str, dict[str, str]] = field(default_factory=dict)

    def define(self, what: str, identity: str) -> None:
        """Note an id of this plan; an id that differs from another only in its case is never corrected."""
        known = self.ids.setdefault(what, {})
        known[identity.casefold()] = identity if identity.casefold() not in known else ""

    def spelled(self, typed: str, spec: FieldSpec) -> str:
        """A word as the plan spells it, or as it was typed where there is no such word."""
        what = spec.form.removesuffix("-list")
        if what == "choice":
            return _by_letters(spec.choices).get(typed.casefold(), typed)
        if what in _WORDS:
            return self._of_vocabulary(what).get(typed.casefold(), typed)
        return self.ids.get(what, {}).get(typed.casefold()) or typed

    def fact(self, typed: str) -> str:
        """The short name of a fact."""
        if "fact" not in self._known:
            self._known["fact"] = _by_letters(self.vocabulary.facts or ())
        return self._known["fact"].get(typed.casefold(), typed)

    def _of_vocabulary(self, what: str) -> dict[str, str]:
        if what not in self._known:
            known = getattr(self.vocabulary, f"{what}s")
            self._known[what] = _by_letters(ids_of(known) or ())
        return self._known[what]


def answer_spec(name: str, shape: FactShape | None) -> FieldSpec:
    """A fact's answer, as a field of the form that its type has."""
    if shape is None:
        return FieldSpec(name, "text", "")
    form = {"choices": "choice-list"}.get(shape.type, shape.type)
    return FieldSpec(name, form, shape.question, choices=tuple(shape.choices))


class ReadCells:
    """The cells of one sheet, read one by one; problems are those of the sheet, not of the plan."""

    def __init__(self, table: Table, marks: Marks, problems: Problems, words: Words) -> None:
        self.table, self.marks, self.problems, self.words = table, marks, problems, words

    def is_blank(self, value: object, row: int, column: int) -> bool:
        """Whether a cell holds nothing (row and column from 1); spaces are nothing, an error is something."""
        if (row, column) in self.marks.errors or (row, column) in self.marks.without_result:
            return False
        return value is None or (isinstance(value, str) and not value.strip())

    def node(self, value: object, row: int, column: int, spec: FieldSpec) -> Node | None:
        """The value of a cell for a field; None, with a problem, where the cell has no value that could be meant."""
        at = Scalar("", row, column, table=self.table)
        shown = self.marks.errors.get((row, column))
        if shown is not None:
            self.problems.add(at, f"{spec.name}: the cell shows {shown}; repair its formula", found=shown, expected="a value")
            return None
        if (row, column) in self.marks.without_result:
            message = f"{spec.name}: the formula has no result yet; open the workbook in Excel or LibreOffice and save it"
            self.problems.add(at, message, found="a formula", expected="a value")
            return None
        text, quoted = self._text(value, (row, column) in self.marks.percent)
        if isinstance(value, dt.date | dt.time | dt.timedelta) and spec.form not in (*_DATED, "text"):
            self._refuse_date(value, at, spec)
            return None
        if spec.form in _LISTS:
            parts = [part.strip() for part in re.split(r"[,;\n]", text)]
            items = [Scalar(self.words.spelled(part, spec), row, column, True, self.table) for part in parts if part]
            return Sequence(list[Node](items), row, column, self.table)
        if quoted or spec.form not in _NUMERIC:
            text, quoted = self.words.spelled(text, spec), True
        return Scalar(text, row, column, quoted, self.table)

    def _text(self, value: object, is_percent: bool) -> tuple[str, bool]:
        """The text, and whether it was typed as text."""
        if isinstance(value, bool):
            return ("yes" if value else "no"), False
        if isinstance(value, int | float):
            number = exact(value)
            return (f"{plain(number * 100)}%" if is_percent else plain(number)), False
        if isinstance(value, dt.datetime):
            return _moment(value), False
        if isinstance(value, dt.date):
            return value.isoformat(), False
        return str(value).strip(), isinstance(value, str)

    def _refuse_date(self, value: dt.date | dt.time | dt.timedelta, at: Scalar, spec: FieldSpec) -> None:
        found = value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
        meant = f"{value.month}-{value.day}" if spec.form == "grades" and isinstance(value, dt.date) else None
        message = (
            f"{spec.name}: the cell holds the date or time {found}, not what was typed; format the cell as text and type again"
        )
        self.problems.add(at, message, found=found, expected=spec.example or spec.form, nearest=meant)


def id_text(value: object) -> str:
    """An id as a cell holds it: a text, or a whole number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return value.strip() if isinstance(value, str) else plain(exact(value))


def exact(value: float) -> Decimal:
    """A number of a cell as a person reads it: fifteen digits, no exponent."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS}g}")


def _moment(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ", timespec="minutes")


def _by_letters(words: Iterable[str] | Mapping[str, object]) -> dict[str, str]:
    return {word.casefold(): word for word in words}

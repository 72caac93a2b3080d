"""How a State's own form is filled, as data: what stands where."""

from typing import Literal

from stemfunds.rulebook.terms import Frozen


class FormCell(Frozen, frozen=True):
    """One place of a form and what stands there: a `value` by its name, the money of an `account` or of an `object`.

    The place is a cell of a sheet (`C5`), or row and column of a table of a Word form (`3/2`), counted from 1.
    """

    at: str
    line: int
    sheet: str = ""
    table: int = 0
    value: str = ""
    account: str = ""
    object: str = ""


class FormRows(Frozen, frozen=True):
    """Rows of a form that list lines of the budget, one each: from `first` to `last`, with a value for each column."""

    first: int
    last: int
    at_line: int
    columns: dict[str, str]
    sheet: str = ""
    table: int = 0
    account: str = ""


class Form(Frozen, frozen=True):
    """How a State's own form is filled: its file in the pack, and what stands where."""

    id: str
    title: str
    file: str
    pack: str
    stands_in: str
    line: int
    per: Literal["plan", "award"] = "award"
    rounding: Literal["cents", "whole-dollars"] = "cents"
    notice: str = ""
    cells: tuple[FormCell, ...] = ()
    rows: tuple[FormRows, ...] = ()

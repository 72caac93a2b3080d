"""The form map of a pack, laid over a judged plan: which value goes to which place, and everything that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from stemfunds.justify.own_template.values import Dollars
from stemfunds.justify.state_form.figures import Entry, Figures, known_names, value_of
from stemfunds.justify.words import counted
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.form_model import Form, FormCell, FormRows

Note = Callable[[int, str], None]
"""Takes the line of the form map and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One place of a form with its value; `line` is that of the form map."""

    sheet: str
    table: int
    at: str
    value: Any
    line: int


def filled(form: Form, figures: Figures, note: Note) -> list[Filled]:
    """All places with their values. What is wrong with the map is noted, all at once."""
    found = [Filled(cell.sheet, cell.table, cell.at, _value(cell, form, figures, note), cell.line) for cell in form.cells]
    for rows in form.rows:
        found += _rows(rows, form, figures, note)
    _refuse_gaps(form, figures, note)
    return found


def _value(cell: FormCell, form: Form, figures: Figures, note: Note) -> Any:
    if cell.account:
        return Dollars(figures.by_account.get(cell.account, 0))
    if cell.object:
        return Dollars(figures.by_object.get(cell.object, 0))
    return value_of(cell.value, figures) if _is_known(cell.value, cell.line, form, note, in_rows=False) else ""


def _is_known(name: str, line: int, form: Form, note: Note, *, in_rows: bool) -> bool:
    known = known_names(form, in_rows=in_rows)
    if name in known:
        return True
    nearest = nearest_name(name, known)
    note(line, f'unknown value "{name}"{f" (did you mean {chr(34)}{nearest}{chr(34)}?)" if nearest else ""}')
    return False


def _rows(rows: FormRows, form: Form, figures: Figures, note: Note) -> Iterator[Filled]:
    entries: list[Entry] = [entry for entry in figures.entries if not rows.account or entry.account == rows.account]
    room = rows.last - rows.first + 1
    known = [_is_known(name, rows.at_line, form, note, in_rows=True) for name in rows.columns.values()]
    if len(entries) > room:
        of = f"account {rows.account}" if rows.account else "the budget"
        note(rows.at_line, f"rows {rows.first} to {rows.last} have room for {counted(room, 'line')}; {of} has {len(entries)}")
    elif all(known):
        for at, entry in enumerate(entries, rows.first):
            for column, name in rows.columns.items():
                place = f"{at}/{column}" if rows.table else f"{column}{at}"
                yield Filled(rows.sheet, rows.table, place, value_of(name, figures, entry), rows.at_line)


def _refuse_gaps(form: Form, figures: Figures, note: Note) -> None:
    """Money that has no place on the form would be missing from its total."""
    accounts, objects = {cell.account for cell in form.cells} - {""}, {cell.object for cell in form.cells} - {""}
    for what, mapped, sums in (("account", accounts, figures.by_account), ("object class", objects, figures.by_object)):
        for name, cents in sums.items() if mapped else ():
            if cents and name not in mapped:
                note(form.line, f'{what} "{name}" has {dollars(cents)} and no place on the form; its total would be short')

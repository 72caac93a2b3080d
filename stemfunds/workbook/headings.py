"""From the headings that stand on a sheet to the columns of the plan: moved, extra and slightly misspelt ones, too."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemfunds.plan.fields import MEANT
from stemfunds.workbook.layout import Column

ALIKE = 0.84
"""Share of letters that a misspelt heading has in common with the right one."""
_FARTHEST_ROW = 30


@dataclass(frozen=True, slots=True)
class Headings:
    """The row of headings, counted from 0, the column of each place, and the headings that mean nothing here."""

    row: int
    columns: Mapping[int, Column]
    misspelt: Mapping[int, str]
    others: Mapping[int, str]

    def place_of(self, column: Column) -> int | None:
        """Where a column stands, counted from 0."""
        return next((place for place, one in self.columns.items() if one is column), None)


def find_headings(
    rows: Sequence[Sequence[object]], columns: Sequence[Column], part: str, also: Iterable[str] = ()
) -> Headings | None:
    """The row in which most columns of a sheet have their headings; None where no row has two.

    `also` are headings of columns that are computed, and so neither read nor remarked.
    """
    names = _names(columns, part)
    best, most = None, 1
    for number, row in enumerate(rows[:_FARTHEST_ROW]):
        found = len({names[plain] for cell in row if isinstance(cell, str) and (plain := plain_heading(cell)) in names})
        if found > most or (found == most == 1 and len(columns) == 1):
            best, most = number, found
    return None if best is None else _matched(rows[best], best, columns, names, {plain_heading(one) for one in also})


def plain_heading(text: str) -> str:
    """A heading without what people add: capitals, a star, units in brackets, line breaks."""
    text = re.sub(r"\([^)]*\)|[*#$%]", " ", text.casefold())
    return " ".join(re.split(r"[\s_:.\-/\u00a0]+", text)).strip()


def _names(columns: Sequence[Column], part: str) -> dict[str, int]:
    """Every heading that is understood, with the number of its column; own headings win over other words."""
    names = {plain_heading(column.heading): number for number, column in enumerate(columns)}
    for number, column in enumerate(columns):
        names.setdefault(plain_heading(column.name), number)
        if column.path == ("id",):
            names.setdefault(f"{part.lower()} id", number)
        if column.spec.form in ("activity", "line", "award", "fund", "kind", "item", "rule", "object"):
            names.setdefault(f"{plain_heading(column.heading)} id", number)
    numbers = {column.name: number for number, column in enumerate(columns)}
    for word, meant in MEANT.items():
        known = next((name for name in meant if name in numbers), None)
        if known is not None:
            names.setdefault(plain_heading(word), numbers[known])
    return names


def _matched(row: Sequence[object], number: int, columns: Sequence[Column], names: Mapping[str, int], also: set[str]) -> Headings:
    cells = {place: cell for place, cell in enumerate(row) if isinstance(cell, str) and cell.strip()}
    found: dict[int, Column] = {}
    for own in (True, False):  # headings as the template has them win over other words for the same column
        for place, cell in cells.items():
            meant = names.get(plain_heading(cell))
            if meant is None or place in found or (plain_heading(columns[meant].heading) == plain_heading(cell)) is not own:
                continue
            if columns[meant] not in found.values():
                found[place] = columns[meant]
    misspelt: dict[int, str] = {}
    others: dict[int, str] = {}
    for place, cell in cells.items():
        if place in found or plain_heading(cell) in also:
            continue
        free = {plain_heading(column.heading): column for column in columns if column not in found.values()}
        near = difflib.get_close_matches(plain_heading(cell), free, 1, ALIKE)
        if near:
            found[place], misspelt[place] = free[near[0]], cell.strip()
        else:
            others[place] = cell.strip()
    return Headings(number, found, misspelt, others)

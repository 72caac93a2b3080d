"""Reading a State's allocation list: the headings are found, and every row below them becomes amounts of one district."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar

from stemfunds.awards.cells import NOTHING, NcesIds, UnreadableCellError, amount_of, digits_of, year_of
from stemfunds.awards.headings import ROLES, AmountColumn, Columns, ListWords, plain_words
from stemfunds.awards.model import Allocation, AllocationKind, AllocationList, ListSettings
from stemfunds.awards.tables import Reading, TableRow, readings
from stemfunds.plan.model import Cents
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Place, shortened
from stemfunds.reading.numbers import dollars
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.model import Rulebook

Value = TypeVar("Value")

_HEADINGS_WITHIN = 60
_START = Place(1, 1)
_HOW = '--map nces_id="…" and --map amount="…" name them'


def read_allocations(path: str | Path, rulebook: Rulebook, settings: ListSettings | None = None) -> AllocationList:
    """All amounts of a list in CSV or a workbook; raises UnusableInput with every mistake, each with row and column.

    Cells without an amount, or with 0, are no allocation. Rows above the headings, empty rows, footnotes and totals are left out.
    """
    problems = Problems(str(path))
    reader = _Reader(ListWords(rulebook), rulebook, settings or ListSettings(), problems)
    return reader.read(readings(path, reader.settings.sheet))


@dataclass(frozen=True, slots=True)
class _Headed:
    """A table with its row of headings and what its columns hold."""

    table: Reading
    head: TableRow
    columns: Columns


class _Reader:
    def __init__(self, words: ListWords, rulebook: Rulebook, settings: ListSettings, problems: Problems) -> None:
        self.words, self.rulebook, self.settings, self.problems = words, rulebook, settings, problems
        self.remarks: list[str] = []
        self.fund = self._fund_of_settings()

    def read(self, tables: list[Reading]) -> AllocationList:
        headed = self._headed(tables)
        self._check_what_is_known(headed)
        self.problems.raise_if_any()
        column, below = headed.columns.roles["nces-id"], _below(headed)
        ids = NcesIds((row.cell(column) for row in below), self.words.zero_states)
        found: list[Allocation] = []
        for row in below:
            found += self._row(row, headed, ids)
        self._refuse_twice(found, headed)
        self.problems.raise_if_any()
        if not found:
            self.problems.stop(
                Place(headed.head.number, 1), "the list has no amount for any district", expected="rows of amounts"
            )
        if ids.restored:
            self.remarks.insert(0, f"{ids.restored:,} NCES ids had lost their leading zero; it was put back.")
        return AllocationList(self.problems.file, tuple(found), tuple(headed.columns.unused), tuple(self.remarks))

    # --- headings -------------------------------------------------------------------------------------------------

    def _headed(self, tables: list[Reading]) -> _Headed:
        """The one table with headings; of a CSV file the delimiter that gives the most columns."""
        found = [headed for table in tables if (headed := self._with_headings(table)) is not None]
        sheets = [headed for headed in found if headed.table.name]
        if len(sheets) > 1:
            names = ", ".join(headed.table.name for headed in sheets)
            self.problems.stop(_START, f"several sheets have allocations: {names}; name one with --sheet", expected="one sheet")
        if not found:
            self._refuse_without_headings(tables)
        return max(found, key=lambda headed: len(headed.head.cells))

    def _with_headings(self, table: Reading) -> _Headed | None:
        for row in table.rows[:_HEADINGS_WITHIN]:
            named = self._named(row)
            if named is None:
                continue
            columns = self.words.columns(row.cells, named)
            if columns.are_enough:
                return _Headed(table, row, columns)
        return None

    def _named(self, row: TableRow) -> dict[str, int] | None:
        """The columns that the user named, if all of them stand in this row."""
        plain = [plain_words(cell) for cell in row.cells]
        found: dict[str, int] = {}
        for field, heading in self.settings.columns.items():
            if plain_words(heading) not in plain:
                return None
            found[self._field(field)] = plain.index(plain_words(heading))
        return found

    def _field(self, field: str) -> str:
        """What a field of the mapping means: a role, an amount, or the id of a fund."""
        name = field.strip().lower().replace("_", "-")
        if name in (*ROLES, "amount", "carryover"):
            return name
        fund = self.words.funds.get(plain_words(field))
        if fund is None:
            known = (*ROLES, "amount", "carryover", *self.rulebook.funds)
            fields = ", ".join(name.replace("-", "_") for name in (*ROLES, "amount", "carryover"))
            nearest = nearest_name(name, known)
            expected = "" if nearest else f"; expected {fields} or a fund"
            message = f'unknown field "{shortened(field)}" in the mapping of columns{expected}'
            self.problems.add(_START, message, found=field, expected="a field of the list or a fund", nearest=nearest)
            self.problems.raise_if_any()
        return fund or name

    def _refuse_without_headings(self, tables: list[Reading]) -> NoReturn:
        rows = [row for table in tables for row in table.rows[:_HEADINGS_WITHIN] if any(row.cells)]
        likely = max(rows, key=lambda row: sum(map(bool, row.cells)), default=None)
        if likely is None:
            expected = "a row of headings and rows of amounts"
            self.problems.stop(_START, f"the list is empty; expected {expected}", found="nothing", expected=expected)
        headings = [cell for cell in likely.cells if cell]
        at, shown = Place(likely.number, 1), ", ".join(f'"{shortened(cell, 30)}"' for cell in headings[:8])
        for heading in self.settings.columns.values():
            if plain_words(heading) not in map(plain_words, headings):
                nearest = nearest_name(heading, headings)
                has = "" if nearest else f"; the likeliest row of headings has {shown}"
                self.problems.add(at, f'no column is headed "{heading}"{has}', found=shown, expected=heading, nearest=nearest)
        self.problems.raise_if_any()
        message = f"no row has the headings of an NCES id and of an amount; the likeliest has {shown}; {_HOW}"
        self.problems.stop(at, message, found=shown, expected="headings such as LEAID and Allocation")

    def _fund_of_settings(self) -> str:
        typed = self.settings.fund
        fund = self.words.funds.get(plain_words(typed), "")
        if typed and not fund:
            nearest = nearest_name(typed, self.rulebook.funds.keys())
            self.problems.add(_START, f'unknown fund "{shortened(typed)}"', found=typed, expected="a fund", nearest=nearest)
            self.problems.raise_if_any()
        return fund

    def _check_what_is_known(self, headed: _Headed) -> None:
        """Every amount needs a fund and a federal fiscal year: of its own column, of a column of the list, or told."""
        roles = headed.columns.roles
        for column in headed.columns.amounts:
            at, name = Place(headed.head.number, column.index + 1), f'column "{shortened(column.heading)}"'
            if not column.fund and "fund" not in roles and not self.fund:
                self.problems.add(at, f"{name}: of which fund? Name it with --fund, or a column of funds with --map fund=…")
            if column.year is None and "federal-year" not in roles and self._told_year(column.kind) is None:
                option = "--carryover-year" if column.kind == "carryover" else "--federal-year"
                message = f"{name}: of which federal fiscal year? Name it with {option}, or a column with --map federal_year=…"
                self.problems.add(at, message, expected="the year of the appropriation")

    def _told_year(self, kind: AllocationKind | None) -> int | None:
        return self.settings.carryover_year if kind == "carryover" else self.settings.federal_year

    # --- rows -----------------------------------------------------------------------------------------------------

    def _row(self, row: TableRow, headed: _Headed, ids: NcesIds) -> list[Allocation]:
        roles = headed.columns.roles
        filled = [column for column in headed.columns.amounts if row.cell(column.index).lower() not in NOTHING]
        identity = row.cell(roles["nces-id"])
        if not filled or row.cells == headed.head.cells:
            return []
        first = next((cell for cell in row.cells if cell), "")
        if not digits_of(identity) and self.words.is_total(first):
            return []
        before = len(self.problems)
        at = Place(row.number, roles["nces-id"] + 1)
        fips = row.cell(roles["state-fips"]) if "state-fips" in roles else ""
        nces_id = self._read(lambda text: ids.read(text, fips), identity, at, "NCES id")
        fund = self._fund(row, roles)
        kind = self._kind(row, roles)
        found = [self._amount(row, column, roles, kind) for column in filled]
        if len(self.problems) > before or nces_id is None:
            return []
        name = row.cell(roles["district"]) if "district" in roles else ""
        return [
            Allocation(nces_id, column.fund or fund or self.fund, year, amount, of_kind, name, row.number)
            for column, (year, amount, of_kind) in zip(filled, found, strict=True)
        ]

    def _fund(self, row: TableRow, roles: Mapping[str, int]) -> str:
        if "fund" not in roles:
            return ""
        text = row.cell(roles["fund"])
        fund = self.words.funds.get(plain_words(text), "")
        if not fund:
            nearest = nearest_name(text, [one.short for one in self.rulebook.funds.values()])
            at = Place(row.number, roles["fund"] + 1)
            self.problems.add(at, f'unknown fund "{shortened(text)}"', found=text, expected="a fund", nearest=nearest)
        return fund

    def _kind(self, row: TableRow, roles: Mapping[str, int]) -> AllocationKind | None:
        text = row.cell(roles["kind"]) if "kind" in roles else ""
        kind = self.words.kind_of(text)
        if text and kind is None:
            at = Place(row.number, roles["kind"] + 1)
            message = f'kind "{shortened(text)}": expected preliminary, final or carryover'
            self.problems.add(at, message, found=text, expected="preliminary, final or carryover")
        return kind or self.settings.kind

    def _amount(
        self, row: TableRow, column: AmountColumn, roles: Mapping[str, int], of_row: AllocationKind | None
    ) -> tuple[int, Cents, AllocationKind]:
        kind = column.kind or of_row or "final"
        text, at = row.cell(column.index), Place(row.number, column.index + 1)
        amount = self._read(amount_of, text, at, "amount")
        year = column.year or self._told_year(kind)
        if "federal-year" in roles and column.year is None:
            of_year = row.cell(roles["federal-year"])
            year = self._read(year_of, of_year, Place(row.number, roles["federal-year"] + 1), "federal fiscal year")
        elif year is None:
            message = "of which federal fiscal year is this carryover? Name it with --carryover-year"
            self.problems.add(at, message, found=text, expected="the year of the appropriation")
        return year or 0, amount or Cents(0), kind

    def _read(self, read: Callable[[str], Value], text: str, at: Place, name: str) -> Value | None:
        """The value of a cell, or a problem at its place."""
        try:
            return read(text)
        except UnreadableCellError as why:
            self.problems.add(at, f'{name} "{shortened(text)}": {why}', found=shortened(text), expected=name)
            return None

    def _refuse_twice(self, found: list[Allocation], headed: _Headed) -> None:
        """One district has one amount of a fund, year and kind."""
        first: dict[tuple[str, str, int, str], Allocation] = {}
        for one in found:
            before = first.setdefault((one.nces_id, one.fund, one.federal_fiscal_year, one.kind), one)
            if before is not one:
                what = f"{one.fund} of federal fiscal year {one.federal_fiscal_year}, {one.kind}"
                figures = f"{dollars(before.amount)} there, {dollars(one.amount)} here"
                message = f"{one.nces_id} has {what}, twice: first in row {before.row}; {figures}"
                self.problems.add(Place(one.row, headed.columns.roles["nces-id"] + 1), message, expected="one row")


def _below(headed: _Headed) -> list[TableRow]:
    return [row for row in headed.table.rows if row.number > headed.head.number]

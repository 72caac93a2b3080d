"""A plan from a workbook: every value with its sheet and cell, so that what is wrong is told where it stands."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stemfunds.plan.model import Plan
from stemfunds.plan.reader import plan_of
from stemfunds.plan.vocabulary import EVERYTHING, Vocabulary
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Place, Table
from stemfunds.reading.problems import Problem, Problems, UnusableInput
from stemfunds.workbook.assemble import Assembly
from stemfunds.workbook.cells import ReadCells, Words, id_text
from stemfunds.workbook.computed import computed_headings
from stemfunds.workbook.headings import Headings, plain_heading
from stemfunds.workbook.layout import FACTS, FORM_SHEET, STAMP_SHEET, SheetLayout, sheets
from stemfunds.workbook.marks import PackageView
from stemfunds.workbook.package import safe_package
from stemfunds.workbook.records import Grid, Record, headings_of, records
from stemfunds.workbook.single_sheets import facts_of, form_node
from stemfunds.workbook.stamp import remark_of_stamp

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


def read_workbook(path: str | Path, vocabulary: Vocabulary = EVERYTHING) -> Plan:
    """The plan in an .xlsx file; raises UnusableInput with all problems, each at its sheet and cell.

    What is worth a word but stops nothing (another version of the template, columns that are not read) stands in
    `remarks` of the plan.
    """
    return parse_workbook(safe_package(path), str(path), vocabulary)


def parse_workbook(data: bytes, file: str, vocabulary: Vocabulary = EVERYTHING) -> Plan:
    """The plan in the bytes of a workbook that `safe_package` let pass, or that this program wrote."""
    reading = _Reading(data, file, vocabulary)
    node = reading.node()
    problems: list[Problem] = list(reading.problems)
    try:
        plan = plan_of(node, file, vocabulary)
    except UnusableInput as unusable:
        raise UnusableInput([*problems, *_of_their_own(unusable.problems, problems)]) from None
    if problems:
        raise UnusableInput(problems)
    return replace(plan, remarks=tuple(reading.remarks))


def _of_their_own(found: Iterable[Problem], of_cells: list[Problem]) -> list[Problem]:
    """The plan's problems without those that only say that the value of an unreadable cell, or a missing sheet, is missing."""
    rows = {(one.sheet, one.line) for one in of_cells}
    lists = {one.sheet.casefold() for one in of_cells if one.expected == one.sheet}
    return [one for one in found if not (" has no " in one.message and ((one.sheet, one.line) in rows or one.expected in lists))]


def column_places(data: bytes, file: str) -> dict[str, dict[str, int]]:
    """Where the columns of a workbook's sheets stand: by the sheet's own name, then by field; numbers from 1."""
    return _Reading(data, file, EVERYTHING).places()


def first_cell(data: bytes, file: str, sheet: str) -> str:
    """The text of a sheet's first cell."""
    rows = _opened(data, Problems(file)).get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=1)
    return str(rows[0][0]) if rows and rows[0] else ""


class _Reading:
    """One workbook on its way to nodes."""

    def __init__(self, data: bytes, file: str, vocabulary: Vocabulary) -> None:
        self.file, self.problems, self.remarks = file, Problems(file), list[str]()
        self.vocabulary, self.words = vocabulary, Words(vocabulary)
        self.view = PackageView(data, file)
        self.book = _opened(data, self.problems)
        self.names = _sheet_names(self.view.sheets)

    def node(self) -> Mapping:
        """The whole plan."""
        if STAMP_SHEET in self.view.sheets:
            self.remarks.extend(remark_of_stamp(self.file, self._rows(STAMP_SHEET)))
        form, facts = self._grid(FORM_SHEET), self._grid(FACTS.name)
        missing = Place(1, 1, Table(self.file, FORM_SHEET))
        if form is None:
            self._refuse_missing(FORM_SHEET)
        node = Mapping([], 1, 1, table=missing.table) if form is None else form_node(form, self.remarks)
        assembly = Assembly(node, self.problems)
        assembly.add(self._records())
        if facts is not None:
            for about, identity, fact, answer in facts_of(facts, self.vocabulary, self.remarks):
                assembly.add_fact(about, identity, fact, answer)
        return assembly.plan

    def _records(self) -> dict[str, list[Record]]:
        """The rows of all sheets that list parts; ids are known before the first row is read, to spell references."""
        ready = []
        for layout in sheets():
            grid = self._grid(layout.name)
            if grid is not None:
                headings = headings_of(grid, layout, computed_headings(layout.name), self.remarks)
                if headings is not None:
                    ready.append((grid, layout, headings))
                    self._define(grid, layout, headings)
            elif layout.within == ("activities",):
                self._refuse_missing(layout.name)
        return {layout.name: list(records(grid, layout, headings)) for grid, layout, headings in ready}

    def places(self) -> dict[str, dict[str, int]]:
        """The columns of all sheets that list parts."""
        found = {}
        for layout in sheets():
            grid = self._grid(layout.name)
            headings = headings_of(grid, layout, (), []) if grid is not None else None
            if grid is not None and headings is not None:
                found[grid.table.sheet] = {column.name: place + 1 for place, column in headings.columns.items()}
        return found

    def _define(self, grid: Grid, layout: SheetLayout, headings: Headings) -> None:
        identity = layout.column("id")
        place = headings.place_of(identity) if identity is not None else None
        if place is not None:
            for row in grid.rows[headings.row + 1 :]:
                if place < len(row) and (text := id_text(row[place])):
                    self.words.define(layout.part.lower(), text)

    def _grid(self, name: str) -> Grid | None:
        """The sheet for a name of the template; None where the workbook has none."""
        sheet = self.names.get(name)
        if sheet is None:
            return None
        table = Table(self.file, sheet)
        marks = self.view.marks(sheet)
        return Grid(table, self._rows(sheet), ReadCells(table, marks, self.problems, self.words))

    def _rows(self, sheet: str) -> list[list[object]]:
        from python_calamine import CalamineError

        try:
            return [list(row) for row in self.book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
        except (CalamineError, OSError, ValueError) as error:
            self.problems.stop(Place(1, 1, Table(self.file, sheet)), f"the sheet cannot be read: {error}")

    def _refuse_missing(self, name: str) -> None:
        near = nearest_name(name, self.view.sheets)
        message = f'the workbook has no sheet "{name}"; stemfunds new --xlsx writes one that has all sheets'
        self.problems.add(Place(1, 1, Table(self.file, name)), message, expected=name, nearest=near)


def _opened(data: bytes, problems: Problems) -> CalamineWorkbook:
    from python_calamine import CalamineError, load_workbook

    try:
        return load_workbook(io.BytesIO(data))
    except (CalamineError, OSError, ValueError) as error:
        problems.stop(Place(1, 1), f"the workbook cannot be read: {error}", found="a damaged file")


def _sheet_names(present: Iterable[str]) -> dict[str, str]:
    """The sheet for each name of the template, whatever its capitals and spaces."""
    plain = {plain_heading(name): name for name in present}
    known = [FORM_SHEET, FACTS.name, *(layout.name for layout in sheets())]
    return {name: plain[plain_heading(name)] for name in known if plain_heading(name) in plain}

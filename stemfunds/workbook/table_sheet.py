"""One sheet that lists parts of a plan: headings with help, cells to fill in, computed columns, totals, print setup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stemfunds.plan.fields import FieldSpec
from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.plan.writer import Data
from stemfunds.reading.nodes import column_letters
from stemfunds.workbook.cells import answer_spec
from stemfunds.workbook.computed import COMPUTED, Cells, Computed
from stemfunds.workbook.input_cells import (
    height_of,
    help_text,
    text_of,
    validation,
    width_of,
    write_help,
    write_input,
)
from stemfunds.workbook.layout import FACTS, LISTS_SHEET, PARENT, Column, SheetLayout, sheets
from stemfunds.workbook.lists import Lists
from stemfunds.workbook.rows import PlanRows
from stemfunds.workbook.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

HEADING_ROW, FIRST_ROW = 3, 4
"""Counted from 0."""

_ROWS = {"Line": 250, "Component": 80, "Fact": 300, "Activity": 80, "Charge": 100, "School": 60, "Award": 40}
_FEWEST_ROWS, _ROWS_TO_SPARE = 50, 40
_ABOUT = {
    "School": "Every school that takes part, one a row.",
    "Award": "Every award that can pay, one a row. A carryover is an award of its own.",
    "Activity": "What the district does with the money, one activity a row. The lines that pay for it stand on the next sheet.",
    "Line": "What is bought, one line a row. Give quantity and unit cost, or an amount. A line that several awards pay leaves "
    "Charge to empty and stands on the sheet Shared costs.",
    "Component": "The fringe benefits of lines that state them so: one row for each benefit of a line, with its rate.",
    "Charge": "Only for lines that several awards pay: one row for each award, with a share or an amount.",
    "Fact": "Answers to questions of the rules. Leave empty what is not known: stemfunds check says what it needs.",
    "Explanation": "Words that answer a finding. They change no verdict.",
    "Determination": "Written decisions where the law asks a person to judge: who decided, when, and why.",
}
_LETTER_PAPER, _LEGAL_PAPER = 1, 5
_WIDTH_OF_WORDS = {"Question": 64}
_WIDTH_OF_A_PAGE = 190
_FEWEST_PRINTED, _SPARE_PRINTED = {"Line": 40, "Fact": 40, "Activity": 20}, 6


@dataclass(frozen=True, slots=True)
class Design:
    """Where every column of every sheet stands, and the rows that are ready to be filled in; all from 1."""

    places: Mapping[str, Mapping[str, int]]
    rows: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, rows: PlanRows | None, lists: Lists, spare: bool) -> Design:
        """The design of a workbook that holds a plan, with rows to spare or without."""
        places, ready = {LISTS_SHEET: dict(lists.places())}, {LISTS_SHEET: (2, lists.last_row())}
        for layout in (*sheets(), FACTS):
            names = [one.heading if isinstance(one, Computed) else one.name for one in in_order(layout)]
            places[layout.name] = {name: number for number, name in enumerate(names, 1)}
            used = 0 if rows is None else len(rows.facts if layout is FACTS else rows.lists[layout.name])
            capacity = max(_ROWS.get(layout.part, _FEWEST_ROWS), used + _ROWS_TO_SPARE) if spare else max(used, 1)
            ready[layout.name] = (FIRST_ROW + 1, FIRST_ROW + capacity)
        return cls(places, ready)

    def references(self) -> dict[str, str]:
        """The ids that columns may name, by the form of the column."""
        found = {}
        for layout in sheets():
            if layout.column("id") is not None:
                found[layout.part.lower()] = "=" + Cells(layout.name, 0, self.places, self.rows).all_of("id")
        return found


def in_order(layout: SheetLayout) -> list[Column | Computed]:
    """All columns of a sheet, the computed ones behind those that they follow."""
    order: list[Column | Computed] = list(layout.columns)
    for computed in COMPUTED.get(layout.name, ()):
        names = [one.heading if isinstance(one, Computed) else one.name for one in order]
        order.insert(names.index(computed.after) + 1 if computed.after in names else len(order), computed)
    return order


class TableSheet:
    """One sheet while it is written."""

    def __init__(
        self,
        book: Workbook,
        sheet: Worksheet,
        layout: SheetLayout,
        design: Design,
        styles: Styles,
        lists: Lists,
        vocabulary: Vocabulary,
    ) -> None:
        self.book, self.sheet, self.layout, self.design = book, sheet, layout, design
        self.styles, self.lists, self.vocabulary = styles, lists, vocabulary
        self.order = in_order(layout)
        self.last = design.rows[layout.name][1]
        self.used = 0
        self.widths = [_width(column) for column in self.order]

    def write(self, rows: PlanRows | None) -> None:
        """Write the whole sheet."""
        if self.layout is FACTS:
            values = _fact_rows(rows, self.vocabulary)
            shown = [{"Question": self.vocabulary.facts[str(row["fact"])].question} for row in values if self.vocabulary.facts]
        else:
            values = [] if rows is None else rows.lists[self.layout.name]
            shown = [] if rows is None else [rows.shown(self.layout.name, number) for number in range(len(values))]
        self.used = len(values)
        self._head(shown)
        for number in range(self.last - FIRST_ROW):
            filled = number < len(values)
            self._row(FIRST_ROW + number, values[number] if filled else {}, shown[number] if filled and shown else {})
        self._checks()
        self._page()

    def _head(self, shown: list[dict[str, Any]]) -> None:
        sheet, styles = self.sheet, self.styles
        sheet.hide_gridlines(2)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, self.layout.name, styles.title)
        sheet.write_string(1, 0, _ABOUT.get(self.layout.part, f"{self.layout.name}, one a row."), styles.hint)
        sheet.set_row(HEADING_ROW, 34)
        for place, column in enumerate(self.order):
            if isinstance(column, Computed):
                sheet.set_column(place, place, self.widths[place], None, {"hidden": column.hidden})
                sheet.write_string(HEADING_ROW, place, column.heading, styles.heading_computed)
                write_help(sheet, HEADING_ROW, place, f"{column.help}\nThe workbook computes it.")
                if column.form == "money" and not column.hidden:
                    self._total(place, round(sum(row.get(column.heading) or 0 for row in shown), 2))
            else:
                sheet.set_column(place, place, self.widths[place])
                sheet.write_string(
                    HEADING_ROW, place, f"{column.heading} *" if column.required else column.heading, styles.heading
                )
                write_help(sheet, HEADING_ROW, place, help_text(column))

    def _total(self, place: int, shown: float) -> None:
        """The sum of a computed column, above its heading."""
        letters = column_letters(place + 1)
        total = f"=SUM({letters}{FIRST_ROW + 1}:{letters}{self.last})"
        self.sheet.write_formula(HEADING_ROW - 1, place, total, self.styles.total, shown)
        if not isinstance(self.order[place - 1], Computed):
            self.sheet.write_string(HEADING_ROW - 1, place - 1, "Total", self.styles.total)

    def _row(self, row: int, values: Mapping[str, Data], shown: Mapping[str, Any]) -> None:
        cells = Cells(self.layout.name, row + 1, self.design.places, self.design.rows)
        for place, column in enumerate(self.order):
            if isinstance(column, Computed):
                value = shown.get(column.heading, "")
                self.sheet.write_formula(row, place, column.formula(cells), self.styles.computed(column.form), value)
            else:
                write_input(self.sheet, row, place, self._spec(column, values), values.get(column.name), self.styles)

        if values:
            texts = [
                (text_of(values.get(one.name)), width)
                for one, width in zip(self.order, self.widths, strict=True)
                if isinstance(one, Column)
            ]
            self.sheet.set_row(row, height_of([*texts, *((text_of(shown.get("Question")), width) for width in self.widths[3:4])]))

    def _spec(self, column: Column, values: Mapping[str, Data]) -> FieldSpec:
        """The field of a cell; an answer has the form of its fact."""
        if self.layout is not FACTS or column.name != "answer":
            return column.spec
        fact = str(values.get("fact", ""))
        return answer_spec(fact, (self.vocabulary.facts or {}).get(fact))

    def _checks(self) -> None:
        """Dropdowns and checks of what is typed, for all rows."""
        references = self.design.references()
        for place, column in enumerate(self.order):
            if isinstance(column, Computed):
                continue
            check = validation(column, self.lists, references)
            if self.layout is FACTS and column.name == "answer":
                fact = f"${column_letters(self.design.places[self.layout.name]['fact'])}{FIRST_ROW + 1}"
                check = {"validate": "list", "source": self.lists.answers(fact), "show_error": False}
            if check is not None:
                self.sheet.data_validation(FIRST_ROW, place, self.last - 1, place, check)
        for place, column in enumerate(self.order):
            if isinstance(column, Computed) and column.heading in ("Remaining", "Note"):
                rule = {"type": "cell", "criteria": "<", "value": 0} if column.form == "money" else {"type": "no_blanks"}
                if column.form == "text":
                    cell = f"${column_letters(place + 1)}{FIRST_ROW + 1}"
                    rule = {"type": "formula", "criteria": f'={cell}<>""'}
                self.sheet.conditional_format(FIRST_ROW, place, self.last - 1, place, {**rule, "format": self.styles.warning})

    def _page(self) -> None:
        sheet = self.sheet
        fixed = 1 + max(
            (place for place, one in enumerate(self.order) if isinstance(one, Column) and one.path in ((PARENT,), ("id",))),
            default=0,
        )
        sheet.freeze_panes(FIRST_ROW, fixed)
        sheet.set_landscape()
        pages = -(-sum(self.widths) // _WIDTH_OF_A_PAGE)
        sheet.set_paper(_LETTER_PAPER if pages == 1 else _LEGAL_PAPER)
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_rows(HEADING_ROW)
        if pages > 1:
            sheet.repeat_columns(0, fixed - 1)
        rows = max(_FEWEST_PRINTED.get(self.layout.part, 12), self.used + _SPARE_PRINTED)
        sheet.print_area(HEADING_ROW - 1, 0, min(FIRST_ROW + rows, self.last) - 1, len(self.order) - 1)
        sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
        sheet.set_header('&L&"Calibri,Bold"&14&A')
        sheet.set_footer("&L&9&F – &A&R&9Page &P of &N")
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "objects", "scenarios")
        sheet.protect("", dict.fromkeys(allowed, True))


def _width(column: Column | Computed) -> int:
    if isinstance(column, Column):
        return width_of(column)
    return {"money": 14, "number": 12}.get(column.form, _WIDTH_OF_WORDS.get(column.heading, 24))


def _fact_rows(rows: PlanRows | None, vocabulary: Vocabulary) -> list[dict[str, Data]]:
    """The answers of a plan; an empty template begins with the questions about the whole plan."""
    if rows is not None:
        return [{"about": one.about, "id": one.identity, "fact": one.fact, "answer": one.answer} for one in rows.facts]
    shapes = (vocabulary.facts or {}).items()
    return [{"about": "Plan", "fact": name} for name, shape in sorted(shapes) if shape.scope == "plan" and not shape.built_in]

"""Where things stand in the workbook, settled before a cell is written, so that any sheet can point to any other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from stemfunds.judging.result import ActivityResult, LineResult
from stemfunds.justify.material import Material
from stemfunds.justify.sheets.grid import cell, span

SUMMARY = "Summary"
CLASSES = "Object classes"
LINES = "Budget lines"
ALLOWABILITY = "Allowability"
ACCOUNTS = "Account codes"
AWARDS = "Awards"
LIMITS = "Limits"
CONDITIONS = "Conditions"
OPEN_ITEMS = "Open items"
SOURCES = "Sources"

TOP = 4
"""The first row of data on a sheet with one table, counted from 0: title, note, an empty row, header row."""

LINE_COLUMNS = (
    *("activity", "line", "buys", "object", "item", "quantity", "unit", "periods", "period", "price", "share", "amount"),
)
"""The columns of a budget line before its charges."""
AWARD_COLUMNS = (
    *("id", "award", "fund", "listing", "year", "allocation", "in", "out", "carryover", "available", "charged", "left", "used"),
    *("opens", "closes", "liquidate", "first", "last"),
)


@dataclass(frozen=True)
class Layout:
    """The places of lines and awards in the workbook of one plan."""

    material: Material

    @cached_property
    def lines(self) -> tuple[tuple[ActivityResult, LineResult], ...]:
        """All lines in the order of the plan."""
        return tuple((activity, line) for activity in self.material.result.activities for line in activity.lines)

    @cached_property
    def line_rows(self) -> dict[tuple[str, str], int]:
        """The row of each line by the ids of its activity and its own."""
        return {(activity.id, line.id): TOP + at for at, (activity, line) in enumerate(self.lines)}

    @property
    def last_line(self) -> int:
        """The last row of the lines; the first, where there are none."""
        return TOP + max(len(self.lines), 1) - 1

    @cached_property
    def award_columns(self) -> dict[str, int]:
        """The column of each award among the lines."""
        return {use.award.id: len(LINE_COLUMNS) + at for at, use in enumerate(self.material.result.awards)}

    @cached_property
    def award_rows(self) -> dict[str, int]:
        """The row of each award on its sheet."""
        return {use.award.id: TOP + at for at, use in enumerate(self.material.result.awards)}

    @property
    def last_award(self) -> int:
        """The last row of the awards."""
        return TOP + max(len(self.award_rows), 1) - 1

    @property
    def after_awards(self) -> int:
        """The first column behind the awards among the lines: what is charged in all."""
        return len(LINE_COLUMNS) + len(self.award_columns)

    def amount_cell(self, activity: str, line: str, sheet: str = LINES) -> str:
        """The amount of a line."""
        return cell(LINE_COLUMNS.index("amount"), self.line_rows[activity, line], sheet)

    def charge_cell(self, activity: str, line: str, award: str) -> str:
        """What an award pays of a line."""
        return cell(self.award_columns[award], self.line_rows[activity, line], LINES)

    def uncharged_cell(self, activity: str, line: str) -> str:
        """What no award pays of a line."""
        return cell(self.after_awards + 1, self.line_rows[activity, line], LINES)

    def award_charges(self, award: str) -> str:
        """Everything that an award pays, as a range."""
        return span(self.award_columns[award], TOP, self.last_line, LINES, fixed=True)

    def award_cell(self, award: str, column: str) -> str:
        """A cell of an award on its sheet."""
        return cell(AWARD_COLUMNS.index(column), self.award_rows[award], AWARDS)

    def names(self) -> dict[str, str]:
        """The names that formulas, and people who build on the workbook, can use."""
        last, rows = self.last_line, {name: LINE_COLUMNS.index(name) for name in ("amount", "object")}
        behind = self.after_awards
        found = {
            "line_amount": span(rows["amount"], TOP, last, LINES, fixed=True),
            "line_object": span(rows["object"], TOP, last, LINES, fixed=True),
            "line_charged": span(behind, TOP, last, LINES, fixed=True),
            "line_verdict": span(behind + 2, TOP, last, LINES, fixed=True),
            "plan_total": cell(rows["amount"], last + 1, LINES, fixed=True),
        }
        for name in ("fund", "allocation", "available", "charged", "left"):
            found[f"award_{name}"] = span(AWARD_COLUMNS.index(name), TOP, self.last_award, AWARDS, fixed=True)
        return found

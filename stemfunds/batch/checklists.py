"""A reviewer's checklist for each district: what the result shows is filled in, what only a person can say is blank.

The rows stand in `rules/checklist.yaml`. The decision is the reviewer's: the tool writes `Revise` where a rule refuses, and no
other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from stemfunds.batch.places import file_names
from stemfunds.batch.repairs import repairs
from stemfunds.batch.review import Point, Reviewed, reviewed, rows_of
from stemfunds.batch.store import Store
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.sheets.grid import Grid, Head
from stemfunds.justify.sheets.looks import Looks
from stemfunds.justify.words import day_in_prose, verdict_words
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.review_model import ChecklistRow
from stemfunds.whole_file import write_whole

DECISIONS = ("Approve", "Revise", "NA")
"""What the reviewer chooses from."""

_STATUS = {
    "correct": "✗ Not supported",
    "answer": "? Question open",
    "explain": "! Warning not explained",
    "meet": "◐ Conditions to meet",
    "noticed": "! Look at this",
    "": "✓ No rule speaks against it",
}
_GRAVEST = tuple(_STATUS)
_NOT_JUDGED = "– Not judged"
_MOST = 8
_HEADS = (
    Head("No.", 5),
    Head("Requirement", 44),
    Head("Decision", 11),
    Head("Status", 18),
    Head("Comment", 34),
    Head("Evidence", 66),
)
_STYLES = ("text", "text", "entry", "text", "entry", "text")
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(slots=True)
class Filled:
    """What the result says to a row: the gravest group, and the evidence line by line."""

    group: str = ""
    evidence: list[str] = field(default_factory=list)

    def add(self, group: str, evidence: str) -> None:
        """Add a piece of evidence; the gravest group stays."""
        self.group = min(self.group, group, key=_GRAVEST.index)
        self.evidence.append(evidence)

    @property
    def text(self) -> str:
        """The evidence, the first pieces of it."""
        more = [f"and {len(self.evidence) - _MOST} more in the store"] if len(self.evidence) > _MOST else []
        return "\n".join([*self.evidence[:_MOST], *more])


def write_checklists(store: Store, rulebook: Rulebook, folder: Path) -> int:
    """Write a checklist for each plan of the store, the broken ones included; gives their number. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    names = list(file_names(store, ".xlsx"))
    for plan, name in names:
        write_whole(folder / name, checklist(store, plan, rulebook))
    return len(names)


def checklist(store: Store, plan: int, rulebook: Rulebook) -> bytes:
    """The checklist of one plan of the store, as a workbook."""
    import xlsxwriter

    as_of = date.fromisoformat(store.meta["as_of"])
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _SAFE)
    book.set_properties({"title": "Reviewer's checklist", "created": datetime.combine(as_of, time())})
    grid = Grid(book, Looks(book), "Checklist")
    digest = store.meta["rulebook_digest"].removeprefix("sha256:")[:12]
    grid.foot(f"Reviewer's checklist · rulebook {store.meta['rulebook_version']}, {digest} · as of {as_of.isoformat()}")
    is_judged = bool(list(store.query("SELECT 1 FROM plans WHERE plan = ?", (plan,))))
    grid.title(*_head(store, plan, is_judged))
    _write_rows(grid, rulebook, filled_rows(reviewed(store, plan), rulebook) if is_judged else None)
    grid.finish()
    book.close()
    return buffer.getvalue()


def _head(store: Store, plan: int, is_judged: bool) -> Iterator[str]:
    yield "Reviewer's checklist"
    as_of = day_in_prose(date.fromisoformat(store.meta["as_of"]))
    if not is_judged:
        [path], *_ = store.query("SELECT path FROM failures WHERE plan = ?", (plan,))
        found = repairs(store, plan)
        first = "The problem" if len(found) == 1 else f"The first of {len(found)} problems"
        yield f"{path}: the plan could not be read on {as_of}; the letter to the district lists what to mend."
        yield f"{first}: {found[0].place or 'the whole file'}: {found[0].message}"
        return
    columns = "district, state, nces_id, title, total_cents, verdict"
    [(district, state, nces_id, title, total, verdict)] = store.query(f"SELECT {columns} FROM plans WHERE plan = ?", (plan,))
    yield ", ".join(word for word in (district, state, f"NCES id {nces_id}" if nces_id else "") if word)
    yield f"{title} · {dollars(total)} · as of {as_of}: {verdict_words(Verdict(verdict)).lower()}"
    yield "Status and evidence come from the rules. The decision is the reviewer's; rows without a status need a person."


def _write_rows(grid: Grid, rulebook: Rulebook, filled: dict[str, Filled] | None) -> None:
    review, section, number = rulebook.review, "", 0
    grid.table(_HEADS, frozen_columns=2)
    first = grid.row
    in_order = [row for part in review.sections for row in review.rows.values() if row.section == part]
    for row in in_order:
        if row.section != section:
            section, number = row.section, 0
            grid.line(
                (str(list(review.sections).index(section) + 1), review.sections[section].title, "", "", "", ""),
                ("total text",) * 6,
            )
        number += 1
        name = f"{list(review.sections).index(section) + 1}.{number}"
        grid.line((name, row.says, *_answers(row, filled)), _STYLES)
    choices = {"validate": "list", "source": list(DECISIONS), "input_title": "Decision", "input_message": "The reviewer decides."}
    grid.sheet.data_validation(first, 2, max(grid.row - 1, first), 2, choices)


def _answers(row: ChecklistRow, filled: dict[str, Filled] | None) -> tuple[str | None, str, None, str]:
    """Decision, status, comment and evidence."""
    if row.is_human:
        return None, "", None, ""
    if filled is None:
        return None, _NOT_JUDGED, None, ""
    found = filled[row.id]
    return "Revise" if found.group == "correct" else None, _STATUS[found.group], None, found.text


def filled_rows(review: Reviewed, rulebook: Rulebook) -> dict[str, Filled]:
    """What the result says to each row that is not a person's."""
    rows = rulebook.review.rows.values()
    filled = {row.id: Filled() for row in rows if not row.is_human}
    row_of = rows_of(rulebook)
    for point in review.points:
        row = row_of(point.rule, point.step)
        if row is not None:
            filled[row.id].add(point.group, _said(point))
        if point.group == "explain":
            for of_warnings in (one for one in rows if one.warnings and one is not row):
                filled[of_warnings.id].add(point.group, _said(point))
    refused = {point.rule for point in review.points if point.group == "correct"}
    for limit in review.plan["limits"]:
        if limit["status"] == "breached" and limit["rule"] in refused:
            continue  # the finding has the figures
        known = rulebook.limits.get(limit["rule"])
        row = row_of(limit["rule"], known.step if known else "")
        if row is not None and not _is_idle(limit):
            filled[row.id].evidence.append(_measured(limit, rulebook))
    for one in review.across:
        for row in (row for row in rows if one.rule in row.checks):
            filled[row.id].add("noticed", f"{one.rule}: {one.place + ': ' if one.place else ''}{one.message}")
    return filled


def _said(point: Point) -> str:
    places = "; ".join(point.places[:3]) + (f" and {len(point.places) - 3} more" if len(point.places) > 3 else "")
    return f"{point.rule}: {point.message}" + (f" ({places})" if places else "")


def _is_idle(limit: dict[str, Any]) -> bool:
    """A cap that nothing counts toward shows nothing."""
    return (limit["status"], limit["direction"], limit["measured_at_most"]) == ("met", "at_most", "0.00")


def _measured(limit: dict[str, Any], rulebook: Rulebook) -> str:
    fund = rulebook.funds[limit["fund"]].short if limit["fund"] in rulebook.funds else limit["fund"]
    where = ", ".join(word for word in (fund, limit["award"], limit["activity"]) if word)
    bound = f", {limit['direction'].replace('_', ' ')} {_dollars(limit['bound'])}" if limit["bound"] is not None else ""
    most = f" to {_dollars(limit['measured_at_most'])}" if limit["measured_at_most"] != limit["measured"] else ""
    return f"{limit['rule']} {limit['status']}: measured {_dollars(limit['measured'])}{most}{bound} ({where})"


def _dollars(amount: str) -> str:
    return dollars(int(amount.replace(".", "")))

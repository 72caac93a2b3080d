"""A plan, or an empty template, as an Excel workbook: the same plan and rulebook give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.form_sheet import write_form
from stemfunds.workbook.layout import FACTS, FORM_SHEET, LISTS_SHEET, STAMP_SHEET, START_SHEET, sheets
from stemfunds.workbook.lists import WORDS_SHEET, Lists
from stemfunds.workbook.rows import PlanRows
from stemfunds.workbook.stamp import DIGEST_KEY, RULEBOOK_KEY, TEMPLATE_KEY, TEMPLATE_VERSION
from stemfunds.workbook.start_sheet import write_start
from stemfunds.workbook.styles import ACCENT, Styles
from stemfunds.workbook.table_sheet import Design, TableSheet
from stemfunds.workbook.words_sheet import write_words

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_CREATED = dt.datetime(2026, 1, 1)  # the same in every workbook, so that the bytes say nothing of the day


def workbook_bytes(
    rulebook: Rulebook, plan: Plan | None = None, vocabulary: Vocabulary | None = None, *, spare: bool = True
) -> bytes:
    """The bytes of an .xlsx file: the template, with the values of a plan if one is given.

    The vocabulary is that of the rulebook unless another one is given; without `spare` there are no rows to fill in.
    Raises UnusableInput where a text of the plan is longer than a cell can hold.
    """
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"title": plan.title if plan else "STEM spending plan", "author": "stemfunds", "created": _CREATED})
    _fill(book, rulebook, plan, vocabulary or plan_vocabulary(rulebook), spare)
    book.close()
    return target.getvalue()


def _fill(book: Workbook, rulebook: Rulebook, plan: Plan | None, vocabulary: Vocabulary, spare: bool) -> None:
    from stemfunds.workbook.plain_formulas import PlainFormulas

    rows = PlanRows(plan, vocabulary) if plan is not None else None
    styles, lists = Styles(book), Lists(vocabulary)
    names = [START_SHEET, FORM_SHEET, *(one.name for one in sheets()), FACTS.name, WORDS_SHEET, LISTS_SHEET, STAMP_SHEET]
    made = {name: book.add_worksheet(name, PlainFormulas) for name in names}
    design = Design.of(rows, lists, spare)
    write_start(made[START_SHEET], styles, rulebook)
    write_form(made[FORM_SHEET], styles, lists, rows)
    for layout in (*sheets(), FACTS):
        TableSheet(book, made[layout.name], layout, design, styles, lists, vocabulary).write(rows)
    write_words(made[WORDS_SHEET], styles, rulebook)
    lists.write(made[LISTS_SHEET], styles)
    stamp = made[STAMP_SHEET]
    for row, (key, value) in enumerate(
        ((TEMPLATE_KEY, str(TEMPLATE_VERSION)), (RULEBOOK_KEY, rulebook.version), (DIGEST_KEY, rulebook.digest))
    ):
        stamp.write_string(row, 0, key)
        stamp.write_string(row, 1, value)
    stamp.very_hidden()
    stamp.protect()
    for name in (FORM_SHEET, *(one.name for one in sheets()), FACTS.name):
        made[name].set_tab_color(ACCENT)
    made[START_SHEET].activate()

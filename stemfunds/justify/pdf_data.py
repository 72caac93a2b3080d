"""A document as plain data, every figure already in words: what the Typst program draws."""

from __future__ import annotations

import re
from typing import Any

from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import (
    Block,
    Bullets,
    Cell,
    Checklist,
    Document,
    Judged,
    Labelled,
    Notice,
    Paragraph,
    Row,
    Section,
    Signatures,
    StackedBars,
    Standing,
    Table,
    Text,
    Timeline,
)
from stemfunds.justify.drawing import Mark, bars_in_words, drawn_bars, drawn_timeline, timeline_in_words
from stemfunds.justify.pdf_signs import Lettering
from stemfunds.justify.templating import is_wordy, kind_of, paragraphs, verdict_name
from stemfunds.justify.word_widths import column_widths
from stemfunds.justify.words import bare, symbol, verdict_words

Data = dict[str, Any]
"""What JSON can hold."""

_SPECIAL = re.compile(r"(\b[IVX]{1,4}-[A-Z]\b|[^\W\d_]{17,})")
"""Names such as IV-A, which stay on one line, and words so long that they may be hyphenated."""
_WORDIEST_TOGETHER, _SHORTEST_TOGETHER = 3, 16
_MOST_SIGNS_TOGETHER = 1500
_FEW_HEADINGS = 20


def data_of(document: Document, lettering: Lettering) -> Data:
    """The document as data; `lettering` learns which of its signs cannot be drawn."""
    return _Writer(lettering).document(document)


class _Writer:
    def __init__(self, lettering: Lettering) -> None:
        self._fit = lettering.fit

    def document(self, document: Document) -> Data:
        cover = document.cover
        language, _, region = document.language.partition("-")
        return {
            "title": self._fit(document.title),
            "author": self._fit(document.author),
            "language": language,
            "region": region,
            "is_draft": document.is_draft,
            "is_short": document.is_short,
            "footer": self._fit(document.footer),
            "has_contents": sum(1 + len(section.parts) for section in document.sections) > _FEW_HEADINGS,
            "cover": {
                "district": self._fit(cover.district),
                "title": self._fit(cover.title),
                "plan": self._fit(cover.plan),
                "verdict": None if cover.verdict is None else self._verdict(cover.verdict),
                "status": self._fit(cover.status),
                "entries": self._entries(cover.entries),
                "statement": self._text(cover.statement),
            },
            "sections": [self._section(section, section.wide) for section in document.sections],
        }

    def _section(self, section: Section, wide: bool) -> Data:
        return {
            "title": self._fit(section.title),
            "new_page": section.new_page,
            "wide": wide,
            "blocks": [self._block(block, wide) for block in section.blocks],
            "parts": [self._section(part, wide) for part in section.parts],
        }

    def _text(self, text: Text, in_a_cell: bool = False) -> list[Data]:
        return [
            {"pieces": _SPECIAL.split(self._fit(span.text, in_a_cell)), "manner": span.manner, "url": span.url} for span in text
        ]

    def _texts(self, texts: tuple[Text, ...], in_a_cell: bool = False) -> list[list[Data]]:
        return [self._text(text, in_a_cell) for text in texts]

    def _entries(self, entries: tuple[tuple[str, tuple[Text, ...]], ...]) -> list[Data]:
        return [{"label": self._fit(label), "texts": self._texts(texts)} for label, texts in entries]

    def _verdict(self, verdict: Verdict) -> Data:
        return {"name": verdict_name(verdict), "symbol": symbol(verdict), "words": verdict_words(verdict)}

    # --- blocks ---------------------------------------------------------------------------------------------

    def _block(self, block: Block, wide: bool) -> Data:
        return {"kind": kind_of(block), **self._inside(block, wide)}

    def _inside(self, block: Block, wide: bool) -> Data:
        match block:
            case Paragraph(text, role):
                return {"text": self._text(text), "role": role}
            case Standing(verdict, behind):
                return {"verdict": self._verdict(verdict), "behind": self._text(behind)}
            case Labelled(entries):
                return {"entries": self._entries(entries)}
            case Bullets(entries=texts):
                return {"entries": self._texts(texts)}
            case Table():
                return self._table(block, wide)
            case StackedBars():
                return self._bars(block)
            case Timeline():
                return self._timeline(block)
            case Checklist(duties):
                return {
                    "duties": [
                        {"number": duty.number, "text": self._text(duty.text), "details": self._texts(duty.details)}
                        for duty in duties
                    ]
                }
            case Notice(title, text):
                return {"title": self._fit(title), "text": self._text(text)}
            case Signatures(roles):
                return {"roles": [self._fit(role) for role in roles]}

    def _table(self, table: Table, wide: bool) -> Data:
        return {
            "caption": self._fit(f"Table {table.number}. {table.caption}"),
            "widths": column_widths(table, wide),
            "aligns": [column.align for column in table.columns],
            "heads": [self._fit(column.title, in_a_cell=True) for column in table.columns],
            "rows": [self._row(row) for row in table.rows],
            "together": len(table.rows) <= (_WORDIEST_TOGETHER if is_wordy(table) else _SHORTEST_TOGETHER),
        }

    def _row(self, row: Row) -> Data:
        longest = max((sum(len(bare(text)) for text in paragraphs(cell)) for cell in row.cells), default=0)
        return {
            "role": row.role,
            "together": longest <= _MOST_SIGNS_TOGETHER,
            "cells": [self._cell(cell) for cell in row.cells],
        }

    def _cell(self, cell: Cell) -> Data:
        if isinstance(cell, Judged):
            return {"verdict": self._verdict(cell.verdict), "texts": self._texts(cell.below, in_a_cell=True)}
        return {"verdict": None, "texts": self._texts(paragraphs(cell), in_a_cell=True)}

    # --- charts ---------------------------------------------------------------------------------------------

    def _bars(self, chart: StackedBars) -> Data:
        return {
            "caption": self._fit(f"Figure {chart.number}. {chart.caption}"),
            "in_words": self._fit(bars_in_words(chart)),
            "keys": [{"number": number, "name": self._fit(name)} for number, name in chart.keys],
            "bars": [
                {"label": self._fit(bar.label), "amount": bar.amount, "marks": [_mark(mark) for mark in bar.marks]}
                for bar in drawn_bars(chart)
            ],
        }

    def _timeline(self, chart: Timeline) -> Data:
        drawn = drawn_timeline(chart)
        return {
            "caption": self._fit(f"Figure {chart.number}. {chart.caption}"),
            "in_words": self._fit(timeline_in_words(chart)),
            "ticks": [_mark(tick) for tick in drawn.ticks],
            "seen_on": _mark(drawn.seen_on),
            "periods": [
                {
                    "label": self._fit(period.label),
                    "dates": period.dates,
                    "window": _mark(period.window),
                    "payment": _mark(period.payment),
                    "obligations": _mark(period.obligations),
                    "outside": [_mark(mark) for mark in period.outside],
                }
                for period in drawn.periods
            ],
        }


def _mark(mark: Mark | None) -> Data | None:
    return None if mark is None else {"start": mark.start, "width": mark.width, "text": mark.text, "look": mark.look}

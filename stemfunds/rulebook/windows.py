"""The obligation window of a fund, as its rule file writes it."""

from __future__ import annotations

from datetime import date

from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.model import Moment, Stream, Window
from stemfunds.rulebook.operands import read_figure_ref
from stemfunds.rulebook.terms import FigureRef
from stemfunds.rulebook.words import Words

_KEYS = frozenset("id says opens months closes tydings_months october liquidation_days otherwise repair cite".split())


def read_window(node: Node, owner: str, words: Words, problems: Problems) -> Window:
    """When awards of a fund may be obligated; it closes after some months or on a date."""
    entry = Entry(node, problems, _KEYS | {"tightens"}, "window")
    if ("months" in entry.node) == ("closes" in entry.node):
        problems.add(entry.at, "a window closes after months or on a date: give one of months and closes")
    return Window(
        id=entry.required_text("id"),
        owner=owner,
        says=entry.required_text("says"),
        cite=read_citations(entry.require("cite"), words.sources, problems),
        file=problems.file,
        line=entry.at.line,
        opens=_moment(entry.require("opens"), problems),
        months=entry.whole("months"),
        closes=_moment(entry.get("closes"), problems) if "closes" in entry.node else None,
        tydings_months=entry.whole("tydings_months"),
        october=_stream(entry.get("october"), problems),
        liquidation_days=_liquidation(entry, words, problems),
        otherwise=entry.text("otherwise"),
        repair=entry.text("repair"),
        tightens=entry.text("tightens"),
    )


def _moment(node: Node | None, problems: Problems) -> Moment:
    if node is None:
        return Moment()
    entry = Entry(node, problems, frozenset({"date", "month", "day"}), "a moment")
    if "date" in entry.node:
        return Moment(date=entry.date("date"))
    month, day = entry.whole("month"), entry.whole("day")
    try:
        date(2025, month, day)
    except ValueError:
        problems.add(entry.at, "expected a date, or a month and a day of the federal fiscal year")
    return Moment(month=month, day=day)


def _stream(node: Node | None, problems: Problems) -> Stream | None:
    if node is None:
        return None
    entry = Entry(node, problems, frozenset({"opens", "months"}), "october")
    return Stream(_moment(entry.require("opens"), problems), entry.whole("months"))


def _liquidation(entry: Entry, words: Words, problems: Problems) -> FigureRef | None:
    node = entry.get("liquidation_days")
    return None if node is None else read_figure_ref(node, entry.text("liquidation_days"), words, problems, "days")

"""Dated figures: amounts, percentages and counts that the law changes over time."""

from __future__ import annotations

from typing import Any, cast

from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.literals import read_cents, read_decimal
from stemfunds.rulebook.model import Figure, FigureValue
from stemfunds.rulebook.words import Words

_KEYS = frozenset({"figure", "says", "unit", "chosen_by", "values"})
_VALUE_KEYS = frozenset({"from", "value", "cite"})
_UNITS = frozenset({"money", "percent", "number", "days", "months"})


def read_figure(node: Node, words: Words, problems: Problems) -> Figure:
    """A figure with its values by date, earliest first; every value is cited."""
    entry = Entry(node, problems, _KEYS, "a figure")
    unit = entry.choice("unit", _UNITS)
    chosen_by = entry.required_text("chosen_by")
    at = entry.get("chosen_by") or entry.at
    fact = words.fact(at, chosen_by, problems) if chosen_by else None
    if fact is not None and fact.type != "date":
        problems.add(at, f"chosen_by: the type of {chosen_by} is {fact.type}; a figure is chosen by a date")
    values = tuple(_value(part, unit, words, problems) for part in entry.entries("values"))
    dates = [value.since for value in values]
    if dates != sorted(set(dates)):
        problems.add(entry.at, f"figure {entry.text('figure')}: the dates of its values must differ and ascend")
    if not values:
        problems.add(entry.at, f"figure {entry.text('figure')} has no values")
    return Figure(entry.required_text("figure"), entry.required_text("says"), cast(Any, unit), chosen_by, values)


def _value(node: Node, unit: str, words: Words, problems: Problems) -> FigureValue:
    entry = Entry(node, problems, _VALUE_KEYS, "a value of a figure")
    amount = entry.require("value")
    value: int | str = 0
    if amount is not None:
        value = read_cents(amount, problems, "value") if unit == "money" else read_decimal(amount, problems, "value")
    entry.require("from")
    cite = entry.require("cite")
    return FigureValue(entry.date("from") or "1900-01-01", value, read_citations(cite, words.sources, problems))

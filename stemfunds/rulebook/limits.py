"""Caps, floors and set-asides, as rule files write them."""

from __future__ import annotations

import re
from typing import Any, cast

from stemfunds.reading.nodes import Mapping, Node, Scalar
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.literals import read_cents
from stemfunds.rulebook.model import Counted, Limit
from stemfunds.rulebook.operands import read_figure_ref
from stemfunds.rulebook.rules import SELECTOR_KEYS, RuleReader
from stemfunds.rulebook.terms import FactRef, FigureRef, Value

_KEYS = frozenset(
    "id says cite step in_force maturity per applies counts at_most at_least of otherwise repair stops_charges".split()
)
_COUNTED_KEYS = (SELECTOR_KEYS - {"funds"}) | {"where"}
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:percent|%)")


def read_limit(node: Node, reader: RuleReader) -> Limit:
    """A limit: one bound, and a base when the bound is a percentage."""
    entry = Entry(node, reader.problems, _KEYS | reader.extra, "a limit")
    given = [key for key in ("at_most", "at_least") if key in entry.node]
    if len(given) != 1:
        reader.problems.add(entry.at, "a limit has one bound: at_most or at_least")
    direction = given[0] if given else "at_most"
    bound, unit = _bound(entry.get(direction), reader)
    base = _base(entry.get("of"), reader)
    if (unit == "percent") != (base is not None):
        reader.problems.add(entry.at, '"of" gives the base of a percentage; an amount of money has none')
    if direction == "at_least" and entry.flag("stops_charges"):
        reader.problems.add(
            entry.get("stops_charges") or entry.at, "stops_charges is for a cap (at_most); a floor stops no charge"
        )
    since, until = reader.in_force(entry)
    return Limit(
        id=entry.required_text("id"),
        owner=reader.owner,
        says=entry.required_text("says"),
        cite=read_citations(entry.require("cite"), reader.words.sources, reader.problems),
        step=entry.choice("step", frozenset(reader.words.ladder) or frozenset({"limits-and-period"}), "limits-and-period"),
        file=reader.problems.file,
        line=entry.at.line,
        per=cast(Any, entry.choice("per", frozenset({"award", "activity", "plan"}), "award")),
        direction=cast(Any, direction),
        bound=bound,
        bound_unit=cast(Any, unit),
        counts=_counted(entry.require("counts"), reader),
        base=base,
        applies=reader.conditions.read_optional(entry.get("applies")),
        otherwise=entry.text("otherwise"),
        repair=entry.text("repair"),
        in_force_from=since,
        in_force_until=until,
        stops_charges=entry.flag("stops_charges"),
        trial=reader.on_trial(entry),
        tightens=entry.text("tightens") if reader.extra else "",
    )


def _bound(node: Node | None, reader: RuleReader) -> tuple[Value | FigureRef, str]:
    if node is None:
        return Value(0), "money"
    text = as_text(node, reader.problems, "bound")
    if text.startswith("figure."):
        reference = read_figure_ref(node, text, reader.words, reader.problems, "money", "percent")
        figure = reader.words.figures.get(reference.figure)
        return reference, "percent" if figure is not None and figure.unit == "percent" else "money"
    if percent := _PERCENT.fullmatch(text):
        return Value(percent[1]), "percent"
    return Value(read_cents(node, reader.problems, "bound")), "money"


def _base(node: Node | None, reader: RuleReader) -> FactRef | Counted | None:
    if node is None:
        return None
    if isinstance(node, Mapping):
        return _counted(node, reader)
    name = node.text if isinstance(node, Scalar) else ""
    fact = reader.words.fact(node, name, reader.problems)
    if fact is not None and fact.type != "money":
        reader.problems.add(node, f"of: the type of {name} is {fact.type}; a base is an amount of money")
    return FactRef(name)


def _counted(node: Node | None, reader: RuleReader) -> Counted:
    if node is None:
        return Counted()
    if isinstance(node, Scalar) and node.text == "all":
        return Counted()
    entry = Entry(node, reader.problems, _COUNTED_KEYS, "counts")
    where = reader.conditions.read_optional(entry.get("where"))
    chosen = Mapping([pair for pair in entry.node if pair[0].text in SELECTOR_KEYS], entry.at.line, entry.at.column)
    return Counted(reader.selector(chosen), where)

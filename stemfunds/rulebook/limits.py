"""Caps, floors and set-asides, as rule files write them."""

from __future__ import annotations

import re
from typing import Any, cast

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.literals import read_cents
from stemfunds.rulebook.model import Base, BaseRef, Counted, LeftOut, Limit
from stemfunds.rulebook.operands import read_figure_ref
from stemfunds.rulebook.rules import SELECTOR_KEYS, RuleReader
from stemfunds.rulebook.terms import FactRef, FigureRef, Value

LIMIT_KEYS = frozenset("id says cite step in_force maturity per applies counts at_most at_least of".split()) | frozenset(
    "otherwise repair stops_charges no_calculator".split()
)
COUNTED_KEYS = (SELECTOR_KEYS - {"funds"}) | {"where"}
_BASE_KEYS = frozenset({"base", "says", "counts", "leaves_out", "cite"})
_LEFT_OUT_KEYS = COUNTED_KEYS | {"part", "says", "beyond", "amount"}
_FACT = re.compile(r"(plan|district|fund|award|activity)\.[a-z0-9_]+")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:percent|%)")


def read_limit(node: Node, reader: RuleReader) -> Limit:
    """A limit: one bound, and a base when the bound is a percentage."""
    entry = Entry(node, reader.problems, LIMIT_KEYS | reader.extra, "a limit")
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
        no_calculator=entry.text("no_calculator"),
    )


def read_base(node: Node, reader: RuleReader) -> Base:
    """A base with a name: what is counted, and what of it is left out."""
    entry = Entry(node, reader.problems, _BASE_KEYS, "a base")
    parts = tuple(_left_out(part, reader) for part in entry.entries("leaves_out"))
    for number, part in enumerate(parts):
        if part.id in {other.id for other in parts[:number]} | {"measured", "base", "whole"}:
            reader.problems.add(entry.at, f'the part "{part.id}" of a base needs a name of its own')
    return Base(
        id=entry.required_text("base"),
        says=entry.required_text("says"),
        counts=_counted(entry.require("counts"), reader),
        leaves_out=parts,
        cite=read_citations(entry.require("cite"), reader.words.sources, reader.problems),
    )


def _left_out(node: Node, reader: RuleReader) -> LeftOut:
    entry = Entry(node, reader.problems, _LEFT_OUT_KEYS, "a part that a base leaves out")
    chosen = [pair for pair in entry.node if pair[0].text in COUNTED_KEYS]
    amount, beyond = entry.get("amount"), entry.get("beyond")
    if bool(chosen) == (amount is not None):
        reader.problems.add(entry.at, "a part that a base leaves out names charges, or the amount that a fact gives")
    if beyond is not None and amount is not None:
        reader.problems.add(beyond, "beyond is for charges: of each, what is above the figure is left out")
    figure = None
    if beyond is not None:
        figure = read_figure_ref(beyond, as_text(beyond, reader.problems, "beyond"), reader.words, reader.problems, "money")
    return LeftOut(
        id=entry.required_text("part"),
        says=entry.required_text("says"),
        counts=_counted(Mapping(chosen, entry.at.line, entry.at.column), reader) if chosen else None,
        beyond=figure,
        amount=None if amount is None else _amount(amount, reader, "amount"),
    )


def _bound(node: Node | None, reader: RuleReader) -> tuple[Value | FigureRef | FactRef, str]:
    if node is None:
        return Value(0), "money"
    text = as_text(node, reader.problems, "bound")
    if text.startswith("figure."):
        reference = read_figure_ref(node, text, reader.words, reader.problems, "money", "percent")
        figure = reader.words.figures.get(reference.figure)
        return reference, "percent" if figure is not None and figure.unit == "percent" else "money"
    if percent := _PERCENT.fullmatch(text):
        return Value(percent[1]), "percent"
    if _FACT.fullmatch(text):
        fact = reader.words.fact(node, text, reader.problems)
        if fact is not None and fact.type not in ("percent", "money"):
            reader.problems.add(node, f"the type of {text} is {fact.type}; a bound is a percentage or an amount of money")
        return FactRef(text), "percent" if fact is None or fact.type == "percent" else "money"
    return Value(read_cents(node, reader.problems, "bound")), "money"


def _base(node: Node | None, reader: RuleReader) -> FactRef | Counted | BaseRef | None:
    if node is None:
        return None
    if isinstance(node, Mapping):
        return _named_base(node, reader) if "base" in node else _counted(node, reader)
    return _amount(node, reader, "of")


def _named_base(node: Mapping, reader: RuleReader) -> BaseRef:
    name = Entry(node, reader.problems, frozenset({"base"}), "of").text("base")
    if name not in reader.words.bases:
        nearest = nearest_name(name, reader.words.bases)
        reader.problems.add(node, f'unknown base "{name}"', found=name, nearest=nearest)
    return BaseRef(name)


def _amount(node: Node, reader: RuleReader, key: str) -> FactRef:
    name = node.text if isinstance(node, Scalar) else ""
    fact = reader.words.fact(node, name, reader.problems)
    if fact is not None and fact.type != "money":
        reader.problems.add(node, f"{key}: the type of {name} is {fact.type}; a base is an amount of money")
    return FactRef(name)


def _counted(node: Node | None, reader: RuleReader) -> Counted:
    if node is None:
        return Counted()
    if isinstance(node, Scalar) and node.text == "all":
        return Counted()
    entry = Entry(node, reader.problems, COUNTED_KEYS, "counts")
    where = reader.conditions.read_optional(entry.get("where"))
    chosen = Mapping([pair for pair in entry.node if pair[0].text in SELECTOR_KEYS], entry.at.line, entry.at.column)
    return Counted(reader.selector(chosen), where)

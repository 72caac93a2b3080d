"""The right side of a comparison: a literal, a dated figure, another fact, a share of an amount, or a shifted date."""

from __future__ import annotations

import re
from typing import Any, cast

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node, Scalar
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.literals import read_value
from stemfunds.rulebook.model import Fact
from stemfunds.rulebook.terms import DateShift, FactRef, FigureRef, Operand, ShareOf, Value
from stemfunds.rulebook.words import Words

_SHARE = re.compile(r"(\S+) percent of (\S+)")
_SHIFT = re.compile(r"(\d+) (days|months|years) (before|after) (\S+)")
_FACT = re.compile(r"(plan|district|fund|award|school|activity|line|charge)\.[a-z0-9_]+")
_COUNTS = {"number", "percent"}


def read_operand(node: Node, fact: Fact, words: Words, problems: Problems) -> Operand:
    """What a fact is compared with, typed by the fact."""
    text = node.text if isinstance(node, Scalar) else ""
    if share := _SHARE.fullmatch(text):
        return _share(node, share[1], share[2], words, problems)
    if shift := _SHIFT.fullmatch(text):
        other = _reference(node, shift[4], "date", words, problems)
        sign = -1 if shift[3] == "before" else 1
        return DateShift(sign * int(shift[1]), cast(Any, shift[2]), cast(Any, other))
    if text.startswith("figure.") or _FACT.fullmatch(text):
        return _reference(node, text, fact.type, words, problems)
    return read_value(node, fact, problems)


def facts_named(operand: Operand) -> tuple[str, ...]:
    """The facts that a right side names."""
    if isinstance(operand, FactRef):
        return (operand.fact,)
    return facts_named(operand.of) if isinstance(operand, ShareOf | DateShift) else ()


def read_figure_ref(node: Node, text: str, words: Words, problems: Problems, *units: str) -> FigureRef:
    """A figure by its name, `figure.NAME`, in one of the units; its absence, or another unit, is a problem."""
    name = text.removeprefix("figure.")
    figure = words.figures.get(name)
    if name == text:
        problems.add(node, f'"{text}": expected a figure by its name, such as figure.NAME', found=text)
    elif figure is not None and units and not any(_fits(figure.unit, unit) for unit in units):
        problems.add(node, f"the unit of figure {name} is {figure.unit}; expected {' or '.join(units)}")
    elif name not in words.figures:
        problems.add(node, f'unknown figure "{name}"', found=name, nearest=nearest_name(name, words.figures.keys()))
    return FigureRef(name)


def _share(node: Node, percent: str, of: str, words: Words, problems: Problems) -> ShareOf:
    base = _reference(node, of, "money", words, problems)
    if percent.startswith("figure."):
        return ShareOf(read_figure_ref(node, percent, words, problems, "percent"), cast(Any, base))
    if not re.fullmatch(r"\d+(\.\d+)?", percent):
        problems.add(node, f'"{percent} percent of": expected a number before the word percent')
        percent = "0"
    return ShareOf(Value(percent), cast(Any, base))


def _reference(node: Node, name: str, wanted: str, words: Words, problems: Problems) -> Operand:
    if name.startswith("figure."):
        return read_figure_ref(node, name, words, problems, wanted)
    fact = words.fact(node, name, problems)
    if fact is not None and not _fits(fact.type, wanted):
        problems.add(node, f"the type of {name} is {fact.type}; expected {wanted}")
    return FactRef(name)


def _fits(found: str, wanted: str) -> bool:
    """Whether values of two types can be compared: amounts of money only with amounts of money."""
    return found == wanted or {found, wanted} <= _COUNTS

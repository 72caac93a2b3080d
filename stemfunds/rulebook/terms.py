"""Conditions as typed data: comparisons of facts, joined by all, any, not, the quantifiers and named definitions.

The tagged classes tell msgspec which is which when a compiled rulebook is read back from JSON.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all parts of the rulebook.

    Their modules let Python evaluate annotations at once, where it can: msgspec asks for all of them at every start.
    """


class Citation(Frozen, frozen=True):
    """A source and the place in it. ``confirmed`` is false where this point rests on memory although its section was read."""

    source: str
    pinpoint: str = ""
    confirmed: bool = True


class Value(Frozen, frozen=True, tag="value"):
    """A literal as typed by its fact: cents, decimal or ISO-date text, a choice, or several choices."""

    value: bool | int | str | tuple[str, ...]


class FigureRef(Frozen, frozen=True, tag="figure"):
    """A dated figure by name; its value is picked by the date fact that the figure names."""

    figure: str


class FactRef(Frozen, frozen=True, tag="fact"):
    """The value of another fact."""

    fact: str


class ShareOf(Frozen, frozen=True, tag="share"):
    """A percentage of a fact, such as ``5 percent of award.amount``."""

    percent: Value | FigureRef
    of: FactRef | FigureRef


class DateShift(Frozen, frozen=True, tag="shift"):
    """A date some days, months or years before (negative) or after another date."""

    count: int
    unit: Literal["days", "months", "years"]
    of: FactRef | Value


Operand = Value | FigureRef | FactRef | ShareOf | DateShift
Operator = Literal["is", "at_least", "at_most", "before", "after", "includes", "only", "given"]


class Comparison(Frozen, frozen=True, tag="compare"):
    """One fact against one operand."""

    fact: str
    operator: Operator
    operand: Operand


class AllOf(Frozen, frozen=True, tag="all"):
    """Every part must hold."""

    parts: tuple[Condition, ...]


class AnyOf(Frozen, frozen=True, tag="any"):
    """One part must hold."""

    parts: tuple[Condition, ...]


class Negation(Frozen, frozen=True, tag="not"):
    """The part must not hold."""

    part: Condition


class Quantified(Frozen, frozen=True, tag="quantified"):
    """``every``, ``some`` or ``none`` of the activity's schools or lines."""

    quantifier: Literal["every", "some", "none"]
    over: Literal["schools", "lines"]
    part: Condition


class Holds(Frozen, frozen=True, tag="holds"):
    """A named definition."""

    definition: str


Condition = Comparison | AllOf | AnyOf | Negation | Quantified | Holds

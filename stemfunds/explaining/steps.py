"""The reasoning of a rule as data: steps with their values, and the facts that the last ones read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from stemfunds.judging.result import Finding
from stemfunds.plan.model import NOWHERE, Position
from stemfunds.rulebook.kleene import Truth, all_of, any_of, implies, negation

Way = Literal["all", "any", "not", "every", "some", "none", "same", "duty", "sum", "leaf"]
"""How the value of a step comes from its parts: `duty` is a trigger and what it demands; a leaf, and a sum over lines, have a
value of their own.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact or a figure that a step read: its value in words (empty where it is not given), and where that comes from."""

    name: str
    value: str
    origin: str
    question: str = ""
    at: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Step:
    """One condition with its value. `means` is what a named definition stands for."""

    words: str
    value: Truth
    way: Way = "leaf"
    readings: tuple[Reading, ...] = ()
    parts: tuple[Step, ...] = ()
    definition: str = ""

    @property
    def size(self) -> int:
        """How many conditions stand below this one."""
        return sum(1 + part.size for part in self.parts)

    def deciding(self) -> tuple[Step, ...]:
        """The parts on which the value rests; the others could be anything."""
        if self.way in ("all", "every") and self.value is not True:
            return tuple(part for part in self.parts if part.value is self.value)
        if self.way in ("any", "some") and self.value is not False:
            return tuple(part for part in self.parts if part.value is self.value)
        if self.way == "none" and self.value is not True:
            return tuple(part for part in self.parts if part.value is negation(self.value))
        if self.way == "sum":
            return tuple(part for part in self.parts if part.value is not False)
        if self.way == "duty":
            trigger, must = self.parts
            if self.value is True:
                return (must,) if must.value is True else (trigger,)
            return tuple(part for part in (trigger, must) if part is must or part.value is None)
        return self.parts


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding, or a rule that had nothing to object to, with its reasoning; a notice of the tool has no tree. `also` are
    other places where the conditions came out alike.
    """

    rule: str
    says: str
    means: str
    about: str
    tree: Step | None
    finding: Finding | None = None
    remarks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def combined(words: str, way: Way, parts: Iterable[Step], definition: str = "") -> Step:
    """A step whose value comes from its parts."""
    steps = tuple(parts)
    return Step(words, _value(way, [step.value for step in steps]), way, (), steps, definition)


def _value(way: Way, values: list[Truth]) -> Truth:
    if way in ("every", "some", "none") and not values:
        return None
    if way in ("all", "every"):
        return all_of(values)
    if way in ("any", "some"):
        return any_of(values)
    if way == "none":
        return negation(any_of(values))
    if way == "not":
        return negation(values[0])
    return implies(values[0], values[1]) if way == "duty" else values[0]

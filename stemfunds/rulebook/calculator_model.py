"""Calculators as typed data: the questions that are asked, and the steps as a person would write them on a worksheet."""

from typing import Literal

import msgspec

from stemfunds.rulebook.terms import Citation, Condition, Frozen

Unit = Literal["money", "number", "count", "percent", "year", "date", "yes-no", "choice", "text", "fund"]
Operation = Literal[
    "is",
    "figure",
    "limit",
    "sum",
    "difference",
    "product",
    "quotient",
    "share",
    "proportion",
    "larger_of",
    "smaller_of",
    "first_of",
    "choose",
    "at_least",
    "at_most",
    "more_than",
    "shift",
    "window",
    "rank",
    "total",
    "smallest",
    "follows",
    "matches",
]
Rounding = Literal["", "down", "up", "half-up"]


class Column(Frozen, frozen=True):
    """A column of a list of rows. Without a default the column must be filled, unless it is optional."""

    id: str
    question: str
    unit: Unit
    default: str = ""
    fills: str = ""
    optional: bool = False


class PlannedPart(Frozen, frozen=True):
    """What a plan's limit measured: the counted sum, the base, or a named part that the base leaves out."""

    limit: str
    part: str


class Input(Frozen, frozen=True):
    """A question of a calculator. ``fills`` names the fact, and ``planned`` the limits' sums, that answer it from a plan.

    ``only`` says which of the plan's schools are rows of a list that is filled from them. ``of_fund`` is for a question about
    one fund: an award of another one does not answer it.
    """

    id: str
    question: str
    unit: Unit | Literal["rows"]
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    default: str = ""
    example: str = ""
    fills: str = ""
    of_fund: str = ""
    planned: tuple[PlannedPart, ...] = ()
    columns: tuple[Column, ...] = ()
    only: Condition | None = None
    example_rows: tuple[dict[str, str], ...] = ()
    optional: bool = False


class Step(Frozen, frozen=True):
    """One row of the worksheet. ``over`` names the list of rows for each of which the step is taken.

    ``arguments`` are letters of earlier steps, columns such as ``schools.enrollment``, plain numbers, or, for ``is``, an input.
    ``figure`` and ``limit`` belong to the operations of these names; ``gives`` says which day of a window, which word is matched,
    or that a date is shifted back (`earlier`). A step with ``when`` is taken only where that step is yes, or given.
    """

    letter: str
    label: str
    operation: Operation
    unit: Unit
    arguments: tuple[str, ...] = ()
    over: str = ""
    figure: str = ""
    limit: str = ""
    gives: str = ""
    when: str = ""
    rounded: Rounding = ""
    never_below_zero: bool = False
    note: str = ""
    cite: tuple[Citation, ...] = ()


class Calculator(Frozen, frozen=True):
    """A worksheet: questions, steps, notes. ``dated_by`` is the step whose date picks the figures that have several values."""

    id: str
    title: str
    says: str
    file: str
    line: int
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]
    funds: tuple[str, ...] = ()
    dated_by: str = ""
    notes: tuple[str, ...] = ()
    cite: tuple[Citation, ...] = ()
    result: str = ""

    def input(self, name: str) -> Input | None:
        """The question of that name."""
        return next((one for one in self.inputs if one.id == name), None)


class WorkedOut(Frozen, frozen=True):
    """Where a fact comes from that the plan does not give: a step of a calculator. With a fund, only for its awards.

    ``part`` is what of the calculator the step rests on. The loader puts it in, so that a check of a plan reads no other one.
    """

    calculator: str
    step: str
    fund: str = ""
    part: Calculator | None = None

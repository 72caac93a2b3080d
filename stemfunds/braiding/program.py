"""The assignment as a mixed-integer program: which option each line takes, and how awards of one fund divide it.

Amounts are dollars as the solver sees them; exact cents are settled afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from stemfunds.braiding.options import Option, Part
from stemfunds.braiding.rows import Row
from stemfunds.braiding.trial import Pair

Weights: TypeAlias = dict[int, float]
"""Coefficients by column."""

INFINITY = float("inf")
MOST_NODES = 300
"""How far a goal is searched; what is not proved by then is told."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A charge that a column makes: `dollars` of it for each unit of the column. `chosen` is the column of its option."""

    column: int
    chosen: int
    pair: Pair
    dollars: float
    exact: int | None
    """The cents of a charge that is made whole or not at all; None where awards divide a part."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Values of all columns; `reached` and `possible` are the goal and the best that was not excluded."""

    values: tuple[float, ...]
    reached: float
    possible: float


@dataclass(slots=True)
class Columns:
    """The columns: one for each option, those of parts that awards divide, and those that limits need."""

    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)

    def add(self, upper: float, *, whole: bool) -> int:
        """A column from nothing to `upper`."""
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.upper) - 1


@dataclass(frozen=True, slots=True)
class Tie:
    """Options, by their numbers, one of which may be taken only if one of the leading options is."""

    led: tuple[int, ...]
    leads: tuple[int, ...]


@dataclass(slots=True)
class Line:
    """A row of the program."""

    weights: Weights
    least: float
    most: float


class Program:
    """The columns and rows of one assignment. `slack` has a column for every limit that may have to be broken."""

    def __init__(
        self, options: Sequence[Option], rows: Sequence[Row], smallest: int, ties: Sequence[Tie] = (), *, pinned: bool
    ) -> None:
        self.options, self.rows = options, rows
        self.columns, self.lines = Columns(), list[Line]()
        self.flows: list[Flow] = []
        self.payers: list[tuple[int, Pair, int]] = []
        """For parts that awards divide: whether an award pays, which charge that is, and the column of the option."""
        self.chosen = [self.columns.add(1, whole=True) for _ in options]
        self.slack: dict[int, int] = {}
        self._one_option_a_line()
        for column, option in zip(self.chosen, options, strict=True):
            for part in option.parts:
                self._part(column, option, part, smallest / 100)
        self.by_pair: dict[Pair, list[Flow]] = {}
        for flow in self.flows:
            self.by_pair.setdefault(flow.pair, []).append(flow)
        for tie in ties:
            self.lines.append(Line({**dict.fromkeys(tie.led, 1.0), **dict.fromkeys(tie.leads, -1.0)}, -INFINITY, 0.0))
        self.row_lines: dict[int, int] = {}
        for number, row in enumerate(rows):
            self._limit(number, row, elastic=pinned or row.direction == "at_least")

    def _one_option_a_line(self) -> None:
        by_line: dict[str, list[int]] = {}
        kept: set[str] = set()
        for column, option in zip(self.chosen, self.options, strict=True):
            by_line.setdefault(option.line, []).append(column)
            kept |= {option.line} if option.kept else set()
        for name, columns in by_line.items():
            self.lines.append(Line(dict.fromkeys(columns, 1.0), 1.0 if name in kept else 0.0, 1.0))

    def _part(self, column: int, option: Option, part: Part, smallest: float) -> None:
        dollars = part.cents / 100
        if len(part.awards) == 1:
            self.flows.append(Flow(column, column, (option.line, part.awards[0]), dollars, part.cents))
            return
        paid = []
        for award in part.awards:
            amount, pays = self.columns.add(dollars, whole=False), self.columns.add(1, whole=True)
            paid.append(amount)
            self.flows.append(Flow(amount, column, (option.line, award), 1.0, None))
            self.payers.append((pays, (option.line, award), column))
            self.lines.append(Line({amount: 1.0, pays: -dollars}, -INFINITY, 0.0))
            self.lines.append(Line({amount: 1.0, pays: -smallest}, 0.0, INFINITY))
            self.lines.append(Line({pays: 1.0, column: -1.0}, -INFINITY, 0.0))
        self.lines.append(Line({**dict.fromkeys(paid, 1.0), column: -dollars}, 0.0, 0.0))

    def _limit(self, number: int, row: Row, *, elastic: bool) -> None:
        weights = self.weighted({pair: float(part) for pair, part in row.sums.items()})
        bound = float(row.bound) / 100
        if not weights and (row.direction == "at_most") == (bound >= 0):
            return
        if row.gate:
            counts = self.columns.add(1, whole=True)
            counted = self.weighted(dict.fromkeys(row.counted, 1.0))
            weights[counts] = float(row.gate) / 100
            largest = sum(
                flow.dollars * self.columns.upper[flow.column] for pair in row.counted for flow in self.by_pair.get(pair, ())
            )
            self.lines.append(Line({**counted, counts: -largest}, -INFINITY, 0.0))
        if elastic:
            self.slack[number] = self.columns.add(INFINITY, whole=False)
            weights[self.slack[number]] = -1.0 if row.direction == "at_most" else 1.0
        self.row_lines[number] = len(self.lines)
        self.lines.append(Line(weights, bound, INFINITY) if row.direction == "at_least" else Line(weights, -INFINITY, bound))

    def weighted(self, by_pair: Mapping[Pair, float]) -> Weights:
        """Weights by charge, for each dollar, as weights by column."""
        weights: Weights = {}
        for pair, weight in by_pair.items():
            for flow in self.by_pair.get(pair, ()):
                weights[flow.column] = weights.get(flow.column, 0.0) + weight * flow.dollars
        return weights

"""The steps of a calculator: which operations there are, what each takes, and of what unit its result is."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from typing import Any, cast

import msgspec

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.calculator_model import Calculator, Input, Operation, Step, Unit
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.model import Limit
from stemfunds.rulebook.terms import FactRef
from stemfunds.rulebook.words import Words

OPERATIONS: dict[str, tuple[int, int]] = {
    "is": (1, 1),
    "figure": (0, 0),
    "limit": (1, 1),
    "sum": (2, 9),
    "difference": (2, 9),
    "product": (2, 2),
    "quotient": (2, 2),
    "share": (2, 2),
    "proportion": (2, 2),
    "larger_of": (2, 9),
    "smaller_of": (2, 9),
    "first_of": (2, 9),
    "choose": (3, 3),
    "at_least": (2, 2),
    "at_most": (2, 2),
    "more_than": (2, 2),
    "shift": (2, 2),
    "window": (3, 3),
    "rank": (1, 1),
    "total": (1, 1),
    "smallest": (1, 1),
    "follows": (2, 2),
    "matches": (1, 1),
}
"""The operations with the fewest and the most values that each takes."""

_WINDOW_DAYS = frozenset({"opens", "available_until", "closes"})
_LETTER = re.compile(r"[A-Z]{1,2}[0-9]{0,2}")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_COUNTING = frozenset({"number", "count"})
_OVER_ALL = frozenset({"rank", "total", "smallest", "follows"})
ANY = ""
"""The unit of a plain number, which fits every amount."""


class StepReader:
    """Reads the steps of one calculator in order; each may use what stands before it."""

    def __init__(self, inputs: tuple[Input, ...], words: Words, limits: MappingType[str, Limit], problems: Problems) -> None:
        self.inputs = {one.id: one for one in inputs}
        self.columns = {f"{one.id}.{column.id}": column for one in inputs for column in one.columns}
        self.words = words
        self.limits = limits
        self.problems = problems
        self.steps: dict[str, Step] = {}

    def read(self, entry: Entry) -> None:
        """One step; what is wrong with it is noted."""
        letter = entry.required_text("step")
        if letter and not _LETTER.fullmatch(letter):
            self.problems.add(entry.get("step") or entry.at, f'step "{letter}": expected a capital letter, such as A, B2 or AA')
        if letter in self.steps:
            self.problems.add(entry.get("step") or entry.at, f"step {letter} stands twice")
        given = [name.text for name, _ in entry.node if name.text in OPERATIONS]
        if len(given) != 1:
            words = "none" if not given else " and ".join(given)
            self.problems.add(entry.at, f"step {letter}: a step has one operation, found {words}")
            given = given or ["is"]
        operation, over = given[0], entry.text("over")
        if over and (over not in self.inputs or self.inputs[over].unit != "rows"):
            rows = [name for name, one in self.inputs.items() if one.unit == "rows"]
            at = entry.get("over") or entry.at
            self.problems.add(at, f'over "{over}": expected a list of rows', found=over, nearest=nearest_name(over, rows))
        arguments = self._arguments(entry, operation)
        units = [self._unit_of(entry, letter, name, over, operation) for name in arguments]
        step = Step(
            letter=letter,
            label=entry.required_text("label"),
            operation=cast(Operation, operation),
            unit=cast(Any, self._result(entry, letter, operation, units)),
            arguments=arguments,
            over=over,
            figure=entry.text("figure").removeprefix("figure."),
            limit=entry.text("limit"),
            gives=self._gives(entry, operation),
            when=self._when(entry, letter),
            rounded=cast(Any, entry.choice("rounded", frozenset({"down", "up", "half-up"})) if "rounded" in entry.node else ""),
            never_below_zero=entry.flag("never_below_zero"),
            note=entry.text("note"),
            cite=read_citations(entry.get("cite"), self.words.sources, self.problems),
        )
        self.steps[letter] = step

    def _arguments(self, entry: Entry, operation: str) -> tuple[str, ...]:
        """What an operation works on, in order."""
        if operation in ("limit", "window"):
            found = entry.texts("of")
        elif operation == "figure":
            found = ()
        else:
            found = entry.texts(operation) + (entry.texts("of") if operation == "share" else ())
        least, most = OPERATIONS[operation]
        if not least <= len(found) <= most:
            expected = str(least) if least == most else f"{least} or more"
            self.problems.add(entry.at, f"{operation}: expected {expected} values, found {len(found)}")
        return found

    def _gives(self, entry: Entry, operation: str) -> str:
        if operation == "window":
            return entry.choice("window", _WINDOW_DAYS)
        if operation == "matches":
            entry.require("value")
            return ", ".join(entry.texts("value"))
        return "earlier" if operation == "shift" and entry.flag("earlier") else ""

    def _when(self, entry: Entry, letter: str) -> str:
        name = entry.text("when")
        if name and (name not in self.steps or self.steps[name].over):
            message = f'step {letter}: when "{name}": expected a step before it'
            self.problems.add(entry.get("when") or entry.at, message, found=name, nearest=nearest_name(name, self.steps))
        return name

    def _unit_of(self, entry: Entry, letter: str, name: str, over: str, operation: str) -> str:
        """The unit of a value that a step uses; one that is not there, or stands below, is a problem."""
        if _PLAIN.fullmatch(name):
            return ANY
        step, column, question = self.steps.get(name), self.columns.get(name), self.inputs.get(name)
        if step is not None:
            if step.over and step.over != over and operation not in _OVER_ALL:
                self.problems.add(entry.at, f"step {letter}: {name} is a column; take its total, or say over: {step.over}")
            return step.unit
        if column is not None:
            if name.partition(".")[0] != over and operation not in _OVER_ALL:
                rows = name.partition(".")[0]
                self.problems.add(entry.at, f"step {letter}: {name} is a column; take its total, or say over: {rows}")
            return column.unit
        if question is not None and question.unit != "rows" and operation == "is":
            return question.unit
        known = [*self.steps, *self.columns, *(self.inputs if operation == "is" else ())]
        if question is not None and question.unit != "rows":
            message = f'step {letter}: "{name}" is a question; give it a step of its own (is: {name}) and use its letter'
            self.problems.add(entry.at, message, found=name)
        else:
            nearest = nearest_name(name, known)
            self.problems.add(entry.at, f'step {letter}: unknown value "{name}"', found=name, nearest=nearest)
        return ANY

    def _result(self, entry: Entry, letter: str, operation: str, units: list[str]) -> str:
        """The unit of the result; values that do not go together are a problem."""
        given = [unit for unit in units if unit != ANY]
        if operation == "figure":
            return self._figure_unit(entry)
        if operation == "limit":
            self._check_limit(entry, given)
            return "money"
        if operation in ("at_least", "at_most", "more_than", "matches"):
            self._same_unit(entry, letter, operation, given)
            return "yes-no"
        if operation in ("shift", "window"):
            if operation == "shift" and units[:1] not in ([ANY], ["date"]):
                self.problems.add(entry.at, f"step {letter}: shift moves a date")
            return "date"
        if operation == "proportion":
            return "percent"
        if operation == "rank":
            return "count"
        if operation == "follows":
            return "yes-no"
        if operation in ("product", "quotient", "share"):
            return self._product_unit(entry, letter, operation, units)
        if operation == "choose":
            if units[:1] not in ([ANY], ["yes-no"]):
                self.problems.add(entry.at, f"step {letter}: choose begins with a step that is yes or no")
            given = [unit for unit in units[1:] if unit != ANY]
        self._same_unit(entry, letter, operation, given)
        return given[0] if given else "number"

    def _same_unit(self, entry: Entry, letter: str, operation: str, units: list[str]) -> None:
        if len({("count" if unit in _COUNTING else unit) for unit in units}) > 1:
            self.problems.add(entry.at, f"step {letter}: {operation} of {' and '.join(units)}; expected one unit")

    def _product_unit(self, entry: Entry, letter: str, operation: str, units: list[str]) -> str:
        if operation == "share" and units[:1] != ["percent"]:
            self.problems.add(entry.at, f"step {letter}: share: expected a percentage, then of: what it is taken of")
        if operation == "product" and units == ["money", "money"]:
            self.problems.add(entry.at, f"step {letter}: money times money is no amount")
        if operation == "quotient":
            return "number" if units == ["money", "money"] else cast(Unit, units[0] or "number") if units else "number"
        return next((unit for unit in ("money", "count", "number") if unit in units), "number")

    def _figure_unit(self, entry: Entry) -> str:
        name = entry.text("figure").removeprefix("figure.")
        figure = self.words.figures.get(name)
        if figure is None:
            if name not in self.words.figures:
                at = entry.get("figure") or entry.at
                nearest = nearest_name(name, self.words.figures)
                self.problems.add(at, f'unknown figure "{name}"', found=name, nearest=nearest)
            return "number"
        return "count" if figure.unit in ("days", "months") else figure.unit

    def _check_limit(self, entry: Entry, given: list[str]) -> None:
        name = entry.text("limit")
        limit, at = self.limits.get(name), entry.get("limit") or entry.at
        if limit is None:
            self.problems.add(at, f'unknown limit "{name}"', found=name, nearest=nearest_name(name, self.limits))
        elif limit.bound_unit != "percent" or isinstance(limit.bound, FactRef):
            self.problems.add(at, f"limit {name} has no percentage of its own; a calculator uses those that law sets")
        if given and given[0] != "money":
            self.problems.add(entry.at, f"limit {name}: of: expected an amount of money")


def steps_by_limit(calculators: MappingType[str, Calculator]) -> dict[str, tuple[str, str]]:
    """For each limit that a calculator applies, the calculator and the letter of the step: the first that does.

    A limit whose percentage is a fact, such as the rate of an agreement, has a calculator that takes over what it measures,
    and no letter.
    """
    found: dict[str, tuple[str, str]] = {}
    for calculator in calculators.values():
        for step in calculator.steps:
            if step.limit:
                found.setdefault(step.limit, (calculator.id, step.letter))
    for calculator in calculators.values():
        for asked in calculator.inputs:
            for planned in asked.planned:
                found.setdefault(planned.limit, (calculator.id, ""))
    return found


def naming_calculators(limits: MappingType[str, Limit], calculators: MappingType[str, Calculator]) -> dict[str, Limit]:
    """The limits, each with the calculator that works out the same sum, if one does."""
    known = {name: calculator for name, (calculator, _) in steps_by_limit(calculators).items()}
    return {name: msgspec.structs.replace(limit, calculator=known.get(name, "")) for name, limit in limits.items()}

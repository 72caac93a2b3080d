"""Calculators as rule files write them: questions, then steps that use the questions and the steps before them."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from typing import Any, cast, get_args

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.calculator_model import Calculator, Column, Input, PlannedPart, Step, Unit
from stemfunds.rulebook.calculator_steps import OPERATIONS, StepReader
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.conditions import ConditionReader
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.model import Base, BaseRef, Limit
from stemfunds.rulebook.words import Words

_KEYS = frozenset("calculator title says funds dated_by inputs steps notes cite result".split())
_INPUT_KEYS = frozenset("input question type choices default example fills of planned columns only example_rows optional".split())
_COLUMN_KEYS = frozenset({"column", "question", "type", "default", "fills", "optional"})
_STEP_KEYS = frozenset("step label over of when rounded never_below_zero note cite value earlier".split()) | frozenset(OPERATIONS)
_UNITS = frozenset(get_args(Unit))
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class CalculatorReader:
    """Reads the calculators of one file; the limits and figures that they name must be known."""

    def __init__(self, words: Words, limits: MappingType[str, Limit], bases: MappingType[str, Base], problems: Problems) -> None:
        self.words = words
        self.limits = limits
        self.bases = bases
        self.problems = problems

    def read(self, node: Node) -> Calculator:
        """One calculator with everything that it names checked."""
        entry = Entry(node, self.problems, _KEYS, "a calculator")
        for fund in entry.texts("funds"):
            self._known(entry.get("funds") or entry.at, "fund", fund, self.words.funds)
        inputs = tuple(self._input(part) for part in entry.entries("inputs"))
        steps = self._steps(entry, inputs)
        letters = {step.letter: step for step in steps}
        for key in ("dated_by", "result"):
            if (name := entry.text(key)) and name not in letters:
                self._known(entry.get(key) or entry.at, "step", name, letters)
        dated_by = entry.text("dated_by")
        if dated_by in letters and letters[dated_by].unit != "date":
            self.problems.add(entry.get("dated_by") or entry.at, f"dated_by: step {dated_by} is no date")
        self._check_dates(entry, steps, dated_by)
        self._check_use(entry, inputs, steps)
        return Calculator(
            id=entry.required_text("calculator"),
            title=entry.required_text("title"),
            says=entry.required_text("says"),
            file=self.problems.file,
            line=entry.at.line,
            inputs=inputs,
            steps=steps,
            funds=entry.texts("funds"),
            dated_by=dated_by,
            notes=entry.texts("notes"),
            cite=read_citations(entry.require("cite"), self.words.sources, self.problems),
            result=entry.text("result"),
        )

    def _steps(self, entry: Entry, inputs: tuple[Input, ...]) -> tuple[Step, ...]:
        reader = StepReader(inputs, self.words, self.limits, self.problems)
        for part in entry.entries("steps"):
            reader.read(Entry(part, self.problems, _STEP_KEYS, "a step"))
        if not reader.steps:
            self.problems.add(entry.at, "a calculator has steps")
        return tuple(reader.steps.values())

    def _input(self, node: Node) -> Input:
        entry = Entry(node, self.problems, _INPUT_KEYS, "an input")
        unit = entry.choice("type", _UNITS | {"rows"})
        choices = self._choices(entry)
        if bool(choices) != (unit == "choice"):
            self.problems.add(entry.at, "an input of type choice has choices, and no other has")
        columns = tuple(self._column(part) for part in entry.entries("columns"))
        if bool(columns) != (unit == "rows"):
            self.problems.add(entry.at, "an input of type rows has columns, and no other has")
        fills = entry.text("fills")
        if fills and unit == "rows" and fills != "schools":
            self.problems.add(entry.get("fills") or entry.at, f'fills "{fills}": rows are filled from schools')
        elif fills and unit != "rows":
            self._fact(entry, fills)
        return Input(
            id=self._name(entry, "input"),
            question=entry.required_text("question"),
            unit=cast(Any, unit),
            choices=choices,
            default=entry.text("default"),
            example=entry.text("example"),
            fills=fills,
            of_fund=self._fund(entry, fills),
            planned=tuple(self._planned(part) for part in entry.entries("planned")),
            columns=columns,
            only=ConditionReader(self.words, self.problems, of_definitions=True).read_optional(entry.get("only")),
            example_rows=tuple(self._row(part, columns) for part in entry.entries("example_rows")),
            optional=entry.flag("optional"),
        )

    def _column(self, node: Node) -> Column:
        entry = Entry(node, self.problems, _COLUMN_KEYS, "a column")
        if fills := entry.text("fills"):
            self._fact(entry, fills)
        return Column(
            id=self._name(entry, "column"),
            question=entry.required_text("question"),
            unit=cast(Any, entry.choice("type", _UNITS)),
            default=entry.text("default"),
            fills=entry.text("fills"),
            optional=entry.flag("optional"),
        )

    def _row(self, node: Node, columns: tuple[Column, ...]) -> dict[str, str]:
        entry = Entry(node, self.problems, frozenset(column.id for column in columns), "an example row")
        return {key.text: as_text(value, self.problems, key.text) for key, value in entry.node}

    def _planned(self, node: Node) -> PlannedPart:
        entry = Entry(node, self.problems, frozenset({"limit", "part"}), "planned")
        limit = self.limits.get(entry.required_text("limit"))
        if limit is None:
            self._known(entry.get("limit") or entry.at, "limit", entry.text("limit"), self.limits)
        parts = {"measured", "base", "percent"}
        if limit is not None and isinstance(limit.base, BaseRef) and (base := self.bases.get(limit.base.base)):
            parts |= {"whole", *(part.id for part in base.leaves_out)}
        return PlannedPart(entry.text("limit"), entry.choice("part", frozenset(parts)))

    def _choices(self, entry: Entry) -> dict[str, str]:
        node = entry.get("choices")
        pairs = node.entries if isinstance(node, Mapping) else []
        if node is not None and not pairs:
            self.problems.add(node, "choices: expected each choice with its words")
        return {key.text: as_text(value, self.problems, key.text) for key, value in pairs}

    def _name(self, entry: Entry, key: str) -> str:
        name = entry.required_text(key)
        if name and not _NAME.fullmatch(name):
            self.problems.add(entry.get(key) or entry.at, f'{key} "{name}": expected small letters, digits and underscores')
        return name

    def _fact(self, entry: Entry, name: str) -> None:
        self.words.fact(entry.get("fills") or entry.at, name, self.problems)

    def _fund(self, entry: Entry, fills: str) -> str:
        """The fund whose award alone answers a question."""
        fund = entry.text("of")
        if fund:
            self._known(entry.get("of") or entry.at, "fund", fund, self.words.funds)
        if fund and not fills.startswith("award."):
            self.problems.add(entry.get("of") or entry.at, "of: FUND goes with fills: a fact of an award")
        return fund

    def _known(self, at: Any, what: str, name: str, known: MappingType[str, Any]) -> None:
        if name not in known:
            self.problems.add(at, f'unknown {what} "{name}"', found=name, nearest=nearest_name(name, known))

    def _check_dates(self, entry: Entry, steps: tuple[Step, ...], dated_by: str) -> None:
        """A figure with several values needs a date that picks one of them."""
        for step in steps:
            bound = self.limits[step.limit].bound if step.limit in self.limits else None
            figure = self.words.figures.get(step.figure or getattr(bound, "figure", ""))
            if figure is not None and len(figure.values) > 1 and not dated_by:
                self.problems.add(entry.at, f"step {step.letter} uses figure {figure.id}, which has several dates; say dated_by")

    def _check_use(self, entry: Entry, inputs: tuple[Input, ...], steps: tuple[Step, ...]) -> None:
        """Every question is asked for something."""
        used = {name for step in steps for name in step.arguments} | {step.over for step in steps}
        used |= {name.partition(".")[0] for name in used}
        for one in inputs:
            if one.id not in used:
                self.problems.add(entry.at, f'no step uses the input "{one.id}"')

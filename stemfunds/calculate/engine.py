"""Works a calculator out: every step exactly, in order, with its arithmetic in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby

from stemfunds.calculate import phrases
from stemfunds.calculate.amounts import Value, in_words, rounded_cents
from stemfunds.calculate.figures import figure_on, percent_on
from stemfunds.calculate.operations import OF_COLUMNS, CannotWorkOutError, apply, chosen_of, never_less
from stemfunds.calculate.worksheet import Row, RowTable, TableColumn, Worksheet
from stemfunds.rulebook.calculator_model import Calculator, Step
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.terms import Citation

__all__ = ["Answers", "CannotWorkOutError", "work_out"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: values by input, and rows by list; None where an optional question was left open."""

    values: Mapping[str, Value | None]
    rows: Mapping[str, Sequence[Mapping[str, Value | None]]] = field(default_factory=dict)


def work_out(calculator: Calculator, answers: Answers, rulebook: Rulebook) -> Worksheet:
    """The worksheet of a calculator; raises CannotWorkOutError where the numbers allow no answer, such as a division by 0."""
    working = _Working(calculator, answers, rulebook)
    entries: list[Row | RowTable] = []
    for over, steps in groupby(calculator.steps, key=lambda step: step.over):
        if over:
            entries.append(working.table(over, list(steps)))
        else:
            entries += [working.row(step) for step in steps]
    return Worksheet(
        calculator.id, calculator.title, calculator.says, tuple(entries), calculator.notes, calculator.cite, calculator.result
    )


def value_of(calculator: Calculator, letter: str, answers: Answers, rulebook: Rulebook) -> Value | None:
    """The value of one step alone, without the words; raises CannotWorkOutError."""
    working = _Working(calculator, answers, rulebook)
    for step in calculator.steps:
        working.take(step)
        if step.letter == letter:
            break
    return working.values.get(letter)


def formula_of(step: Step, rulebook: Rulebook) -> str:
    """The formula of a step without numbers; the percentage of a limit is that of its first date."""
    if step.operation == "is":
        return "given"
    if step.operation == "figure":
        return rulebook.figures[step.figure].says
    percent = in_words(percent_on(rulebook.limits[step.limit], rulebook, None), "percent") if step.limit else ""
    names = [
        name.partition(".")[2].replace("_", " ") if "." in name and not name[0].isdigit() else name for name in step.arguments
    ]
    limit = f" ({step.limit})" if step.limit else ""
    told = ", ".join(part for part in (phrases.formula(step, names, percent) + limit, phrases.rounding(step)) if part)
    return f"{told}, where {step.when} is" if step.when else told


class _Working:
    """One calculator being worked out."""

    def __init__(self, calculator: Calculator, answers: Answers, rulebook: Rulebook) -> None:
        self.calculator, self.answers, self.rulebook = calculator, answers, rulebook
        self.steps = {step.letter: step for step in calculator.steps}
        self.values: dict[str, Value | None] = {}
        self.columns: dict[str, list[Value | None]] = {}
        self.units = {f"{one.id}.{column.id}": column.unit for one in calculator.inputs for column in one.columns}
        self.shown: set[str] = set()

    # --- one row ----------------------------------------------------------------------------------------------------

    def row(self, step: Step) -> Row:
        """A step that is taken once, with its words."""
        value, cite = self.take(step)
        return self._row(step, value, cite)

    def take(self, step: Step) -> tuple[Value | None, tuple[Citation, ...]]:
        """The value of a step that is taken once, and the sources of the figure or limit in it."""
        value, cite = self._value(step, [self._argument(step, name) for name in step.arguments])
        value = value if not step.when or self.values[step.when] not in (None, False) else None
        self.values[step.letter] = value
        return value, cite

    def _row(self, step: Step, value: Value | None, cite: tuple[Citation, ...]) -> Row:
        words = [self._words(step, name) for name in step.arguments]
        given = [self._argument(step, name) for name in step.arguments] if step.operation not in OF_COLUMNS else []
        right = phrases.formula(step, [self._name(name) for name in step.arguments], self._percent(step))
        plain = step.operation in ("is", "figure")
        return Row(
            letter=step.letter,
            label=step.label,
            formula="" if plain else phrases.sentence(step, right),
            numbers="" if plain else phrases.numbers(step, words, self._percent(step), chosen_of(step, given)),
            unit=step.unit,
            value=value,
            rounding=phrases.rounding(step),
            note=step.note,
            cite=tuple(dict.fromkeys((*step.cite, *cite))),
        )

    # --- a table ----------------------------------------------------------------------------------------------------

    def table(self, over: str, steps: list[Step]) -> RowTable:
        """Steps that are taken for every row of a list. The columns that were given stand in the first table only."""
        rows = self.answers.rows.get(over, ())
        asked = self.calculator.input(over)
        given = [] if asked is None or over in self.shown else [c for c in asked.columns if self._is_given(c.id, rows)]
        self.shown.add(over)
        columns = [TableColumn("", column.id.replace("_", " "), "", column.unit) for column in given]
        cells: list[list[Value | None]] = [[row.get(column.id) for row in rows] for column in given]
        if not given and asked is not None:
            first = asked.columns[0]
            columns, cells = [TableColumn("", first.id.replace("_", " "), "", first.unit)], [[row.get(first.id) for row in rows]]
        for step in steps:
            cite: tuple[Citation, ...] = ()
            found: list[Value | None] = []
            for number in range(len(rows)):
                value, cite = self._value(step, [self._cell(step, name, number) for name in step.arguments], number)
                found.append(value)
            self.columns[step.letter] = found
            cells.append(found)
            right = phrases.formula(step, [self._name(name) for name in step.arguments], self._percent(step))
            right = ", ".join(part for part in (right, phrases.rounding(step)) if part)
            columns.append(TableColumn(step.letter, step.label, right, step.unit, step.note, (*step.cite, *cite)))
        return RowTable(over, tuple(columns), tuple(zip(*cells, strict=True)))

    @staticmethod
    def _is_given(column: str, rows: Sequence[Mapping[str, Value | None]]) -> bool:
        return any(row.get(column) is not None for row in rows)

    # --- values -----------------------------------------------------------------------------------------------------

    def _value(self, step: Step, given: list[Value | None], number: int = 0) -> tuple[Value | None, tuple[Citation, ...]]:
        """The value of a step, and the sources of the figure or limit in it."""
        cite: tuple[Citation, ...] = ()
        value: Value | None
        if step.operation == "figure":
            value, cite = figure_on(self.rulebook.figures[step.figure], self._day())
        elif step.operation == "limit":
            limit = self.rulebook.limits[step.limit]
            cite = limit.cite
            value = apply(step, [percent_on(limit, self.rulebook, self._day()), *given], limit.direction)
        elif step.operation in ("total", "smallest"):
            column = [known for known in self._column(step.arguments[0]) if isinstance(known, Fraction)]
            value = min(column, default=None)
            if step.operation == "total" and column:
                value = sum(column, Fraction(0))
        elif step.operation == "follows":
            value = never_less(*(self._column(name) for name in step.arguments))
        elif step.operation == "rank":
            column = [known for known in self._column(step.arguments[0]) if isinstance(known, Fraction)]
            own = given[0]
            value = None if not isinstance(own, Fraction) else Fraction(1 + sum(other > own for other in column))
        elif step.operation == "window":
            from stemfunds.calculate.windows import window_day

            value, cite = window_day(step, given, self.rulebook)
        else:
            value = apply(step, given)
        return self._finished(step, value), cite

    def _finished(self, step: Step, value: Value | None) -> Value | None:
        """A value after the rounding that the step documents."""
        if not isinstance(value, Fraction):
            return value
        value = max(value, Fraction(0)) if step.never_below_zero else value
        return Fraction(rounded_cents(value, step.rounded)) if step.rounded else value

    def _argument(self, step: Step, name: str) -> Value | None:
        if name in self.values:
            return self.values[name]
        if step.operation == "is" and name in self.answers.values:
            return self.answers.values[name]
        if name in self.columns or ("." in name and name in self.units):
            return None
        return self._plain(step, name)

    def _plain(self, step: Step, name: str) -> Value | None:
        """A number that stands in the formula; where the others are amounts, so many dollars."""
        if not name.lstrip("-").replace(".", "").isdigit():
            return None
        units = {self.steps[other].unit for other in step.arguments if other in self.steps}
        units |= {self.units[other] for other in step.arguments if other in self.units}
        is_money = "money" in units and step.operation not in ("product", "quotient")
        return Fraction(name) * 100 if is_money else Fraction(name)

    def _cell(self, step: Step, name: str, number: int) -> Value | None:
        if name in self.columns:
            return self.columns[name][number]
        if name in self.units:
            rows, _, column = name.partition(".")
            return self.answers.rows.get(rows, ())[number].get(column)
        return self._argument(step, name)

    def _column(self, name: str) -> list[Value | None]:
        if name in self.columns:
            return self.columns[name]
        rows, _, column = name.partition(".")
        if name in self.units:
            return [row.get(column) for row in self.answers.rows.get(rows, ())]
        step = self.steps[name]  # a column that ranks itself is not ready yet
        return [
            self._value(step, [self._cell(step, one, number) for one in step.arguments], number)[0]
            for number in range(len(self.answers.rows.get(step.over, ())))
        ]

    def _day(self) -> date | None:
        day = self.values.get(self.calculator.dated_by)
        return day if isinstance(day, date) else None

    # --- words ------------------------------------------------------------------------------------------------------

    def _name(self, name: str) -> str:
        return name.partition(".")[2].replace("_", " ") if name in self.units else name

    def _words(self, step: Step, name: str) -> str:
        if name in self.values:
            return in_words(self.values[name], self.steps[name].unit)
        plain = self._plain(step, name)
        return self._name(name) if plain is None else name

    def _percent(self, step: Step) -> str:
        if step.operation != "limit":
            return ""
        return in_words(percent_on(self.rulebook.limits[step.limit], self.rulebook, self._day()), "percent")

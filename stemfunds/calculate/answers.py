"""From what was typed to answers of a calculator: `NAME=VALUE`, rows of a CSV file, examples and defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from stemfunds.calculate.amounts import Value
from stemfunds.calculate.engine import Answers
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node, Scalar
from stemfunds.reading.problems import Problems
from stemfunds.reading.scalars import choice, decimal_number, integer, money, percent, text, yes_no
from stemfunds.reading.scalars import date as read_date
from stemfunds.rulebook.calculator_model import Calculator, Column, Input

_YEARS = range(2000, 2100)
Rows = list[dict[str, Value | None]]


@dataclass(slots=True)
class Asked:
    """The answers that are there so far, and what is wrong with those that cannot be read (their names in `unread`)."""

    calculator: Calculator
    funds: Mapping[str, str]
    values: dict[str, Value | None] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def take(self, given: Iterable[str]) -> None:
        """Answers as `NAME=VALUE`; what cannot be used is noted."""
        for one in given:
            name, equals, typed = one.partition("=")
            name = name.strip()
            asked = self.calculator.input(name)
            if asked is None:
                near = nearest_name(name, [one.id for one in self.calculator.inputs if one.unit != "rows"])
                hint = f' (did you mean "{near}"?)' if near else ""
                self.wrong.append(f'{self.calculator.id} has no input "{name}"{hint}')
            elif asked.unit == "rows":
                self.wrong.append(f"{name} is a list; give it as a CSV file with --rows")
            elif not equals:
                self.wrong.append(f"{name}: expected {name}=VALUE")
            else:
                self.answer(asked, typed)

    def answer(self, asked: Input, typed: str) -> bool:
        """One answer as it was typed; says whether it could be used."""
        problems = Problems("")
        value = read_value(Scalar(typed.strip(), 1, 1), asked, problems, self.funds, asked.choices)
        self.wrong += [problem.message for problem in problems]
        if value is None:
            self.unread.add(asked.id)
        else:
            self.values[asked.id] = value
            self.unread.discard(asked.id)
        return value is not None

    def missing(self) -> list[Input]:
        """The questions that nobody has answered and that have no default."""
        return [
            one
            for one in self.calculator.inputs
            if one.id not in self.values and one.id not in self.rows and not one.default and not one.optional
        ]

    def answers(self) -> Answers:
        """Everything together, with defaults where nothing was said."""
        values, rows = dict(self.values), dict(self.rows)
        for one in self.calculator.inputs:
            if one.unit == "rows":
                rows.setdefault(one.id, [])
            elif one.id not in values:
                values[one.id] = default_of(one, self.funds, one.choices)
        return Answers(values, rows)


def default_of(asked: Input | Column, funds: Mapping[str, str], choices: Mapping[str, str]) -> Value | None:
    """The default of a question, or None where it has none."""
    if not asked.default:
        return None
    return read_value(Scalar(asked.default, 1, 1), asked, Problems(""), funds, choices)


def example_answers(calculator: Calculator, funds: Mapping[str, str]) -> Asked:
    """The example of a calculator, as if somebody had typed it."""
    asked = Asked(calculator, funds)
    for one in calculator.inputs:
        if one.unit == "rows":
            problems = Problems(calculator.file)
            asked.rows[one.id] = [read_row(one, _nodes(row), Scalar("", 1, 1), problems, funds) for row in one.example_rows]
            asked.wrong += [problem.message for problem in problems]
        elif one.example:
            asked.answer(one, one.example)
    return asked


def read_row(
    asked: Input, cells: Mapping[str, Node], at: Node, problems: Problems, funds: Mapping[str, str]
) -> dict[str, Value | None]:
    """One row of a list; a column that must be filled and is not is a problem."""
    row: dict[str, Value | None] = {}
    for column in asked.columns:
        node = cells.get(column.id)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            row[column.id] = default_of(column, funds, {})
            if row[column.id] is None and not column.optional:
                problems.add(node or at, f"{column.id} is missing: {column.question}", expected=column.id)
        else:
            row[column.id] = read_value(node, column, problems, funds, {})
    return row


def read_value(
    node: Node, asked: Input | Column, problems: Problems, funds: Mapping[str, str], choices: Mapping[str, str]
) -> Value | None:
    """A typed answer in the unit of its question; None, with a problem noted, where it cannot be read."""
    unit, name = asked.unit, asked.id
    if unit == "fund":
        return _fund(node, problems, funds)
    if unit == "choice":
        return choice(node, problems, name, tuple(choices))
    if unit == "yes-no":
        return yes_no(node, problems, name)
    if unit == "date":
        return read_date(node, problems, name)
    if unit == "text":
        return text(node, problems, name)
    number: int | Decimal | None
    if unit == "money":
        number = money(node, problems, name)
    elif unit == "percent":
        number = percent(node, problems, name)
    else:
        number = integer(node, problems, name) if unit in ("count", "year") else decimal_number(node, problems, name)
    if unit == "year" and number is not None and number not in _YEARS:
        problems.add(node, f'{name} "{getattr(node, "text", "")}": expected a year in four digits, such as 2026')
        return None
    return None if number is None else Fraction(number)


def from_fact(value: object) -> Value | None:
    """The value of a plan's fact as a worksheet has it; None for what no worksheet takes."""
    if isinstance(value, bool | date | str):
        return value
    return Fraction(value) if isinstance(value, int | Decimal) else None


def _fund(node: Node, problems: Problems, funds: Mapping[str, str]) -> str | None:
    typed = node.text.strip() if isinstance(node, Scalar) else ""
    known = {name.casefold(): identity for name, identity in funds.items()}
    if typed.casefold() not in known:
        problems.add(node, f'unknown fund "{typed}"', found=typed, nearest=nearest_name(typed, funds))
        return None
    return known[typed.casefold()]


def _nodes(row: Mapping[str, str]) -> dict[str, Node]:
    return {name: Scalar(value, 1, 1) for name, value in row.items()}

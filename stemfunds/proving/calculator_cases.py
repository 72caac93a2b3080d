"""Golden cases of calculators: answers, the values that must come out, and where the worked example was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from stemfunds.calculate.amounts import Value, as_text, rounded_cents
from stemfunds.calculate.answers import Asked, read_row
from stemfunds.calculate.engine import CannotWorkOutError, work_out
from stemfunds.judging.vocabulary import fund_names
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node
from stemfunds.reading.problems import Problem, Problems, UnusableInput
from stemfunds.reading.yaml_reader import read_yaml
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.files import test_paths
from stemfunds.rulebook.model import Rulebook

_CASE_KEYS = frozenset({"name", "source", "own", "set", "rows", "expect"})


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a calculator. ``source`` names the publication; an own case has none."""

    name: str
    calculator: str
    source: str
    file: str
    line: int
    asked: Asked
    expected: tuple[tuple[str, tuple[str, ...]], ...]


def holds_cases(content: bytes) -> bool:
    """Whether a file of tests is one of calculators."""
    return content.startswith(b"calculators:") or b"\ncalculators:" in content


def gather_cases(folders: Iterable[Path], rulebook: Rulebook, only: Iterable[str] = ()) -> tuple[list[Case], list[Problem]]:
    """The cases below folders (or of the files whose path contains one of `only`), and problems of their files."""
    cases: list[Case] = []
    wrong: list[Problem] = []
    wanted = tuple(only)
    for folder, path in [(place, path) for place in folders for path in test_paths(place)]:
        name = (Path(folder.name) / path.relative_to(folder)).as_posix()
        content = path.read_bytes()
        if not holds_cases(content) or (wanted and not any(part in name for part in wanted)):
            continue
        problems = Problems(name)
        try:
            root = Entry(read_yaml(content, name), problems, frozenset({"calculators"}), "a file of calculator cases")
        except UnusableInput as unusable:
            wrong += unusable.problems
            continue
        cases += _cases(root.get("calculators"), rulebook, problems)
        wrong += problems
    return cases, wrong


def failures(case: Case, rulebook: Rulebook) -> list[str]:
    """What came out otherwise than a case expects."""
    try:
        sheet = work_out(rulebook.calculators[case.calculator], case.asked.answers(), rulebook)
    except CannotWorkOutError as stopped:
        return [str(stopped)]
    found = []
    for letter, expected in case.expected:
        row, column = sheet.row(letter), sheet.column(letter)
        values = column[0] if column is not None else (row.value,) if row is not None else ()
        unit = column[1] if column is not None else row.unit if row is not None else ""
        if len(values) != len(expected):
            found.append(f"{letter}: expected {len(expected)} values, came out {len(values)}")
            continue
        shown = [_like(value, unit, wanted) for value, wanted in zip(values, expected, strict=True)]
        found += [
            f"{letter}: expected {wanted}, came out {got}" for got, wanted in zip(shown, expected, strict=True) if got != wanted
        ]
    return found


def _like(value: Value | None, unit: str, wanted: str) -> str:
    """A value as the case writes it: a whole dollar, or two decimals of a percentage, where the publication rounds so."""
    if not isinstance(value, Fraction):
        return as_text(value, unit)
    if unit == "money" and wanted.startswith("$"):
        return f"${rounded_cents(value / 100, 'half-up'):,}"
    if unit == "percent" and "." in wanted:
        places = len(wanted.partition(".")[2])
        hundredths = rounded_cents(value * 10**places, "half-up")
        return f"{hundredths // 10**places}.{hundredths % 10**places:0{places}d}"
    return as_text(value, unit)


def _cases(node: Node | None, rulebook: Rulebook, problems: Problems) -> list[Case]:
    if not isinstance(node, Mapping):
        return []
    cases = []
    for name, listed in node:
        if name.text not in rulebook.calculators:
            nearest = nearest_name(name.text, rulebook.calculators)
            problems.add(name, f'unknown calculator "{name.text}"', found=name.text, nearest=nearest)
            continue
        one = Entry(Mapping([(name, listed)], node.line, node.column), problems, frozenset({name.text}), "calculators")
        for part in one.entries(name.text):
            before = len(problems)
            case = _case(part, name.text, rulebook, problems)
            cases += [case] if len(problems) == before else []
    return cases


def _case(node: Node, calculator_id: str, rulebook: Rulebook, problems: Problems) -> Case:
    entry = Entry(node, problems, _CASE_KEYS, "a case")
    calculator, funds = rulebook.calculators[calculator_id], fund_names(rulebook)
    if bool(entry.text("source")) == entry.flag("own"):
        problems.add(entry.at, "a case names the source of its worked example, or says own: yes")
    asked = Asked(calculator, funds)
    given = entry.get("set")
    asked.take(f"{key.text}={getattr(value, 'text', '')}" for key, value in (given.entries if isinstance(given, Mapping) else ()))
    lists = [one for one in calculator.inputs if one.unit == "rows"]
    for row in entry.entries("rows"):
        if lists and isinstance(row, Mapping):
            cells = {key.text: value for key, value in row}
            asked.rows.setdefault(lists[0].id, []).append(read_row(lists[0], cells, row, problems, funds))
    for wrong in asked.wrong:
        problems.add(given or entry.at, wrong)
    for one in asked.missing():
        problems.add(entry.at, f"the case does not answer {one.id}")
    return Case(
        name=entry.required_text("name"),
        calculator=calculator_id,
        source=entry.text("source"),
        file=problems.file,
        line=entry.at.line,
        asked=asked,
        expected=_expected(entry, {step.letter for step in calculator.steps}, problems),
    )


def _expected(entry: Entry, letters: set[str], problems: Problems) -> tuple[tuple[str, tuple[str, ...]], ...]:
    node = entry.require("expect")
    if not isinstance(node, Mapping) or not len(node):
        problems.add(node or entry.at, "expect: expected steps with their values")
        return ()
    found = Entry(node, problems, frozenset(letters), "expect")
    return tuple((key.text, found.texts(key.text)) for key, _ in node if key.text in letters)

"""Budget lines from a CSV file or a workbook: the columns of the sheet Budget lines, for a plan that has none of its own."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from stemfunds.plan.model import Plan
from stemfunds.plan.reader import FORMATS, OTHER_WORKBOOKS, WORKBOOKS, Format, plan_of
from stemfunds.plan.vocabulary import EVERYTHING, Vocabulary
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Place, Scalar, Sequence, shortened
from stemfunds.reading.problems import Problem, Problems, UnusableInput
from stemfunds.reading.source_text import contents
from stemfunds.workbook.cells import ReadCells, Words
from stemfunds.workbook.computed import LINES, computed_headings
from stemfunds.workbook.lines_table import ADDED, csv_of_lines, lines_layout, sheet_of_lines
from stemfunds.workbook.package import LARGEST_WORKBOOK
from stemfunds.workbook.records import Grid, Record, headings_of, records


def read_plan_with_lines(plan: Path, lines: Path, vocabulary: Vocabulary = EVERYTHING) -> Plan:
    """The plan of a YAML or JSON file with lines of another file; raises UnusableInput with the problems of both."""
    file, form = str(plan), _form_of(plan)
    return parse_plan_with_lines((contents(plan), file), (lines_of_file(lines), str(lines)), form, vocabulary)


def lines_of_file(path: Path) -> bytes:
    """The bytes of a file of lines: CSV, or a workbook."""
    if path.suffix.lower() in (".xlsx", *OTHER_WORKBOOKS):
        return contents(path, LARGEST_WORKBOOK)
    return contents(path)


def parse_plan_with_lines(
    plan: tuple[bytes, str], lines: tuple[bytes, str], form: Format, vocabulary: Vocabulary = EVERYTHING
) -> Plan:
    """The same from bytes, each with the name that messages show; `form` is that of the plan."""
    data, file = plan
    skeleton = _skeleton(data, file, form)
    remarks, problems, words = list[str](), Problems(lines[1]), Words(vocabulary)
    activities = _activities(skeleton, words)
    for row in _rows(*lines, problems, remarks, words):
        _hang(row, activities, problems)
    found: list[Problem] = list(problems)
    try:
        read = plan_of(skeleton, file, vocabulary)
    except UnusableInput as unusable:
        raise UnusableInput([*found, *unusable.problems]) from None
    if found:
        raise UnusableInput(found)
    return replace(read, remarks=tuple(remarks))


def _form_of(plan: Path) -> Format:
    form = FORMATS.get(plan.suffix.lower())
    if form not in ("json", "yaml"):
        message = "lines from a CSV file go with a plan in YAML or JSON"
        Problems(str(plan)).stop(Place(1, 1), message, found=plan.suffix, expected=".yaml, .yml or .json")
    return form


def _skeleton(data: bytes, file: str, form: Format) -> Node:
    if form == "json":
        from stemfunds.reading.json_reader import read_json

        return read_json(data, file)
    from stemfunds.reading.yaml_reader import read_yaml

    return read_yaml(data, file)


def _activities(skeleton: Node, words: Words) -> dict[str, Mapping]:
    """The activities of the plan by id; ids of awards and activities are known before the lines are read."""
    found = dict[str, Mapping]()
    for what in ("awards", "activities"):
        listed = skeleton.get(what) if isinstance(skeleton, Mapping) else None
        for one in listed if isinstance(listed, Sequence) else ():
            identity = one.get("id") if isinstance(one, Mapping) else None
            if isinstance(one, Mapping) and isinstance(identity, Scalar):
                words.define("award" if what == "awards" else "activity", identity.text.strip())
                if what == "activities":
                    found.setdefault(identity.text.strip(), one)
    return found


def _rows(data: bytes, file: str, problems: Problems, remarks: list[str], words: Words) -> list[Record]:
    layout, computed = lines_layout(), (*computed_headings(LINES), *ADDED)
    table = sheet_of_lines(data, file, layout) if data.startswith(WORKBOOKS) else csv_of_lines(data, file, layout, problems)
    grid = Grid(table.table, table.rows, ReadCells(table.table, table.marks, problems, words))
    headings = headings_of(grid, layout, computed, remarks)
    if headings is None:
        if not problems:
            expected = ", ".join(column.heading for column in layout.columns[:4])
            message = f"no budget lines are found; expected a row of headings: {expected} …"
            problems.add(Place(1, 1, table.table), message)
        return []
    for row in records(grid, layout, headings):
        if row.identity:
            words.define("line", row.identity)
    return list(records(grid, layout, headings))


def _hang(row: Record, activities: dict[str, Mapping], problems: Problems) -> None:
    """Put a line under its activity; under the first where that is unknown, so that its other mistakes are told as well."""
    home = _home(row, activities, problems) or next(iter(activities.values()), None)
    if home is None:
        return
    lines = home.get("lines")
    if isinstance(lines, Sequence):
        lines.items.append(row.node)
    else:
        at = row.node
        home.add(Scalar("lines", at.line, at.column, True, at.table), Sequence([row.node], at.line, at.column, at.table))


def _home(row: Record, activities: dict[str, Mapping], problems: Problems) -> Mapping | None:
    """The activity that a line names, or a problem."""
    named = row.parent
    if named is None or not named.text:
        at = row.node if named is None else named
        problems.add(
            at, f'line "{shortened(row.identity)}" names no activity; write its id here', expected="the id of one activity"
        )
        return None
    home = activities.get(named.text)
    if home is None:
        message = f'unknown activity "{shortened(named.text)}"'
        near = nearest_name(named.text, activities)
        problems.add(named, message, found=named.text, expected="the id of one activity", nearest=near)
    return home

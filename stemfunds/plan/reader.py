"""Plans from files: YAML, JSON or an Excel workbook by suffix, all problems of a file at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec.structs import replace

from stemfunds.plan.context import Context
from stemfunds.plan.model import Plan
from stemfunds.plan.parts import read_part
from stemfunds.plan.vocabulary import EVERYTHING, Vocabulary
from stemfunds.reading.nodes import Mapping, Node, Place, described
from stemfunds.reading.problems import Problem, Problems, UnusableInput
from stemfunds.reading.source_text import contents, decoded

if TYPE_CHECKING:
    from stemfunds.plan.quick import QuickReader

_KEPT: list[QuickReader] = []
_MET: list[Vocabulary] = []

Format: TypeAlias = Literal["yaml", "json", "xlsx"]

FORMATS: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".xlsx": "xlsx"}
"""The format of a plan file by its suffix."""

WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How workbooks of today and old ones begin; the old ones are refused with what to do."""

OTHER_WORKBOOKS = (".xls", ".xlsm", ".xlsb", ".xltx", ".xltm")
"""Suffixes of workbooks that are not read; what is looked at before a workbook is opened says why."""


def read_plan(path: str | Path, vocabulary: Vocabulary = EVERYTHING) -> Plan:
    """The plan in a file; raises UnusableInput with all problems that can be seen."""
    file, suffix = str(path), Path(path).suffix
    found = FORMATS.get(suffix.lower())
    if found == "xlsx" or suffix.lower() in OTHER_WORKBOOKS:
        from stemfunds.workbook.reader import read_workbook

        return read_workbook(path, vocabulary)
    if found is None and not Path(path).is_dir():
        known = ", ".join(FORMATS)
        Problems(file).stop(
            Place(1, 1),
            f'cannot tell the format from "{suffix}"; expected {known}',
            found=suffix,
            expected=known,
        )
    return parse_plan(contents(path), file, found or "yaml", vocabulary)


def read_plans(paths: Iterable[str | Path], vocabulary: Vocabulary = EVERYTHING) -> list[Plan]:
    """The plans of several files; raises UnusableInput with the problems of all of them."""
    plans, problems = list[Plan](), list[Problem]()
    for path in paths:
        try:
            plans.append(read_plan(path, vocabulary))
        except UnusableInput as unusable:
            problems += unusable.problems
    if problems:
        raise UnusableInput(problems)
    return plans


def parse_any_plan(data: bytes, file: str, vocabulary: Vocabulary = EVERYTHING) -> Plan:
    """The plan in bytes that have no file name, such as standard input: a workbook, JSON or YAML, by how they begin."""
    if data.startswith(WORKBOOKS):
        from stemfunds.workbook.package import safe_bytes

        return parse_plan(safe_bytes(data, file), file, "xlsx", vocabulary)
    return parse_plan(data, file, "json" if data.lstrip()[:1] == b"{" else "yaml", vocabulary)


def parse_plan(
    text: str | bytes, file: str, form: Format = "yaml", vocabulary: Vocabulary = EVERYTHING, first_line: int = 1
) -> Plan:
    """The plan in a text, or in the bytes of a workbook; `file` is the name that messages show.

    `first_line` is the line of the file in which a JSON text begins, for files with one plan a line.
    """
    if form == "xlsx":
        from stemfunds.workbook.reader import parse_workbook

        assert isinstance(text, bytes)  # a workbook is never text
        return parse_workbook(text, file, vocabulary)
    if not text.strip():
        message = "the file is empty; expected a plan. Was it saved? stemfunds new PATH begins one"
        Problems(file).stop(Place(first_line, 1), message, found="nothing", expected="a plan")
    if form == "json":
        from stemfunds.reading.json_reader import read_json

        try:
            plan = _quick_reader(vocabulary).plan(text, file, first_line)
        except RecursionError:  # the other reader counts levels and tells where there are too many
            plan = None
        return plan or plan_of(read_json(text, file, first_line), file, vocabulary)
    from stemfunds.reading.yaml_reader import read_yaml

    words = decoded(text, file)
    return _one_of_many(words, file, vocabulary) or plan_of(read_yaml(words, file), file, vocabulary)


def _one_of_many(text: str, file: str, vocabulary: Vocabulary) -> Plan | None:
    """A plain YAML plan that is not the first of its vocabulary; to learn what words mean is not worth while for a single one."""
    if not _MET or _MET[0] is not vocabulary:
        _MET[:] = [vocabulary]
        return None
    return _quick_reader(vocabulary).yaml_plan(text, file)


def _quick_reader(vocabulary: Vocabulary) -> QuickReader:
    """The reader of plain plans for a vocabulary; the last one is kept for the next plan."""
    from stemfunds.plan.quick import QuickReader

    if not _KEPT or _KEPT[0].vocabulary is not vocabulary:
        _KEPT[:] = [QuickReader(vocabulary)]
    return _KEPT[0]


def plan_of(node: Node, file: str, vocabulary: Vocabulary = EVERYTHING) -> Plan:
    """The plan that nodes of any format hold: workbooks and tables end here, too."""
    context = Context(file, vocabulary)
    if not isinstance(node, Mapping):
        found = described(node)
        context.problems.stop(node, f"a plan begins with fields (plan: 1, title: …), found {found}", found=found)
    plan = read_part("Plan", node, context)
    context.check_references()
    context.problems.raise_if_any()
    assert isinstance(plan, Plan)  # without problems there is nothing that keeps it from existing
    return replace(plan, path=file)

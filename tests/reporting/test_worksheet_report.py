"""Worksheets as table, Markdown and JSON: the same steps, no line too wide."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from stemfunds.calculate.answers import example_answers
from stemfunds.calculate.engine import work_out
from stemfunds.calculate.worksheet import Row, Worksheet
from stemfunds.judging.vocabulary import fund_names
from stemfunds.reporting.styled import plain
from stemfunds.reporting.worksheet_report import calculator_list, document, markdown, table
from stemfunds.rulebook.model import Rulebook


def example(federal: Rulebook, name: str) -> Worksheet:
    """The worked example of a calculator."""
    calculator = federal.calculators[name]
    return work_out(calculator, example_answers(calculator, fund_names(federal)).answers(), federal)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_wider_than_the_terminal(federal: Rulebook, width: int) -> None:
    """Long labels, long formulas and wide tables are broken, not cut."""
    for name in federal.calculators:
        lines = [plain(line) for line in table(example(federal, name), federal, width)]
        assert max(map(len, lines)) <= width, name
        assert not any(not one and not other for one, other in pairwise(lines))


def test_the_list_has_a_line_for_each(federal: Rulebook) -> None:
    """Name and title."""
    lines = [plain(line) for line in calculator_list(federal, 100)]
    assert sum(bool(re.match(rf"  {name} ", line)) for name in federal.calculators for line in lines) == len(federal.calculators)


def test_the_three_forms_have_the_same_values(federal: Rulebook) -> None:
    """What the table shows stands in the Markdown and, as plain text, in the JSON."""
    for name in federal.calculators:
        sheet = example(federal, name)
        shown = "\n".join(plain(line) for line in table(sheet, federal, 200))
        written = markdown(sheet, federal).replace("\\", "")
        steps = {step["step"]: step for step in json.loads(document(sheet, federal))["steps"] if "step" in step}
        for row in sheet.entries:
            if isinstance(row, Row):
                assert steps[row.letter]["value"] == (row.text or None)
                if row.value is not None:
                    assert row.words in shown
                    assert row.words in written


def test_json_says_everything_of_a_step(federal: Rulebook) -> None:
    """Formula, numbers, rounding, unit, value and where the law says so."""
    steps = json.loads(document(example(federal, "title-i-carryover"), federal))["steps"]
    step = next(one for one in steps if one["step"] == "D")
    assert step == {
        "step": "D",
        "label": "The most that may be carried over",
        "formula": "D = 15 % × C",
        "numbers": "15 % × $820,000.00",
        "rounding": None,
        "unit": "money",
        "value": "123000.00",
        "exact": True,
        "note": None,
        "citations": step["citations"],
    }
    assert [one["source"] for one in step["citations"]] == ["esea-1127", "esea-5103", "sea-ca-carryover"]


def test_json_has_the_rows_of_a_list(federal: Rulebook) -> None:
    """Columns with their letters, and each row as text."""
    steps = json.loads(document(example(federal, "equitable-services-per-pupil"), federal))["steps"]
    grid = next(one for one in steps if "rows" in one)
    assert [column["step"] for column in grid["columns"]] == [None, None, "E1"]
    assert grid["rows"][0] == ["Of area A", "52", "5096.00"]


def test_markdown_tables_have_as_many_cells_as_columns(federal: Rulebook) -> None:
    """No sign of a label or formula breaks a table."""
    for name in federal.calculators:
        block: list[int] = []
        for line in [*markdown(example(federal, name), federal).splitlines(), ""]:
            if line.startswith("|"):
                block.append(len(re.findall(r"(?<!\\)\|", line)))
            elif block:
                assert len(set(block)) == 1, (name, line)
                block = []

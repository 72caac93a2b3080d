"""The calculators of the federal rules, answered in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import pytest

from stemfunds.calculate.answers import Asked, read_row
from stemfunds.calculate.engine import work_out
from stemfunds.calculate.worksheet import Worksheet
from stemfunds.judging.vocabulary import fund_names
from stemfunds.reading.nodes import Scalar
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.model import Rulebook

Worked: TypeAlias = Callable[..., Worksheet]


@pytest.fixture
def worked(federal: Rulebook) -> Worked:
    """Works a calculator out with answers as they are typed, and rows as mappings of text."""

    def sheet(name: str, rows: Sequence[dict[str, str]] = (), **given: Any) -> Worksheet:
        calculator, funds = federal.calculators[name], fund_names(federal)
        asked = Asked(calculator, funds)
        asked.take(f"{key}={value}" for key, value in given.items())
        assert asked.wrong == []
        for one in calculator.inputs:
            if one.unit == "rows" and rows:
                at = Scalar("", 1, 1)
                cells = [{key: Scalar(value, 1, 1) for key, value in row.items()} for row in rows]
                asked.rows[one.id] = [read_row(one, dict(row), at, Problems("rows"), funds) for row in cells]
        return work_out(calculator, asked.answers(), federal)

    return sheet

"""The model is frozen, compares by what it says, and is cheap to import."""

from __future__ import annotations

import subprocess
import sys

import pytest
from msgspec.structs import replace

from stemfunds.plan.model import NOWHERE, Position

from .plans import SMALL, read


def test_places_do_not_count_in_comparisons() -> None:
    """Two plans are equal when they say the same, wherever they stand."""
    assert read() == read(("title: STEM plan", "# a comment\ntitle: STEM plan"))
    assert read() != read(("title: STEM plan", "title: Another plan"))


def test_parts_are_frozen() -> None:
    """What was read is not changed under anybody's feet."""
    with pytest.raises(AttributeError):
        read().title = "x"  # type: ignore[misc]  # writing to a frozen part is what is tested


def test_look_up_by_id() -> None:
    """Awards, schools and activities by their ids."""
    plan = read()
    assert plan.award("IVA-26") is plan.awards[0]
    assert plan.school("lincoln-ms") is plan.schools[0]
    assert plan.activity("A1") is plan.activities[0]
    assert plan.award("x") is None
    assert plan.school("x") is None
    assert plan.activity("x") is None


def test_a_position_is_printed_as_editors_read_it() -> None:
    """File, line, column; nothing for what a program built."""
    assert str(Position("p.yaml", 3, 9)) == "p.yaml:3:9"
    assert replace(read().awards[0], at=NOWHERE) == read().awards[0]


def test_reading_a_plan_imports_nothing_heavy() -> None:
    """Start-up time is spent on the question, not on libraries."""
    heavy = "pydantic rich jinja2 typer click numpy hypothesis jsonschema difflib"
    program = (
        "import sys; from stemfunds.plan.reader import parse_plan; "
        f"parse_plan({SMALL!r}, 'p.yaml'); "
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

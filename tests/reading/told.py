"""Reading one typed value, and what the reader said about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stemfunds.reading.nodes import Node, Scalar
from stemfunds.reading.problems import Problems, UnusableInput


def told(reader: Callable[..., Any], typed: str | Node, quoted: bool = False, **more: Any) -> tuple[Any, str]:
    """The value that a reader gives for a value at line 3, column 9, and its problems as text."""
    problems = Problems("p.yaml")
    node = Scalar(typed, 3, 9, quoted) if isinstance(typed, str) else typed
    value = reader(node, problems, **more)
    return value, "\n".join(map(str, problems))


def refusal(reader: Callable[[Any, str], Any], source: str | bytes, file: str = "p.yaml") -> str:
    """All problems of a file that must be refused, one a line."""
    with pytest.raises(UnusableInput) as refused:
        reader(source, file)
    return str(refused.value)

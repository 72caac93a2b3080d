"""Printing styled lines: colored where a person sees them and wants it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from stemfunds.reporting.styled import Line, write


def show(lines: Iterable[Line], *, no_color: bool) -> None:
    """Write lines to standard output."""
    write(lines, colored=not no_color and sys.stdout.isatty() and "NO_COLOR" not in os.environ)


def plain_prompts(*, no_color: bool) -> None:
    """Keep color out of the questions, too, which know the variable only."""
    if no_color:
        os.environ["NO_COLOR"] = "1"

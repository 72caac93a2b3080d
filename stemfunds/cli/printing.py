"""Printing styled lines: colored where a person sees them and wants it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from stemfunds.reporting.styled import Line, write


def show(lines: Iterable[Line], *, no_color: bool) -> None:
    """Write lines to standard output."""
    write(lines, colored=wants_color(no_color=no_color))


def wants_color(*, no_color: bool) -> bool:
    """Whether a person sees colors and has not said no to them."""
    return not no_color and sys.stdout.isatty() and "NO_COLOR" not in os.environ

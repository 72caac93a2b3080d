"""A chart where it was asked for: on the terminal, or in a file by its suffix."""

from __future__ import annotations

import sys
from pathlib import Path

from stemfunds.charting.grid import Grid
from stemfunds.cli.options import refuse
from stemfunds.reading.nearest import nearest_name

_SUFFIXES = (".html", ".pdf")


def tell_chart(grid: Grid, output: Path | None, form: str = "table", *, no_color: bool) -> None:
    """Print the chart, as a table or as html, or write it whole; an unknown suffix, or no such folder, ends the call."""
    if output is None and form == "html":
        sys.stdout.write(_content(grid, ".html").decode("utf-8"))
        return
    if output is None:
        from stemfunds.charting.text import grid_lines
        from stemfunds.cli.printing import show
        from stemfunds.reporting.output import width

        show(grid_lines(grid, width()), no_color=no_color)
        return
    suffix = output.suffix.lower()
    if suffix not in _SUFFIXES:
        near = nearest_name(suffix, _SUFFIXES)
        hint = f' (did you mean "{near}"?)' if near else ""
        raise refuse(f'cannot write a chart as "{suffix}"{hint}; expected {", ".join(_SUFFIXES)}')
    from stemfunds.whole_file import write_whole

    try:
        write_whole(output, _content(grid, suffix))
    except OSError as error:
        raise refuse(f"{output}: cannot be written: {error.strerror}") from None
    print(f"{output} written.")


def _content(grid: Grid, suffix: str) -> bytes:
    if suffix == ".pdf":
        from stemfunds.charting.paper import grid_paper

        return grid_paper(grid)
    from stemfunds.charting.page import grid_page

    return grid_page(grid)

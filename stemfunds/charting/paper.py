"""A chart as a PDF file on landscape pages: tagged, the same bytes on every machine, only the fonts of the compiler."""

from __future__ import annotations

import json
from typing import Any, Final

from stemfunds.charting.grid import Grid, Mark
from stemfunds.charting.page import TEMPLATES

STANDARD: Final = "ua-1"
_WIDTH_FOR_CELLS = 500.0
_WIDEST = 46.0


def grid_paper(grid: Grid) -> bytes:
    """The bytes of a `.pdf` file."""
    import typst

    return typst.compile(
        TEMPLATES / "grid.typ",
        root=TEMPLATES,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
        sys_inputs={"grid": json.dumps(_data(grid))},
    )


def _data(grid: Grid) -> dict[str, Any]:
    return {
        "title": grid.title,
        "lead": grid.lead,
        "corner": grid.corner,
        "column": min(_WIDTH_FOR_CELLS / max(len(grid.heads), 1), _WIDEST),
        "heads": [short for short, _ in grid.heads],
        "groups": [
            {
                "title": group.title,
                "rows": [
                    {"name": row.name, "note": row.note, "cells": [_mark(cell.mark) for cell in row.cells]} for row in group.rows
                ],
            }
            for group in grid.groups
        ],
        "legend": [_mark(mark) for mark in grid.legend],
        "notes": list(grid.notes[:-1]),
        "footer": grid.notes[-1] if grid.notes else "",
    }


def _mark(mark: Mark) -> dict[str, str]:
    return {"text": mark.text, "style": mark.style, "means": mark.means}

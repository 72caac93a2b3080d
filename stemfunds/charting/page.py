"""A chart as one web page that needs nothing else: sticky heads, words for screen readers, landscape on paper."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from stemfunds.charting.grid import Grid

TEMPLATES = Path(__file__).parent / "templates"


def grid_page(grid: Grid) -> bytes:
    """The bytes of a `.html` file, in UTF-8."""
    from markupsafe import Markup

    from stemfunds.templates import templates

    style = (TEMPLATES / "grid.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    filled = (
        templates(TEMPLATES, escape=True).get_template("grid.html.j2").render(grid=grid, style=Markup(style), style_digest=digest)
    )
    return ("\n".join(line.rstrip() for line in filled.splitlines() if line.strip()) + "\n").encode()

"""Writes the reference as one HTML page and one Markdown page; each is written beside its place and then renamed."""

from __future__ import annotations

from pathlib import Path

from stemfunds.reference.model import Reference
from stemfunds.templates import templates
from stemfunds.whole_file import write_whole

_TEMPLATES = Path(__file__).parent / "templates"


def write_reference(reference: Reference, folder: Path) -> list[Path]:
    """The paths of the two pages: ``rules.html`` and ``rules.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name in ("rules.html", "rules.md"):
        template = templates(_TEMPLATES, escape=name.endswith(".html")).get_template(name)
        text = template.render(reference=reference, in_cell=_in_cell)
        write_whole(folder / name, text.encode())
        written.append(folder / name)
    return written


def _in_cell(text: str) -> str:
    """A text that ends no cell of a Markdown table."""
    return text.replace("|", "\\|")

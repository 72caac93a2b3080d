"""Writes the reference as one HTML page and one Markdown page; each is written beside its place and then renamed."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from stemfunds.reference.model import Reference
from stemfunds.whole_file import write_whole


def write_reference(reference: Reference, folder: Path) -> list[Path]:
    """The paths of the two pages: ``rules.html`` and ``rules.md``."""
    environment = Environment(
        loader=PackageLoader("stemfunds.reference"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = lambda text: str(text).replace("|", "\\|")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name in ("rules.html", "rules.md"):
        text = environment.get_template(name).render(reference=reference)
        write_whole(folder / name, text.encode())
        written.append(folder / name)
    return written

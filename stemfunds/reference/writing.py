"""Writes the reference as one HTML page and one Markdown page; each is written beside its place and then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from stemfunds.reference.model import Reference


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
    written = []
    for name in ("rules.html", "rules.md"):
        text = environment.get_template(name).render(reference=reference)
        written.append(_write(folder / name, text))
    return written


def _write(path: Path, text: str) -> Path:
    handle, beside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(beside).chmod(0o644)
    Path(beside).replace(path)
    return path

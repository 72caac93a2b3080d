"""Templates of documents and pages: how they are read, and that text stays text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from stemfunds.printable import printable


@cache
def templates(folder: Path, *, escape: bool) -> Environment:
    """The templates of a folder; with `escape`, everything that is filled in is escaped for HTML and XML.

    One for a process: to compile templates takes longer than to fill them, and a batch fills thousands.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=escape,
        finalize=_printable_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _printable_text(value: object) -> object:
    """The last gate before a file: no sign passes that a document cannot hold. Finished markup does."""
    return printable(value) if type(value) is str else value

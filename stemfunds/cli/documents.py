"""A document on standard output, or in a file by its suffix."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from stemfunds.cli.options import refuse
from stemfunds.reading.nearest import nearest_name

if TYPE_CHECKING:
    from stemfunds.justify.document import Document

SUFFIXES = (".html", ".md", ".docx", ".pdf")


def print_document(document: Document, form: str) -> None:
    """Print a document as md or html."""
    sys.stdout.write(_rendered(document, f".{form}").decode("utf-8"))


def write_document(made: Callable[[], Document], output: Path) -> None:
    """Write a document whole; an unknown suffix ends the call before the document is made."""
    suffix = output.suffix.lower()
    if suffix not in SUFFIXES:
        near = nearest_name(suffix, SUFFIXES)
        hint = f' (did you mean "{near}"?)' if near else ""
        raise refuse(f'cannot write a report as "{suffix}"{hint}; expected {", ".join(SUFFIXES)}')
    from stemfunds.whole_file import write_whole

    try:
        write_whole(output, _rendered(made(), suffix))
    except OSError as error:
        raise refuse(f"{output}: cannot be written: {error.strerror}") from None
    print(f"{output} written.")


def _rendered(document: Document, suffix: str) -> bytes:
    from stemfunds.justify.writing import RENDERERS

    render: Callable[[Document], bytes] = import_module(RENDERERS[suffix]).render
    return render(document)

"""From a judged plan to a file: the suffix picks the renderer, and the file appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from stemfunds.judge.result import PlanResult
from stemfunds.justify.context import justification
from stemfunds.justify.document import Document
from stemfunds.justify.errors import UnknownFormatError
from stemfunds.rulebook.model import Rulebook
from stemfunds.whole_file import write_whole

Renderer = Callable[[Document], bytes]

RENDERERS = {
    ".docx": "stemfunds.justify.word",
    ".pdf": "stemfunds.justify.pdf",
    ".html": "stemfunds.justify.html",
    ".md": "stemfunds.justify.markdown",
}
"""Suffix to module. A renderer has ``render(document) -> bytes`` and is imported when it is needed."""


def write_justification(result: PlanResult, rulebook: Rulebook, path: str | Path) -> Path:
    """Write the budget justification of a judged plan; the format follows from the suffix of `path`.

    The same result and rulebook give the same bytes. Raises UnknownFormatError for another suffix.
    """
    target = Path(path)
    render = renderer_for(target)
    write_whole(target, render(justification(result, rulebook)))
    return target


def renderer_for(path: Path) -> Renderer:
    """The renderer for a file's suffix; UnknownFormatError names the known ones."""
    module = RENDERERS.get(path.suffix.lower())
    if module is None:
        raise UnknownFormatError(path, RENDERERS)
    render: Renderer = import_module(module).render
    return render

"""From a judged plan to a file: the suffix picks the renderer, and the file appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from stemfunds.judging.result import PlanResult
from stemfunds.justify.context import justification
from stemfunds.justify.document import Document
from stemfunds.justify.errors import UnknownFormatError, UnusableFileError
from stemfunds.rulebook.model import Rulebook
from stemfunds.whole_file import write_whole

Renderer = Callable[[PlanResult, Rulebook], bytes]

RENDERERS = {
    ".docx": "stemfunds.justify.word",
    ".pdf": "stemfunds.justify.pdf",
    ".html": "stemfunds.justify.html",
    ".md": "stemfunds.justify.markdown",
    ".xlsx": "stemfunds.justify.sheets.book",
}
"""Suffix to module, imported when it is needed. A renderer has ``render(document) -> bytes``, or, where the document's
words are not enough, ``render_result(result, rulebook) -> bytes``."""


def write_justification(result: PlanResult, rulebook: Rulebook, path: str | Path) -> Path:
    """Write the budget justification of a judged plan; the format follows from the suffix of `path`.

    The same result and rulebook give the same bytes. Raises UnknownFormatError for another suffix.
    """
    target = Path(path)
    write_whole(target, renderer_for(target)(result, rulebook))
    return target


def write_from_template(result: PlanResult, rulebook: Rulebook, template: Path, path: Path) -> Path:
    """Fill a consultant's Word template, as `docs/templates.md` explains.

    Raises UnusableFileError with all mistakes of the template, or for a target that is no Word file.
    """
    from stemfunds.justify.own_template.fill import fill_template

    if path.suffix.lower() != ".docx":
        raise UnusableFileError(f"{path}: a template gives a Word file; expected a name that ends in .docx")
    if path.resolve() == template.resolve():
        raise UnusableFileError(f"{path}: is the template itself; choose another name for the document")
    write_whole(path, fill_template(result, rulebook, template))
    return path


def write_state_form(
    result: PlanResult, rulebook: Rulebook, packs: Sequence[Path], form: str, award: str | None, path: Path
) -> Path:
    """Fill the form of a State pack, as `docs/state-packs.md` explains.

    Raises UnusableFileError with everything that is wrong with the map or the form.
    """
    from stemfunds.justify.state_form.fill import fill_form

    write_whole(path, fill_form(result, rulebook, packs, form, award, path.suffix))
    return path


def renderer_for(path: Path) -> Renderer:
    """The renderer for a file's suffix; UnknownFormatError names the known ones."""
    name = RENDERERS.get(path.suffix.lower())
    if name is None:
        raise UnknownFormatError(path, RENDERERS)
    module = import_module(name)
    if hasattr(module, "render_result"):
        of_result: Renderer = module.render_result
        return of_result
    of_document: Callable[[Document], bytes] = module.render
    return lambda result, rulebook: of_document(justification(result, rulebook))

"""A Word template filled: checked as a whole, then rendered in the sandbox, to the same bytes each time."""

from __future__ import annotations

import io
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Any

from stemfunds.judging.result import PlanResult
from stemfunds.justify.errors import UnusableFileError
from stemfunds.justify.own_template.package import read_package
from stemfunds.justify.own_template.tags import Tag, Unclosed, tags_of
from stemfunds.justify.packing import rezipped, zipped
from stemfunds.rulebook.model import Rulebook

_PARTS = {"header": "header", "footer": "footer", "footnotes": "footnotes"}
_OPENS = ("for", "if")
_SPANS = {"tr": "row", "tc": "cell", "p": "paragraph"}


class TemplateMistakesError(UnusableFileError):
    """A template cannot be filled; printed, it is one line for each mistake."""


def fill_template(result: PlanResult, rulebook: Rulebook, template: Path) -> bytes:
    """The bytes of the filled Word file.

    Raises UnsafeFileError for a file that is not opened, TemplateMistakesError with all mistakes of a template, OSError.
    """
    from stemfunds.justify.own_template.gather import gather

    content = zipped(read_package(template, "Word template"))
    tags = _checked(content, template)
    names = gather(result, rulebook)
    context = {field.name: getattr(names, field.name) for field in fields(names)}
    _tried(tags, context, template)
    return _rendered(content, context, template)


# --- before anything is filled ------------------------------------------------------------------------------


def _checked(content: bytes, template: Path) -> list[Tag]:
    """The tags of the template, without any mistake."""
    from stemfunds.justify.own_template.checking import Checker

    mistakes: list[tuple[int, str]] = []
    tags: list[Tag] = []
    for found in _all_tags(content, template):
        if isinstance(found, Unclosed):
            mistakes.append(
                (len(tags), f"{template}: {found.place}: a tag does not end in its paragraph; found “{found.around}”")
            )
        else:
            tags.append(found)

    def note(line: int, says: str) -> None:
        tag = tags[min(line, len(tags)) - 1]
        mistakes.append((line, f"{template}: {tag.place}: {says}; found “{tag.around}”"))

    for line, tag in enumerate(tags, 1):
        _check_span(line, tag, note)
    if not mistakes:
        _check_levels(tags, note)
        if tags:
            Checker(note).check("\n".join(tag.source for tag in tags))
    if mistakes:
        raise TemplateMistakesError("\n".join(dict.fromkeys(says for _, says in sorted(mistakes))))
    return tags


def _all_tags(content: bytes, template: Path) -> list[Tag | Unclosed]:
    document = _opened(content, template)
    found = list(tags_of(document.element.body, ""))
    for part in _other_parts(document):
        kind = next(kind for kind in _PARTS if kind in part.partname.rpartition("/")[2])
        from lxml import etree

        found += tags_of(etree.fromstring(part.blob), _PARTS[kind])
    return found


def _other_parts(document: Any) -> list[Any]:
    """Headers, footers and footnotes, in the order of their names."""
    parts = [relation.target_part for relation in document.part.rels.values() if not relation.is_external]
    wanted = [part for part in parts if any(f"/{kind}" in str(part.partname) for kind in _PARTS)]
    return sorted(wanted, key=lambda part: str(part.partname))


def _opened(content: bytes, template: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError) as broken:
        raise TemplateMistakesError(f"{template}: not a Word template, or damaged ({broken})") from None


def _check_span(line: int, tag: Tag, note: Any) -> None:
    word = tag.source[2:-2].split()[:1]
    if tag.text.startswith("{{") and tag.span:
        note(line, f'"{{{{{tag.span}" inserts a piece of Word, which a template cannot; write "{{{{ "')
    elif word and word[0] in ("vm", "hm", "colspan", "cellbg"):
        note(line, f'"{word[0]}" is not available: merged and colored cells cannot be read aloud')
    elif not tag.alone:
        note(line, f"a tag with {tag.span} takes out its whole {_SPANS[tag.span]}; nothing else may stand there")


def _check_levels(tags: list[Tag], note: Any) -> None:
    """A block begins and ends in the same text, cell, row or table; else the file would be torn."""
    opened: list[Tag] = []
    for line, tag in enumerate(tags, 1):
        word = tag.source[2:-2].strip(" -").split()[:1] if tag.text.startswith("{%") else []
        if word and word[0] in _OPENS:
            opened.append(tag)
        elif word and word[0] in ("endfor", "endif") and opened:
            first = opened.pop()
            if (first.level, first.span in ("tr", "tc")) != (tag.level, tag.span in ("tr", "tc")):
                note(
                    line,
                    f"this block begins in {first.place} and ends elsewhere; for rows write {{%tr … %}} in rows of their own",
                )


# --- the filling --------------------------------------------------------------------------------------------


def _tried(tags: list[Tag], context: dict[str, Any], template: Path) -> None:
    """Fill the bare tags, so that a mistake that only values bring out is told with its place."""
    from jinja2 import TemplateError

    from stemfunds.justify.own_template.sandbox import MOST_ROUNDS, Sandbox, TooManyRounds

    try:
        Sandbox().from_string("\n".join(tag.source for tag in tags)).render(context)
    except TooManyRounds as stopped:
        says = f"the loops of this template run more than {MOST_ROUNDS:,} times; put fewer loops into each other"
        raise TemplateMistakesError(_at(stopped, tags, template, says)) from None
    except (TemplateError, TypeError, ValueError, ArithmeticError) as mistake:
        raise TemplateMistakesError(_at(mistake, tags, template, f"this tag cannot be filled: {mistake}")) from None


def _at(mistake: BaseException, tags: list[Tag], template: Path, says: str) -> str:
    line = _line_in_template(mistake.__traceback__)
    if not 1 <= line <= len(tags):
        return f"{template}: {says}"
    return f"{template}: {tags[line - 1].place}: {says}; found “{tags[line - 1].around}”"


def _line_in_template(traceback: TracebackType | None) -> int:
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _rendered(content: bytes, context: dict[str, Any], template: Path) -> bytes:
    from docxtpl import DocxTemplate
    from lxml import etree

    from stemfunds.justify.own_template.sandbox import Sandbox

    class Checked(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types, so that its class is Any
        """The filling, held to parts that are whole."""

        def render_xml_part(self, *arguments: Any) -> str:
            filled: str = super().render_xml_part(*arguments)
            etree.fromstring(filled.encode())
            return filled

        def render_properties(self, *arguments: Any) -> None:
            """Title and author stay those of the template."""

    word = Checked(io.BytesIO(content))
    try:
        word.render(context, Sandbox(), autoescape=True)
    except etree.XMLSyntaxError:
        raise TemplateMistakesError(
            f"{template}: a block tears a table or a paragraph apart; use {{%p … %}} or {{%tr … %}}"
        ) from None
    filled = io.BytesIO()
    word.save(filled)
    return rezipped(filled.getvalue())

"""Puts the real output in place of the marked blocks of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from documentation.blocks import EditFile, Pictured, Run, WriteFile, WrongBlockError, blocks_of, chosen
from documentation.documents import picture_of
from documentation.session import Session
from documentation.terminal import picture, without_color


@dataclass(slots=True)
class Told:
    """A page with its output, and the pictures that stand beside it."""

    markdown: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def told(markdown: str, page: str, work: Path) -> Told:
    """A page as readers see it; `page` names the pictures, `work` is a folder that does not exist yet.

    Raises WrongBlockError where a command does not do what the page says.
    """
    if not any(block for _, block in blocks_of(markdown)):
        return Told(markdown)
    result = Told("")
    with Session(work) as session:
        for text, block in blocks_of(markdown):
            result.markdown += text
            if isinstance(block, Run):
                result.markdown = _joined(result.markdown, _output(block, session, result, page))
            elif isinstance(block, WriteFile):
                session.write(block.name, block.text)
            elif isinstance(block, EditFile):
                session.edit(block)
            elif isinstance(block, Pictured):
                result.markdown += _document(block, session, result, page)
    return result


def _joined(page: str, block: str) -> str:
    """Commands that follow each other without words between them stand in one box."""
    head, end, between = page.rpartition("```\n")
    opened = head.rpartition("\n```")[2].startswith("text\n$ ")
    if end and opened and not between.strip() and block.startswith("```text\n$ "):
        return head + block.removeprefix("```text\n")
    return page + block


def _output(asked: Run, session: Session, result: Told, page: str) -> str:
    if not asked.alt:
        shown = chosen(session.run(asked), asked.show)
        return _fenced("text", [f"$ {asked.command}", *shown])
    colored = session.run_on_terminal(asked)
    shown = chosen(colored, asked.show, without_color(colored))
    name = _name(page, len(result.pictures) + 1)
    result.pictures[f"{name}.svg"] = picture(shown, name).encode()
    plain = re.sub("^", "    ", _fenced("text", without_color(shown)), flags=re.MULTILINE).rstrip()
    return (
        _fenced("text", [f"$ {asked.command}"])
        + f"\n![{asked.alt}]({name}.svg){{ .terminal }}\n\n"
        + f'??? note "The same as text"\n\n{plain}\n\n'
    )


def _document(asked: Pictured, session: Session, result: Told, page: str) -> str:
    path = session.folder / asked.file
    if not path.exists():
        raise WrongBlockError(f"{asked.file}: no command of this page has written it")
    drawn = picture_of(path, asked.size)
    if drawn is None:
        return f"*{asked.alt}* (This machine could not draw the picture.)\n"
    name = _name(page, len(result.pictures) + 1)
    result.pictures[f"{name}.png"] = drawn
    return f"![{asked.alt}]({name}.png){{ .document }}\n"


def _name(page: str, number: int) -> str:
    return f"{re.sub('[^a-z0-9]+', '-', page.lower())}-{number}"


def _fenced(language: str, lines: list[str]) -> str:
    fence = "````" if any("```" in line for line in lines) else "```"
    return "\n".join((f"{fence}{language}", *(line.rstrip() for line in lines), fence)) + "\n"

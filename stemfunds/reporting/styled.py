"""Lines of text with styles: colored on a terminal, plain everywhere else. No meaning rests on color alone."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterable
from typing import TypeAlias

Segment: TypeAlias = tuple[str, str]
"""Text and the name of its style; an empty name is plain."""

Line: TypeAlias = list[Segment]

STYLES = {
    "title": "bold",
    "good": "green",
    "fair": "cyan",
    "open": "yellow",
    "bad": "bold red",
    "quiet": "dim",
    "rule": "bold",
    "hint": "italic",
}


def plain(line: Line) -> str:
    """The text of a line without styles."""
    return "".join(text for text, _ in line).rstrip()


def wrapped(text: str, width: int, indent: int, style: str = "", first: Line | None = None) -> list[Line]:
    """Text in lines of a width, indented; `first` stands at the head of the first line, in place of as much indent."""
    head = first or [(" " * indent, "")]
    used = sum(len(part) for part, _ in head)
    body = textwrap.wrap(
        text, max(width, indent + 20), initial_indent=" " * used, subsequent_indent=" " * indent, break_on_hyphens=False
    )
    if not body:
        return [head]
    lines: list[Line] = [[*head, (body[0][used:], style)]]
    return lines + [[(" " * indent, ""), (part[indent:], style)] for part in body[1:]]


def shortened(text: str, width: int) -> str:
    """Text on one line, cut to a width, with an ellipsis where something is missing."""
    text = re.sub(r"\s*[\n\r\t\v\f\x85\u2028\u2029]\s*", " ", text)
    return text if len(text) <= width else text[: max(width - 1, 0)].rstrip() + "…"


def write(lines: Iterable[Line], *, colored: bool) -> None:
    """Print lines; the library that colors is imported only where colors are seen."""
    if not colored:
        sys.stdout.writelines(plain(line) + "\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((text, STYLES.get(style, "")) for text, style in line)))

"""Marked places of a page: what is run there, which files it writes, what is pictured. See `docs/writing-pages.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_MARK = re.compile(r"^<!-- (?P<what>run|file|edit|page|screen): (?P<text>.+?)\s*-->\n", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"\n*(?P<ticks>```+)[^\n]*\n(?P<body>.*?)\n(?P=ticks)\n", re.DOTALL)
_SLICE = re.compile(r'from "(?P<start>.+?)"(?: to "(?P<end>.+?)")?$')
_PICTURED = re.compile(r'(?P<file>\S+) (?P<size>\S+) "(?P<alt>.+)"$', re.DOTALL)
_KEYS = ("status", "show", "picture", "messages")


class WrongBlockError(Exception):
    """A marked place cannot be read, or what it names does not work."""


@dataclass(frozen=True, slots=True)
class Run:
    """A command of which the output is shown: all of it, or the parts that `show` names; as text, or as a picture with `alt`."""

    command: str
    status: int = 0
    show: tuple[str, ...] = ()
    alt: str = ""
    messages: bool = True


@dataclass(frozen=True, slots=True)
class WriteFile:
    """The fenced text that follows is written into a file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class EditFile:
    """The fenced difference that follows is made in a file."""

    name: str
    difference: str


@dataclass(frozen=True, slots=True)
class Pictured:
    """A file of a document as a picture: a page of a PDF file by its number, or a web page at a size such as 1200x900."""

    file: str
    size: str
    alt: str


Block: TypeAlias = Run | WriteFile | EditFile | Pictured


def blocks_of(markdown: str) -> Iterator[tuple[str, Block | None]]:
    """The text of a page in parts, each with the block behind it; the last part has none."""
    at = 0
    for mark in _MARK.finditer(markdown):
        block = _block(mark["what"], mark["text"], markdown, mark.end())
        yield markdown[at : mark.start()], block
        at = mark.end()
    yield markdown[at:], None


def _block(what: str, text: str, markdown: str, end: int) -> Block:
    if what == "run":
        return _run(text)
    if what in ("page", "screen"):
        pictured = _PICTURED.match(text)
        if pictured is None:
            raise WrongBlockError(
                f'"{what}: {text}": expected a file, a page number or size, and words for the picture in quotes'
            )
        return Pictured(pictured["file"], pictured["size"], " ".join(pictured["alt"].split()))
    fence = _FENCE.match(markdown, end)
    if fence is None:
        raise WrongBlockError(f'"{what}: {text}": expected a fenced text on the next line')
    return WriteFile(text, fence["body"] + "\n") if what == "file" else EditFile(text, fence["body"])


def _run(text: str) -> Run:
    command, *options = text.splitlines()
    values: dict[str, list[str]] = {}
    for option in options:
        key, _, value = option.strip().partition(": ")
        if key not in _KEYS:
            raise WrongBlockError(f'"run: {command}": unknown option "{key}"; expected {", ".join(_KEYS)}')
        values.setdefault(key, []).append(value)
    return Run(
        command.strip(),
        int(values.get("status", ["0"])[0]),
        tuple(values.get("show", ())),
        values.get("picture", [""])[0],
        values.get("messages", ["yes"])[0] != "no",
    )


def chosen(lines: list[str], show: tuple[str, ...], plain: list[str] | None = None) -> list[str]:
    """The lines that a block shows, with an ellipsis where some are left out.

    Places are looked for in `plain`, the same lines without color.
    """
    if not show:
        return lines
    if show == ("nothing",):
        return []
    text, found, last = plain or lines, list[str](), 0
    for part in show:
        start, end = _bounds(part, text, last)
        if start > last:
            found.append("…")
        found += lines[start:end]
        last = end
    return found if last >= len(lines) else [*found, "…"]


def _bounds(part: str, lines: list[str], after: int) -> tuple[int, int]:
    """The first line and the one behind the last; places are looked for behind the part before."""
    word, _, number = part.partition(" ")
    if word == "first":
        return 0, min(int(number), len(lines))
    if word == "last":
        return max(len(lines) - int(number), after), len(lines)
    named = _SLICE.match(part)
    if named is None:
        raise WrongBlockError(f'show: {part}: expected first N, last N, nothing, or from "words" to "words"')
    start = _line_with(named["start"], lines, after)
    end = _line_with(named["end"], lines, start + 1) if named["end"] else len(lines)
    while end > start and not lines[end - 1].strip():
        end -= 1
    return start, end


def _line_with(words: str, lines: list[str], after: int) -> int:
    for number in range(after, len(lines)):
        if words in lines[number]:
            return number
    raise WrongBlockError(f'no line of the output has "{words}"')

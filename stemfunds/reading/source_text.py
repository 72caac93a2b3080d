"""From the bytes of a file to its text: size, encoding, and characters that no text file holds."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problems

LARGEST_FILE = 5_000_000
"""Bytes. A plan of 60 activities has about 60,000; a larger file is a mistake or an attack."""

DEEPEST_NESTING = 64

_NAMES_LOOKED_AT = 2_000

_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
_NO_CHARACTER = r"[\ud800-\udfff\ufffe\uffff]"
_SIGNATURES = (
    (b"PK\x03\x04", "an Excel, Word or zip file"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
)


def contents(path: str | Path, most: int = LARGEST_FILE, *, is_typed: bool = True) -> bytes:
    """The bytes of a file, refused before reading when it is too large, missing or not a file; where a person has typed its name,
    the nearest one of the folder is told.
    """
    problems, start = Problems(str(path)), Place(1, 1)
    try:
        refuse_too_large(Path(path).stat().st_size, problems, most)
        return Path(path).read_bytes()
    except FileNotFoundError:
        nearest = _neighbour(Path(path)) if is_typed else None
        problems.stop(start, "there is no such file", found="nothing", expected="a file", nearest=nearest)
    except IsADirectoryError:
        problems.stop(start, "this is a folder, not a file", found="a folder", expected="a file")
    except OSError as error:
        problems.stop(start, f"the file cannot be read: {error.strerror or error}", expected="a readable file")


def decoded(source: str | bytes, file: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so at its beginning, without byte order mark; anything else is refused
    with its reason.
    """
    problems = Problems(file)
    refuse_too_large(len(source), problems)
    text = source if isinstance(source, str) else _from_bytes(source, problems)
    if text.startswith("\ufeff"):
        text = text[1:]
    forbidden = re.search(_CONTROL, text)
    if forbidden is None and not text.isascii():
        forbidden = re.search(_NO_CHARACTER, text)
    if forbidden is not None:
        place, code = place_of(text, forbidden.start()), ord(forbidden.group())
        problems.stop(place, f"character U+{code:04X} is not text; delete it", found=f"U+{code:04X}")
    if not text.strip():
        problems.stop(Place(1, 1), "the file is empty", found="nothing")
    return text


def _neighbour(path: Path) -> str | None:
    """The file of the same folder whose name was probably meant: one of the same sort, or of the same name and another sort."""
    try:
        beside = sorted(islice(path.parent.iterdir(), _NAMES_LOOKED_AT))
    except OSError:
        return None
    near = nearest_name(path.stem, {one.stem: one.name for one in beside if one.suffix == path.suffix})
    near = near or nearest_name(path.name, {one.name: one.name for one in beside if one.stem == path.stem})
    return (path.parent / near).as_posix() if near else None


def place_of(text: str, index: int) -> Place:
    """The line and column of a position in a text."""
    before = text.rfind("\n", 0, index)
    return Place(text.count("\n", 0, index) + 1, index - before)


def refuse_too_large(size: int, problems: Problems, largest: int = LARGEST_FILE) -> None:
    """Stop at a file of more bytes than are read."""
    if size > largest:
        found, most = f"{size / 1_000_000:.1f} MB", f"{largest // 1_000_000} MB"
        problems.stop(
            Place(1, 1),
            f"the file has {found}; at most {most} are read. Split it, or check that it is the right file",
            found=found,
            expected=f"at most {most}",
        )


def _from_bytes(data: bytes, problems: Problems) -> str:
    start = Place(1, 1)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            problems.stop(start, f"the file is {name}, not a text file", found=name, expected="UTF-8 text")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _from_utf_16(data, problems)
    if b"\0" in data:
        before = data[: data.index(b"\0")]
        place = Place(before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        problems.stop(
            place, "this is not a text file (it holds a NUL byte); save the plan as plain text in UTF-8", found="NUL byte"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before_it = data[: error.start].decode("utf-8")
        found = f"byte 0x{data[error.start]:02X}"
        problems.stop(
            place_of(before_it, len(before_it)),
            f"{found} is not UTF-8; save the file as UTF-8",
            found=found,
            expected="UTF-8",
        )


def _from_utf_16(data: bytes, problems: Problems) -> str:
    """What Notepad calls Unicode: two bytes for most signs."""
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        before_it = data[: error.start].decode("utf-16")
        message = "the file begins as UTF-16 and here is none; save it as UTF-8"
        problems.stop(place_of(before_it, len(before_it)), message, found="no UTF-16", expected="UTF-8")

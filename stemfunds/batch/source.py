"""One plan of a batch: where it stands, and its bytes, read once so that what was judged is what was fingerprinted."""

from __future__ import annotations

import hashlib
import lzma
import os
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NoReturn

from msgspec import structs

from stemfunds.plan.model import Plan
from stemfunds.plan.reader import FORMATS, OTHER_WORKBOOKS, parse_plan
from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problem, Problems, UnusableInput
from stemfunds.reading.source_text import LARGEST_FILE, contents, decoded

LINE_SUFFIXES = (".jsonl", ".ndjson")
"""Files with one plan a line."""

ARCHIVE_SUFFIXES = (".zip",)

LINES_ENDING = ".lines.csv"
"""The budget lines of ``plan.yaml`` may stand beside it in ``plan.lines.csv``."""

_WITH_LINES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a plan stands: a file, a member of a zip, or a line of a file.

    `path` is how it is called in every output. A source that can be seen to be of no use already says so in `refusal`.
    `lines_file` is the file, or the member, that holds the budget lines of a plan which has none itself.
    """

    path: str
    file: str
    member: str = ""
    line: int = 0
    offset: int = 0
    length: int = 0
    refusal: str = ""
    lines_file: str = ""

    @property
    def suffix(self) -> str:
        """The suffix that tells the format: ``.yaml``."""
        return PurePosixPath(self.member or Path(self.file).name).suffix.lower()

    @property
    def lines_label(self) -> str:
        """The file of the budget lines in messages."""
        return printable(f"{self.file}/{self.lines_file}" if self.member else self.lines_file)

    @property
    def label(self) -> str:
        """The file in messages; a line of a file adds its number to the place there, not to the name."""
        return printable(self.file) if self.line else self.path


def lines_name_of(name: str) -> str:
    """The name under which the budget lines of a plan are looked for; empty for a plan of a format that has its own."""
    suffix = PurePosixPath(name).suffix
    return name.removesuffix(suffix) + LINES_ENDING if suffix.lower() in _WITH_LINES else ""


def most_bytes(suffix: str) -> int:
    """How large a file with such a suffix may be; a workbook holds more than its cells."""
    if suffix in (".xlsx", *OTHER_WORKBOOKS):
        from stemfunds.workbook.package import LARGEST_WORKBOOK

        return LARGEST_WORKBOOK
    return LARGEST_FILE


def printable(path: str) -> str:
    """A path as text: bytes that are no UTF-8, which names of files may have, as \\xNN."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a plan and their fingerprint; `lines` are the bytes of a file of budget lines that goes with it."""

    data: bytes
    sha256: str
    lines: bytes | None = None


def content_of(source: Source, archives: Archives) -> Content:
    """The bytes of a source; raises UnusableInput when they cannot be read."""
    if source.refusal:
        _stop(source, source.refusal)
    if source.line:
        data = _line_of(source)
    elif source.member:
        data = archives.member(source, source.member)
    else:
        data = contents(source.file, most_bytes(source.suffix), is_typed=False)
    if not source.lines_file:
        return Content(data, hashlib.sha256(data).hexdigest())
    lines = archives.member(source, source.lines_file) if source.member else contents(source.lines_file, is_typed=False)
    # the length keeps bytes from moving from one file to the other under the same fingerprint
    both = hashlib.sha256(b"%d\n%b%b" % (len(data), data, lines))
    return Content(data, both.hexdigest(), lines)


def plan_in(source: Source, content: Content, words: Vocabulary) -> Plan:
    """The plan that the bytes of a source hold; raises UnusableInput with all problems that can be seen."""
    data = content.data
    if source.line:
        return _plan_in_line(source, data, words)
    if source.suffix == ".xlsx" or source.suffix in OTHER_WORKBOOKS:
        from stemfunds.workbook.package import safe_bytes
        from stemfunds.workbook.reader import parse_workbook

        return parse_workbook(safe_bytes(data, source.path), source.path, words)
    form = FORMATS.get(source.suffix)
    if form is None:
        known = ", ".join((*FORMATS, *LINE_SUFFIXES, *ARCHIVE_SUFFIXES))
        _stop(source, f'cannot tell the format from "{source.suffix}"; expected {known}')
    if content.lines is not None:
        from stemfunds.workbook.csv_lines import parse_plan_with_lines

        return parse_plan_with_lines((data, source.path), (content.lines, source.lines_label), form, words)
    return parse_plan(data, source.path, form, words)


class Archives:
    """Zip files being read. One stays open, because plans of one zip come one after the other."""

    def __init__(self) -> None:
        self._open: tuple[str, zipfile.ZipFile] | None = None

    def member(self, source: Source, name: str) -> bytes:
        """The bytes of a member, unpacked in memory and never further than a plan may go."""
        most = most_bytes(PurePosixPath(name).suffix.lower())
        try:
            with self._archive(source.file).open(name) as member:
                data = member.read(most + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, KeyError) as error:
            _stop(source, f"the zip cannot be read here: {error}")
        except NotImplementedError:
            _stop(source, "packed in a way that is not read; pack the plans with the ordinary method (deflate)")
        except RuntimeError:
            _stop(source, "the zip is locked with a password; send it without")
        if len(data) > most:  # its entry told a lie
            _stop(source, f"{name} is larger than the zip says; at most {most // 1_000_000} MB are read")
        return data

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _archive(self, file: str) -> zipfile.ZipFile:
        if self._open is None or self._open[0] != file:
            self.close()
            self._open = file, zipfile.ZipFile(file)
        return self._open[1]


def _line_of(source: Source) -> bytes:
    try:
        with Path(source.file).open("rb") as file:
            file.seek(source.offset)
            return file.read(min(source.length, LARGEST_FILE + 1))
    except OSError as error:
        _stop(source, f"the file cannot be read: {error.strerror}")


def _plan_in_line(source: Source, data: bytes, words: Vocabulary) -> Plan:
    try:
        text = decoded(data, source.label)
    except UnusableInput as unusable:
        raise UnusableInput(replace(one, line=one.line + source.line - 1) for one in unusable.problems) from None
    return structs.replace(parse_plan(text, source.label, "json", words, source.line), path=source.path)


def _stop(source: Source, message: str) -> NoReturn:
    Problems(source.label).stop(Place(source.line or 1, 1), message)


def problem_of(source: Source, message: str) -> Problem:
    """A problem with the whole of a source."""
    return Problem(source.label, source.line or 1, 1, message)

"""From what was named in the call to the plans of a batch: files, folders, globs, lists, zips, files with a plan a line.

Their order is that of the call, and inside a folder that of the names, so that the same call always numbers plans alike.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from stemfunds.batch.errors import BatchError
from stemfunds.batch.journal import FOLDER
from stemfunds.batch.source import ARCHIVE_SUFFIXES, LINE_SUFFIXES, LINES_ENDING, Source, lines_name_of, most_bytes, printable
from stemfunds.plan.reader import FORMATS, OTHER_WORKBOOKS
from stemfunds.reading.source_text import LARGEST_FILE

MOST_MEMBERS = 100_000
MOST_UNPACKED = 10_000_000_000
MOST_PACKING = 200
"""A zip with more members, more bytes when unpacked, or packed tighter than so many to one is an attack, not a batch of plans."""

_RESULTS = frozenset({"results.sqlite", "findings.csv", "failures.csv", "cross-plan.csv", "report.html"})
_NO_PLAN = "these are the budget lines of a plan that is not here; expected {name}.yaml or {name}.json beside them"
_GLOB_SIGNS = frozenset("*?[")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_BLOCK = 1 << 20


@dataclass(slots=True)
class Found:
    """The plans of a batch in their order, each once, and the names of other files in folders and zips."""

    sources: list[Source] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


def plan_suffixes() -> frozenset[str]:
    """The suffixes that a folder's plans may have."""
    return frozenset((*FORMATS, *LINE_SUFFIXES, *ARCHIVE_SUFFIXES))


def find_sources(named: Sequence[str], lists: Sequence[Path] = (), apart: Sequence[Path] = ()) -> Found:
    """The plans that the words of a call name; ``@FILE`` is a list, as are `lists`. Files that stand `apart` are no plans.

    Raises BatchError when a word of the call names nothing. What a list names in vain is a broken plan, because lists are long.
    """
    finding = _Finding(apart)
    for word in named:
        if word.startswith("@"):
            finding.add_list(Path(word[1:]))
        elif not finding.add(word):
            raise BatchError(f"{word}: there is no such file or folder, and no file with such a name")
    for path in lists:
        finding.add_list(path)
    return finding.found


def _may_hold_a_plan(name: str) -> bool:
    """Whether a folder's file is looked at; a workbook of another sort is, because a district may have sent its plan so."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in plan_suffixes() or suffix in OTHER_WORKBOOKS or name.lower().endswith(LINES_ENDING)


class _Finding:
    def __init__(self, apart: Iterable[Path]) -> None:
        self.found = Found()
        self._seen = {os.path.realpath(path) for path in apart}

    def add_list(self, path: Path) -> None:
        """Everything that a list names, one a line; paths begin at the list's own folder, # begins a comment."""
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
            raise BatchError(f"{path}: the list cannot be read: {reason}") from None
        for number, line in enumerate(lines, 1):
            word = line.strip()
            if word and not word.startswith("#"):
                where = path.parent / word
                if not self.add(str(where)):
                    self._take(_source(where, f"there is no such file; line {number} of {path} names it"))

    def add(self, word: str) -> bool:
        """Everything that one word names; False when it names nothing."""
        path = Path(word)
        if path.is_dir():
            self._folder(path)
        elif path.exists():
            self._file(path)
        elif _GLOB_SIGNS & set(word):
            paths = _matching(word)
            for one in paths:
                self.add(str(one))
            return bool(paths)
        else:
            return False
        return True

    def _folder(self, folder: Path) -> None:
        """The plans in a folder and the folders in it; hidden ones and the results of earlier runs are left alone."""
        for here, folders, files in os.walk(folder):
            if FOLDER in folders:  # results of a run, which may stand beside its plans in the folder that was named
                if Path(here) != folder:
                    folders.clear()
                    continue
                files = [name for name in files if name not in _RESULTS]
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if name.startswith((".", "~$")):
                    continue
                if _may_hold_a_plan(name):
                    self._file(Path(here, name))
                elif os.path.realpath(Path(here, name)) not in self._seen:
                    self.found.passed_over.append(name)

    def _file(self, path: Path) -> None:
        suffix, whole = path.suffix.lower(), os.path.realpath(path)
        if whole in self._seen:
            return
        self._seen.add(whole)
        if path.name.lower().endswith(LINES_ENDING):
            self._lines_of_a_plan(path)
        elif suffix in LINE_SUFFIXES:
            self._take_all(_lines(path))
        elif suffix in ARCHIVE_SUFFIXES:
            self._archive(path)
        elif path.is_file() or not path.exists():  # what is gone by now is told when it is read
            lines = path.with_name(lines_name_of(path.name) or path.name)
            has_lines = lines != path and lines.exists()
            self._take(Source(printable(str(path)), str(path), lines_file=str(lines) if has_lines else ""))
        else:
            self._take(_source(path, "this is not a file that can be read from its beginning to its end"))

    def _lines_of_a_plan(self, path: Path) -> None:
        """Lines are read with their plan, which must stand beside them."""
        name = path.name[: -len(LINES_ENDING)]
        if not any(path.with_name(name + suffix).exists() for suffix in FORMATS if lines_name_of(name + suffix)):
            self._take(_source(path, _NO_PLAN.format(name=name)))

    def _archive(self, path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                members = sorted((one for one in archive.infolist() if not one.is_dir()), key=lambda one: one.filename)
        except (OSError, zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError) as error:
            self._take(_source(path, f"the zip cannot be read: {error}"))
            return
        reason = _is_a_bomb(members, path)
        if reason:
            self._take(_source(path, reason))
            return
        self._take_all(self._members(path, members))

    def _members(self, path: Path, members: Iterable[zipfile.ZipInfo]) -> Iterator[Source]:
        seen, names = set[str](), {member.filename for member in members}
        for member in members:
            name = PurePosixPath(member.filename)
            if name.name.startswith((".", "~$")) or "__MACOSX" in name.parts:
                continue
            if not _may_hold_a_plan(name.name):
                self.found.passed_over.append(name.name)
                continue
            refusal = _refused_member(member, name, seen)
            seen.add(member.filename)
            lines = lines_name_of(member.filename)
            if member.filename.lower().endswith(LINES_ENDING):
                if any(lines_name_of(other) == member.filename for other in names):
                    continue
                refusal = _NO_PLAN.format(name=name.name[: -len(LINES_ENDING)])
            whole = printable(f"{path}/{member.filename}")
            yield Source(whole, str(path), member.filename, refusal=refusal, lines_file=lines if lines in names else "")

    def _take(self, source: Source) -> None:
        self.found.sources.append(source)

    def _take_all(self, sources: Iterable[Source]) -> None:
        self.found.sources.extend(sources)


def _source(path: Path, refusal: str = "") -> Source:
    return Source(printable(str(path)), str(path), refusal=refusal)


def _matching(pattern: str) -> list[Path]:
    """The files and folders that a pattern with `*`, `?` or `**` names, in order."""
    path = Path(pattern)
    try:
        return sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    except (ValueError, NotImplementedError):  # two stars inside a name, for one
        return []


def _is_a_bomb(members: Sequence[zipfile.ZipInfo], path: Path) -> str:
    """Why a zip is refused as a whole; empty when it is not."""
    if len(members) > MOST_MEMBERS:
        return f"the zip has {len(members):,} files; at most {MOST_MEMBERS:,} are read"
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        return f"the zip would unpack to {unpacked / 1e9:.0f} GB; at most {MOST_UNPACKED // 10**9} GB are read"
    packed = max(path.stat().st_size, 1)
    if unpacked > MOST_PACKING * packed and unpacked > LARGEST_FILE:
        return f"the zip unpacks to {unpacked // packed:,} times its size, as no plans do; it is not opened"
    return ""


def _refused_member(member: zipfile.ZipInfo, name: PurePosixPath, seen: set[str]) -> str:
    if member.filename in seen:
        return "a file of this name stands in the zip twice"
    if name.suffix.lower() in LINE_SUFFIXES + ARCHIVE_SUFFIXES:
        return f"a {name.suffix} file inside a zip is not opened; take it out of the zip"
    largest = most_bytes(name.suffix.lower())
    if member.file_size > largest:
        most = f"{largest // 1_000_000} MB"
        return f"the file has {member.file_size / 1_000_000:.1f} MB when unpacked; at most {most} are read"
    return ""


def _lines(path: Path) -> Iterator[Source]:
    """The lines of a file that hold something, found without keeping the file in memory."""
    offset = 0
    try:
        with path.open("rb") as file:
            for number, (start, length) in enumerate(_pieces(file), 1):
                if start.strip(_BLANK) or length > len(start):
                    yield Source(printable(f"{path}:{number}"), str(path), "", number, offset, length)
                offset += length
    except OSError as error:
        yield _source(path, f"the file cannot be read: {error.strerror}")


def _pieces(file: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """The beginning and the length of every line."""
    while start := file.readline(_BLOCK):
        length, end = len(start), start
        while not end.endswith(b"\n") and (end := file.readline(_BLOCK)):
            length += len(end)
        yield start, length

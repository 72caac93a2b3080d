"""The journal of a run: records appended as they are made, so that a run that is killed has lost only what was in hand.

Each worker writes a file of its own. A record is one frame with its length and checksum; a frame that a kill cut off is
seen and left out. The journal stays in the output folder, where `--resume` finds which plans need no second look.
"""

from __future__ import annotations

import errno
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec

from stemfunds.batch.errors import BatchError, NoSpaceError

FOLDER = ".batch"
"""The folder of the journal inside the output folder."""

_SUFFIX = ".journal"
_TITLE = b"stemfunds journal 1 "
_FRAME = struct.Struct("<4sIII")
_MARK = b"PLAN"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """What is known of a record without opening it: the plan's path, fingerprint and verdict, and how long it took."""

    path: str
    sha256: str
    verdict: str
    seconds: float


class Where(msgspec.Struct, array_like=True, frozen=True):
    """Where a record stands in the journal."""

    file: str
    offset: int
    length: int


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """A record of the journal."""

    entry: Entry
    where: Where


_ENTRY = msgspec.msgpack.Decoder(Entry)
_ENCODER = msgspec.msgpack.Encoder()


class JournalFile:
    """One file of the journal being written; it is made with the first record."""

    def __init__(self, folder: Path, number: int, settings: str) -> None:
        self.path = folder / f"{number:06}{_SUFFIX}"
        self._settings = settings
        self._file = -1
        self._size = 0

    def append(self, entry: Entry, payload: bytes) -> Where:
        """Add a record in one piece; raises NoSpaceError when the disk is full, with the file as it was."""
        head = _ENCODER.encode(entry)
        check = zlib.crc32(payload, zlib.crc32(head))
        frame = _FRAME.pack(_MARK, len(head), len(payload), check) + head + payload
        if self._file < 0:
            self._begin()
        where = Where(self.path.name, self._size + len(frame) - len(payload), len(payload))
        self._write(frame)
        return where

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> JournalFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _begin(self) -> None:
        try:
            self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise _explained(self.path, error) from None
        self._write(_TITLE + self._settings.encode() + b"\n")

    def _write(self, data: bytes) -> None:
        """Write all of it or nothing."""
        written, view = 0, memoryview(data)
        try:
            while written < len(data):
                written += os.write(self._file, view[written:])
        except OSError as error:
            os.ftruncate(self._file, self._size)
            os.lseek(self._file, self._size, os.SEEK_SET)
            raise _explained(self.path, error) from None
        self._size += written


class Journal:
    """The journal of an output folder, for reading."""

    def __init__(self, output: Path) -> None:
        self.folder = output / FOLDER
        self._files: dict[str, int] = {}

    def next_number(self) -> int:
        """A number that no file has yet, and later files of this run count on from there."""
        return max((int(path.stem) for path in self._paths()), default=0) + 1

    def settings(self) -> str | None:
        """The settings of the latest run, or None where there was none."""
        paths = self._paths()
        return _title_of(paths[-1]) if paths else None

    def clear(self) -> None:
        """Forget all records."""
        for path in self._paths():
            path.unlink()

    def clear_others(self, settings: str) -> None:
        """Forget the records of runs with other settings."""
        for path in self._paths():
            if _title_of(path) != settings:
                path.unlink()

    def kept(self, settings: str) -> dict[str, Kept]:
        """The records of runs with these settings by the path of their plan; of several the latest."""
        found: dict[str, Kept] = {}
        for path in self._paths():
            if _title_of(path) == settings:
                found.update((one.entry.path, one) for one in _whole_frames(path))
        return found

    def payload(self, where: Where) -> bytes:
        """The bytes of a record; raises BatchError when they are gone."""
        try:
            if where.file not in self._files:
                self._files[where.file] = os.open(self.folder / where.file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            handle = self._files[where.file]
            os.lseek(handle, where.offset, os.SEEK_SET)
            data = os.read(handle, where.length)
            while len(data) < where.length and (more := os.read(handle, where.length - len(data))):
                data += more
        except OSError as error:
            raise BatchError(f"{self.folder / where.file}: the journal cannot be read: {error.strerror}") from None
        if len(data) < where.length:
            raise BatchError(f"{self.folder / where.file}: the journal was cut while the run was going on; run it again")
        return data

    def close(self) -> None:
        """Let go of the files."""
        for handle in self._files.values():
            os.close(handle)
        self._files.clear()

    def _paths(self) -> list[Path]:
        return sorted(path for path in self.folder.glob(f"*{_SUFFIX}") if path.stem.isdecimal())


def _title_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            line = file.readline(1 << 16)
    except OSError:
        return None
    if not line.startswith(_TITLE) or not line.endswith(b"\n"):
        return None
    return line[len(_TITLE) : -1].decode("utf-8", "replace")


def _whole_frames(path: Path) -> Iterator[Kept]:
    """The records of a file up to its end, or up to the first that is not whole."""
    with path.open("rb") as file:
        offset = len(file.readline(1 << 16))
        while len(frame := file.read(_FRAME.size)) == _FRAME.size:
            mark, head_length, length, check = _FRAME.unpack(frame)
            head, payload = file.read(head_length), file.read(length)
            if mark != _MARK or len(payload) < length or zlib.crc32(payload, zlib.crc32(head)) != check:
                return
            yield Kept(_ENTRY.decode(head), Where(path.name, offset + _FRAME.size + head_length, length))
            offset += _FRAME.size + head_length + length


def _explained(path: Path, error: OSError) -> BatchError:
    folder = path.parent.parent
    if error.errno in FULL:
        return NoSpaceError(f"{folder}: the disk is full")
    return BatchError(f"{folder}: cannot be written: {error.strerror}")

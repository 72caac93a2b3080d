"""One run at a time in an output folder. The system lets go of the lock when its process ends, however it ends."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stemfunds.batch.errors import BatchError, InUseError
from stemfunds.batch.journal import FOLDER

_NAME = "lock"
_LONGEST = 200


@contextmanager
def locked(output: Path) -> Iterator[int]:
    """Hold the output folder, made where it is missing; gives the handle, which workers close.

    Raises InUseError naming the process and computer that hold it.
    """
    path = output / FOLDER / _NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise BatchError(f"{output}: the folder cannot be written: {error.strerror}") from None
    try:
        if not _taken(handle):
            owner = os.pread(handle, _LONGEST, 0).decode("utf-8", "replace").strip() if hasattr(os, "pread") else ""
            whose = f" ({owner})" if owner else ""
            raise InUseError(f"{output}: another run writes into this folder{whose}; wait for it, or choose another folder")
        _sign(handle, f"process {os.getpid()} on {socket.gethostname()}")
        try:
            yield handle
        finally:
            _sign(handle, "")
    finally:
        os.close(handle)


def _sign(handle: int, text: str) -> None:
    """Say who holds the folder; on a full disk the lock holds all the same."""
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, text.encode())
    except OSError:
        return


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            os.lseek(handle, _LONGEST, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

"""`--watch`: do a round again whenever one of its files is saved."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from stemfunds.reading.problems import UnusableInput


def watch_files(files: Iterable[Path], folders: Iterable[Path], once: Callable[[], object]) -> None:
    """Run `once` now and after each change of a file, or of anything in a folder, until Ctrl-C.

    The folder of a file is watched, because editors save by writing a new file in its place.
    """
    from watchfiles import watch

    wanted = [file.resolve() for file in files]
    below = [path.resolve() for folder in folders for path in (folder, *folder.rglob("*"))]
    watched = {path if path.is_dir() else path.parent for path in (*wanted, *below)}
    seen = _states(*wanted, *below)
    _round(once)
    try:
        # also asked when nothing is reported: a file may change before the watching has begun
        for _ in watch(*watched, recursive=False, rust_timeout=500, yield_on_timeout=True):
            now = _states(*wanted, *below)
            if now != seen:
                seen = now
                _clear()
                _round(once)
    except KeyboardInterrupt:
        print("Stopped watching.", file=sys.stderr)


def _states(*paths: Path) -> list[tuple[int, int]]:
    """When each path was written, and its size; zeros where there is none."""
    found = [path.stat() if path.exists() else None for path in paths]
    return [(0, 0) if one is None else (one.st_mtime_ns, one.st_size) for one in found]


def _round(once: Callable[[], object]) -> None:
    try:
        once()
    except UnusableInput as unusable:
        print(unusable, file=sys.stderr)
    sys.stdout.flush()
    print("Watching; save the plan to check it again, Ctrl-C ends.", file=sys.stderr, flush=True)


def _clear() -> None:
    if sys.stdout.isatty():
        print("\x1b[2J\x1b[H", end="", flush=True)

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

    wanted = {file.resolve() for file in files}
    below = {path.resolve() for folder in folders for path in (folder, *folder.rglob("*")) if path.is_dir()}
    _round(once)
    try:
        for changes in watch(*{file.parent for file in wanted} | below, recursive=False, rust_timeout=500):
            changed = {Path(path).resolve() for _, path in changes}
            if changed & wanted or any(path.parent in below for path in changed):
                _clear()
                _round(once)
    except KeyboardInterrupt:
        print("Stopped watching.", file=sys.stderr)


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

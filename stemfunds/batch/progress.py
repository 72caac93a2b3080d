"""How far a batch is: a bar with rate and remaining time on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from stemfunds.batch.record import FAILED

_PLAIN_EVERY = 10.0
_DRAWN_EVERY = 0.1
_A_SENSIBLE_START = 2.0


class Progress(Protocol):
    """Told of every plan as it is done, with its verdict (empty for one that was kept from an earlier run)."""

    def advance(self, verdict: str) -> None:
        """One more plan is done."""
        ...

    def stage(self, text: str) -> None:
        """The plans are done; something else goes on."""
        ...


class Silent:
    """Says nothing."""

    def advance(self, verdict: str) -> None:
        """Nothing."""

    def stage(self, text: str) -> None:
        """Nothing."""


class Plain:
    """A line every ten seconds, for logs."""

    def __init__(self, total: int, stream: IO[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._stream, self._clock = total, stream, clock
        self._done = self._failed = 0
        self._began = self._said = clock()

    def advance(self, verdict: str) -> None:
        """Count, and say so when ten seconds have gone by."""
        self._done += 1
        self._failed += verdict == FAILED
        now = self._clock()
        if now - self._said >= _PLAIN_EVERY:
            self._said = now
            self._say(progress_words(self._done, self._total, self._failed, now - self._began))

    def stage(self, text: str) -> None:
        """Say it."""
        self._say(text)

    def _say(self, text: str) -> None:
        print(text, file=self._stream, flush=True)


def progress_words(done: int, total: int, failed: int, seconds: float) -> str:
    """``1,200 of 19,000 plans (6 %), 310 a second, 57 s left, 3 broken``."""
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{done:,} of {total:,} plans ({100 * done // max(total, 1)} %)"]
    if rate:
        parts += [f"{rate:,.0f} a second" if rate >= 1 else f"{1 / rate:,.0f} s each", f"{duration((total - done) / rate)} left"]
    if failed:
        parts.append(f"{failed:,} broken")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """``45 s``, ``2 min 05 s``, ``1 h 10 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"


@contextmanager
def progress_on(stream: IO[str], total: int, *, quiet: bool, color: bool) -> Iterator[Progress]:
    """The progress that fits where it is shown; the library that draws is imported only for a terminal."""
    if quiet:
        yield Silent()
    elif not stream.isatty():
        yield Plain(total, stream)
    else:
        with _drawn(stream, total, color) as progress:
            yield progress


@contextmanager
def _drawn(stream: IO[str], total: int, color: bool) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bars

    class Drawn:
        """A bar, drawn by this thread alone, because workers are forked from it."""

        def __init__(self, bars: Bars) -> None:
            self._bars, self._task = bars, bars.add_task("", total=total, words="")
            self._done = self._failed = 0
            self._began = self._shown = time.monotonic()

        def advance(self, verdict: str) -> None:
            self._done += 1
            self._failed += verdict == FAILED
            now = time.monotonic()
            if now - self._shown >= _DRAWN_EVERY or self._done == total:
                self._shown, seconds = now, now - self._began
                known = seconds if seconds >= _A_SENSIBLE_START or self._done == total else 0.0
                words = progress_words(self._done, total, self._failed, known)
                self._bars.update(self._task, completed=self._done, words=words)
                self._bars.refresh()

        def stage(self, text: str) -> None:
            self._bars.update(self._task, words=text)
            self._bars.refresh()

    console = Console(file=stream, no_color=not color, highlight=False)
    columns = (BarColumn(bar_width=20), TextColumn("{task.fields[words]}", markup=False))
    with Bars(*columns, console=console, auto_refresh=False, transient=True) as bars:
        yield Drawn(bars)

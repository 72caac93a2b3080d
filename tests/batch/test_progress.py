"""How far a run is, in words that are right at the edges, too."""

from __future__ import annotations

import io

import pytest

from stemfunds.batch.progress import Plain, duration, progress_on, progress_words


@pytest.mark.parametrize(
    ("done", "total", "failed", "seconds", "words"),
    [
        (1200, 19000, 3, 4.0, "1,200 of 19,000 plans (6 %), 300 a second, 59 s left, 3 broken"),
        (1, 10, 0, 8.0, "1 of 10 plans (10 %), 8 s each, 1 min 12 s left"),
        (10, 10, 0, 2.0, "10 of 10 plans (100 %), 5 a second, 0 s left"),
        (0, 5, 0, 0.0, "0 of 5 plans (0 %)"),
        (0, 0, 0, 1.0, "0 of 0 plans (0 %)"),
    ],
)
def test_words(done: int, total: int, failed: int, seconds: float, words: str) -> None:
    """Rate and remaining time as soon as there is a rate."""
    assert progress_words(done, total, failed, seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s"), (3600, "1 h 00 min"), (9000, "2 h 30 min")],
)
def test_duration(seconds: float, words: str) -> None:
    """In the two units that matter."""
    assert duration(seconds) == words


def test_a_line_every_ten_seconds() -> None:
    """However many plans are done in between."""
    now, stream = [0.0], io.StringIO()
    plain = Plain(100, stream, lambda: now[0])
    for step in range(50):
        now[0] = step * 0.5
        plain.advance("failed" if step == 1 else "allowable")
    plain.stage("writing the results …")
    assert stream.getvalue().splitlines() == [
        "21 of 100 plans (21 %), 2 a second, 38 s left, 1 broken",
        "41 of 100 plans (41 %), 2 a second, 29 s left, 1 broken",
        "writing the results …",
    ]


def test_quiet_says_nothing() -> None:
    """On whatever stream."""
    stream = io.StringIO()
    with progress_on(stream, 3, quiet=True, color=True) as progress:
        progress.advance("failed")
        progress.stage("x")
    assert stream.getvalue() == ""


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """It fits 80 columns, and is gone in the end."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    stream = _Terminal()
    with progress_on(stream, 4, quiet=False, color=False) as progress:
        for _ in range(4):
            progress.advance("failed")
        progress.stage("writing the results …")
    drawn = stream.getvalue()
    assert "4 of 4 plans (100 %)" in drawn
    assert "4 broken" in drawn
    assert drawn.rstrip().endswith("\x1b[2K")

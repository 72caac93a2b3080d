"""A terminal in which a person answers `stemfunds new`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pexpect
import pytest

ROOT = Path(__file__).resolve().parents[2]
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-B0-9]|[\r\x07]")


class Terminal:
    """A call of `stemfunds new` in a pseudo-terminal of 80 columns."""

    def __init__(self, *arguments: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "stemfunds", "new", *arguments, "--as-of", "2026-11-23"],
            cwd=str(ROOT),
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "80"},
            dimensions=(60, 80),
            encoding="utf-8",
            timeout=20,
        )
        self.child.delaybeforesend = None  # a question that is shown takes keys at once
        self.seen = ""

    def answer(self, question: str, keys: str) -> None:
        """Wait until a question is shown, and press keys."""
        self.expect(question)
        self.child.send(keys)

    def expect(self, text: str) -> None:
        """Wait until a text has been shown."""
        self.child.expect_exact(text)
        self.seen += (self.child.before or "") + text

    def ended(self) -> tuple[int | None, str]:
        """The exit status and all that was shown, without the codes of the terminal."""
        self.child.expect(pexpect.EOF)
        self.seen += self.child.before or ""
        self.child.close()
        return self.child.exitstatus, _ESCAPES.sub("", self.seen)


Open: TypeAlias = Callable[..., Terminal]


@pytest.fixture
def terminal() -> Iterator[Open]:
    """Opens terminals, and closes them whatever happens."""
    opened: list[Terminal] = []

    def one(*arguments: str) -> Terminal:
        opened.append(Terminal(*arguments))
        return opened[-1]

    yield one
    for each in opened:
        each.child.close(force=True)

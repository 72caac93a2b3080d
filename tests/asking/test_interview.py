"""The interview in a real terminal: arrow keys, skipping, why, and breaking off."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

DOWN, ENTER, SPACE, CTRL_C = "\x1b[B", "\r", " ", "\x03"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-B0-9]|[\r\x07]")


class Terminal:
    """A call of `stemfunds ask` in a pseudo-terminal of 100 columns."""

    def __init__(self, *arguments: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "stemfunds", "ask", *arguments, "--as-of", "2026-11-23"],
            cwd=str(Path(__file__).resolve().parents[2]),
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1"},
            dimensions=(60, 100),
            encoding="utf-8",
            timeout=60,
        )
        self.seen = ""

    def expect(self, text: str) -> None:
        """Wait until a text has been shown."""
        self.child.expect_exact(text)
        self.seen += (self.child.before or "") + text

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def ended(self) -> tuple[int | None, str]:
        """The exit status and all that was shown, without the codes of the terminal."""
        self.child.expect(pexpect.EOF)
        self.seen += self.child.before or ""
        self.child.close()
        return self.child.exitstatus, _ESCAPES.sub("", self.seen)


@pytest.fixture
def terminal() -> Iterator[list[Terminal]]:
    """Terminals that are closed whatever happens."""
    opened: list[Terminal] = []
    yield opened
    for one in opened:
        one.child.close(force=True)


def test_arrow_keys_why_skip_and_enough(terminal: list[Terminal]) -> None:
    """The most deciding fact first; ? tells why; an arrow and Enter answer; Enter alone skips; the last choice ends it."""
    call = Terminal("VEX registration fees", "--fund", "title-iv-a")
    terminal.append(call)
    call.expect("Arrow keys choose")
    call.expect("That is enough")
    call.send("?")
    call.expect("The shares of 20 percent")
    call.expect("T4A-COMPETITION")
    call.expect("That is enough")
    call.send(DOWN + ENTER)
    call.expect("could pay")
    call.expect("In the approved application")
    call.expect("That is enough")
    call.send(ENTER)
    call.expect("That is enough")
    call.send("\x1b[A" + ENTER)
    status, shown = call.ended()
    assert status == 0
    assert "activity.iv_a_area well-rounded" in " ".join(shown.split())
    assert "--fact activity.iv_a_area=well-rounded" in shown
    assert "--fact activity.in_application" not in shown
    assert "? needs information" in shown


def test_a_bad_answer_turns_the_fund_away(terminal: list[Terminal]) -> None:
    """The verdict narrows at once, and the exit status says that no asked fund can pay."""
    call = Terminal("VEX registration fees", "--fund", "title-iv-a", "--fact", "iv_a_area=well-rounded")
    terminal.append(call)
    call.expect("In the approved application")
    call.expect("That is enough")
    call.send(DOWN * 3 + ENTER)
    call.expect("Title IV-A: ✗ not allowable (EF-APPLICATION)")
    status, shown = call.ended()
    assert status == 1
    assert "--fact activity.in_application=no" in shown


def test_breaking_off_shows_the_answers_so_far(terminal: list[Terminal]) -> None:
    """Ctrl-C ends with 130, after what is known was printed."""
    call = Terminal("VEX registration fees", "--fund", "title-iv-a")
    terminal.append(call)
    call.expect("That is enough")
    call.send(DOWN + ENTER)
    call.expect("In the approved application")
    call.expect("That is enough")
    call.send(CTRL_C)
    status, shown = call.ended()
    assert status == 130
    assert "Stopped. These are the answers so far." in shown
    assert "activity.iv_a_area well-rounded" in " ".join(shown.split())
    assert "Traceback" not in shown


def test_no_input_asks_nothing(terminal: list[Terminal]) -> None:
    """Even on a terminal."""
    call = Terminal("VEX registration fees", "--fund", "title-iv-a", "--no-input")
    terminal.append(call)
    status, shown = call.ended()
    assert status == 0
    assert "Facts that would decide" in shown
    assert "That is enough" not in shown

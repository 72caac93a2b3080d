"""Color where a person sees it and wants it, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from .conftest import LATE, ROOT, Plans

pty = pytest.importorskip("pty", reason="there are no such terminals here")


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What the program writes to a terminal."""
    here, terminal = pty.openpty()
    surroundings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    command = [sys.executable, "-m", "stemfunds", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=terminal, stderr=terminal):
        os.close(terminal)
        written = b""
        try:
            while part := os.read(here, 65536):
                written += part
        except OSError:  # the end of a terminal on Linux
            pass
    os.close(here)
    return written.decode("utf-8")


@pytest.mark.parametrize(
    ("option", "environment", "colored"),
    [((), {}, True), (("--no-color",), {}, False), ((), {"NO_COLOR": "1"}, False), ((), {"NO_COLOR": ""}, False)],
)
def test_a_terminal(plan_file: Plans, option: tuple[str, ...], environment: dict[str, str], colored: bool) -> None:
    """Colors on a terminal, unless the option or the variable says no."""
    text = on_a_terminal("check", plan_file(LATE), *option, **environment)
    assert ("\x1b[" in text) is colored
    assert "✗ not allowable" in text

"""The page on questions is true: what it shows is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from stemfunds.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"<!-- output: stemfunds (.+?) -->\n```text\n(.+?)\n```", PAGE, re.DOTALL)


def test_it_shows_something() -> None:
    """Two outputs."""
    assert len(SHOWN) == 2


@pytest.mark.parametrize(("command", "block"), SHOWN)
def test_the_output_that_it_shows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, block: str
) -> None:
    """Every line stands in the real output, in this order; an ellipsis stands for lines left out."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(ROOT)
    run(shlex.split(command))
    printed = iter(capsys.readouterr().out.splitlines())
    for line in block.splitlines():
        assert line == "…" or line in printed, line

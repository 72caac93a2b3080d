"""The README is true: what it shows is what the program prints, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stemfunds.cli.app import run
from stemfunds.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_output_that_it_shows_is_what_the_program_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of the output block stands in the real output, in this order; an ellipsis stands for lines left out."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(ROOT)
    shown = re.search(r"<!-- output: stemfunds (.+?) -->\n```text\n(.+?)\n```", README, re.DOTALL)
    assert shown is not None
    command, block = shown.groups()
    run(command.split())
    printed = iter(capsys.readouterr().out.splitlines())
    for line in block.splitlines():
        assert line == "…" or line in printed, line


def test_every_command_that_it_lists_exists() -> None:
    """Each command of the table is a command of the program."""
    named = set(re.findall(r"^\| `stemfunds (\w+)", README, re.MULTILINE)) | {"items"}
    assert named == set(COMMANDS)


def test_every_file_that_it_links_exists() -> None:
    """No link of the README leads nowhere."""
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_it_holds_the_two_commands_that_ci_runs() -> None:
    """`.ci/run` takes the commands for the example and for the tests out of the README."""
    for name, words in (("example", "stemfunds check examples/rural/plan.yaml"), ("tests", "pytest")):
        block = re.search(rf"<!-- command: {name} -->\n```sh\n(.+?)\n```", README, re.DOTALL)
        assert block is not None, name
        assert words in block[1], name

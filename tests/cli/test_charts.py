"""`match --matrix` and `funds --matrix`: charts on the terminal and as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call

PLAN = "examples/rural/plan.yaml"
DAY = ("--as-of", "2026-11-23")


def test_on_the_terminal(call: Call) -> None:
    """Plain text, with the legend."""
    said = call("match", PLAN, "--matrix", *DAY)
    assert (said.status, said.err) == (0, "")
    assert "R1 Mathematics" in said.out
    assert "✓A  Allowable." in said.out
    said = call("funds", "--matrix", *DAY)
    assert said.out.startswith("Which federal fund covers which kind of STEM activity, as of 2026-11-23")


@pytest.mark.parametrize("command", [("match", PLAN), ("funds",)])
@pytest.mark.parametrize(("name", "begins"), [("chart.html", b"<!DOCTYPE html>"), ("chart.pdf", b"%PDF-")])
def test_as_files(call: Call, tmp_path: Path, command: tuple[str, ...], name: str, begins: bytes) -> None:
    """By the suffix."""
    target = tmp_path / name
    said = call(*command, "--matrix", "-o", str(target), *DAY)
    assert (said.status, said.out, said.err) == (0, f"{target} written.\n", "")
    assert target.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("funds", "-o", "x.html"), "-o goes with --matrix: only the chart is written to a file"),
        (("match", PLAN, "-o", "nowhere/x.html"), "nowhere/x.html: cannot be written: No such file or directory"),
        (("funds", "title-i-a", "--matrix"), "--matrix is about all funds; leave the fund out"),
        (
            ("match", PLAN, "--matrix", "-f", "json"),
            "--matrix is drawn on the terminal or as html; the other formats have every answer without it",
        ),
        (("funds", "--matrix", "-o", "x.docx"), 'cannot write a chart as ".docx"; expected .html, .pdf'),
        (("funds", "--matrix", "-o", "nowhere/x.html"), "nowhere/x.html: cannot be written: No such file or directory"),
    ],
)
def test_calls_that_cannot_be_used(call: Call, arguments: tuple[str, ...], message: str) -> None:
    """One line on standard error, status 2, no file."""
    said = call(*arguments)
    assert (said.status, said.out, said.err) == (2, "", message + "\n")


def test_smallest_changes_stand_below_the_answers(call: Call) -> None:
    """In the table and in JSON."""
    said = call("match", PLAN, "R3", *DAY)
    assert "↑ Allowable with conditions if line R3-shirts is split off and charged elsewhere." in " ".join(said.out.split())

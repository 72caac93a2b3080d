"""Calls of the command line, in this process where that is enough, and small plans to call it with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from stemfunds.cli.app import run
from stemfunds.rulebook import compiled
from stemfunds.rulebook.compiled import read_compiled
from stemfunds.rulebook.model import Rulebook

ROOT = Path(__file__).resolve().parents[2]
"""The checkout, in which the examples of the help texts work."""

LOCAL = """\
plan: 1
title: A small plan
district: {name: Pine Creek, state: OH, nces_id: "3900001"}
period: {starts: 2026-07-01, ends: 2027-06-30}
awards:
  - {id: LOCAL, fund: local, federal_fiscal_year: 2026, amount: 9000.00}
  - {id: OLD, fund: title-iv-a, federal_fiscal_year: 2020, amount: 9000.00}
activities:
  - id: A1
    title: Robotics club
    kind: afterschool-stem
    need: Few students build robots.
    lines:
"""
_KITS = "{id: A1-kits, description: Kits, item: supplies-materials, amount: 100.00, committed_on: 2026-08-15"
LATE = f"      - {_KITS}, charge_to: OLD}}\n"
UNPAID = f"      - {_KITS}}}\n"
"""A line that an old award cannot pay any more, and one that nobody pays."""


@dataclass(frozen=True)
class Said:
    """What a call said, and how it ended."""

    status: int
    out: str
    err: str


Call: TypeAlias = Callable[..., Said]
Plans: TypeAlias = Callable[..., str]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A cache of these tests, a width, and the checkout as the folder of the call."""
    monkeypatch.setenv("STEMFUNDS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(compiled, "read_compiled", _read_compiled_once)


_read: dict[str, Rulebook] = {}
"""The rulebooks of this process by what they were made from: hundreds of calls are judged by the same few."""


def _read_compiled_once(path: Path, key: str) -> Rulebook | None:
    found = _read.get(key) or read_compiled(path, key)
    if found is not None:
        _read[key] = found
    return found


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls a command in this process."""

    def called(*arguments: str) -> Said:
        capsys.readouterr()
        status = run(list(arguments))
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return called


def call_apart(*arguments: str, **environment: str) -> Said:
    """Calls the program as a user does, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "stemfunds", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture
def plan_file(tmp_path: Path) -> Plans:
    """Writes a plan of one line and gives its path."""

    def written(line: str, name: str = "plan.yaml") -> str:
        path = tmp_path / name
        path.write_text(LOCAL + line, encoding="utf-8")
        return str(path)

    return written

"""The same plan and date give the same bytes in all formats, also in another process with other surroundings."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from stemfunds.justify import RENDERERS

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "examples" / "rural" / "plan.yaml"
PACK = ROOT / "examples" / "state-packs" / "account-codes-and-form"
TEMPLATE = ROOT / "examples" / "templates" / "consultant.docx"
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "", "COLUMNS": "60", "USER": "other"},
)
"""What differs from machine to machine: the order of sets, the time of day, the language, the name of the user."""

_SCRIPT = """
import sys
from pathlib import Path
from stemfunds.cli.app import run
folder, plan, pack, template, *suffixes = sys.argv[1:]
common = ["--as-of", "2026-11-23", "--rules", pack, "-q"]
for suffix in suffixes:
    assert run(["justify", plan, "-o", f"{folder}/plan{suffix}", *common]) == 0
assert run(["justify", plan, "-o", f"{folder}/mine.docx", "--template", template, *common]) == 0
assert run(["justify", plan, "-o", f"{folder}/form.xlsx", "--state-form", "budget-summary", "--award", "IIA-26", *common]) == 0
"""


def test_the_same_bytes_on_two_machines(tmp_path: Path) -> None:
    """Two processes at once, in folders of their own, with nothing in common but the files that they read."""
    running = []
    for number, machine in enumerate(MACHINES):
        folder = tmp_path / f"machine-{number}"
        folder.mkdir()
        places = [os.path.relpath(path, folder) if number else str(path) for path in (PLAN, PACK, TEMPLATE)]
        surroundings = {**os.environ, **machine, "STEMFUNDS_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", _SCRIPT, ".", *places, *RENDERERS]
        running.append((folder, subprocess.Popen(command, cwd=folder, env=surroundings)))
    assert [process.wait(timeout=120) for _, process in running] == [0, 0]
    one, other = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.*")} for folder, _ in running
    )
    assert one == other
    assert one.keys() == {*(f"plan{suffix}" for suffix in RENDERERS), "mine.docx", "form.xlsx"}

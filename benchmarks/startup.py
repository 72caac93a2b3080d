"""How long people wait: whole processes, run in turn in one session, medians over the rounds, with the ratios that
the project aims at.

Run it with:  python benchmarks/startup.py        (after: pip install '.[bench]')
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "examples" / "urban" / "plan.yaml"
BIN = Path(sys.executable).parent

COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    'python -c "import typer"': [sys.executable, "-c", "import typer"],
    "stemfunds --version": [str(BIN / "stemfunds"), "--version"],
    "stemfunds --help": [str(BIN / "stemfunds"), "--help"],
    "stemfunds check (30 activities)": [str(BIN / "stemfunds"), "check", str(PLAN), "--as-of", "2026-11-23"],
    "yamllint --version": [str(BIN / "yamllint"), "--version"],
    "cfn-lint --version": [str(BIN / "cfn-lint"), "--version"],
}
# every command may keep its bytecode, as on people's machines
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
AIMS = (
    ("stemfunds --version", 'python -c "import typer"', 1.5),
    ("stemfunds check (30 activities)", "cfn-lint --version", 1.0),
    ("stemfunds check (30 activities)", "yamllint --version", 3.0),
)


def main() -> None:
    """Time all commands and print the table and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for number in range(rounds + 1):
        for name, command in COMMANDS.items():
            elapsed = _timed(command)
            if number:  # the first round warms the caches and does not count
                times[name].append(elapsed)
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    print(f"{'command':<34} {'median':>8} {'fastest':>8} {'slowest':>8}   ({rounds} rounds, ms)")
    for name, seconds in times.items():
        print(f"{name:<34} {medians[name] * 1000:8.0f} {min(seconds) * 1000:8.0f} {max(seconds) * 1000:8.0f}")
    print()
    for name, other, aim in AIMS:
        ratio = medians[name] / medians[other]
        print(f"{name} / {other}: {ratio:.2f}, aim below {aim}: {'reached' if ratio < aim else 'MISSED'}")


def _timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENVIRONMENT)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

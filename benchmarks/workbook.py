"""How long workbooks take: writing, reading and annotating plans of 10, 30, 60 and 300 activities.

Run with `python -m benchmarks.workbook`. Each time is the best of three; memory is the peak while reading.
"""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from stemfunds.judging.judge import Judge
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import read_plan
from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.workbook.annotate import annotate_result
from stemfunds.workbook.reader import read_workbook
from stemfunds.workbook.writer import workbook_bytes

SIZES = (10, 30, 60, 300)
EXAMPLE = Path("examples/urban/plan.yaml")
AS_OF = date(2026, 11, 23)


def grown(plan: Plan, activities: int) -> Plan:
    """The plan with copies of its activities, each under ids of its own, until it has that many."""
    copies = []
    for number in range(activities):
        activity = plan.activities[number % len(plan.activities)]
        lines = tuple(replace(line, id=f"n{number}-{line.id}") for line in activity.lines)
        copies.append(replace(activity, id=f"n{number}", lines=lines))
    return replace(plan, activities=tuple(copies), explanations=(), determinations=())


def best(work: Callable[[], Any]) -> float:
    """The best of three times, in milliseconds."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return 1000 * min(times)


def peak(path: Path, words: Vocabulary) -> float:
    """Megabytes that Python holds at most while a workbook is read."""
    tracemalloc.start()
    read_workbook(path, words)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1_000_000


def main() -> None:
    """Print a table of times."""
    rulebook = load_rulebook([])
    judge, words = Judge(rulebook), plan_vocabulary(rulebook)
    example = read_plan(EXAMPLE, words)
    print("activities  lines      kB   write ms   read ms   read MB   annotate ms")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            plan, path = grown(example, size), Path(folder) / "plan.xlsx"
            path.write_bytes(workbook_bytes(rulebook, plan))
            result = judge.judge(read_workbook(path, words), AS_OF)
            lines = sum(len(activity.lines) for activity in plan.activities)
            write = best(partial(workbook_bytes, rulebook, plan))
            read = best(partial(read_workbook, path, words))
            annotate = best(partial(annotate_result, path, path.with_name("out.xlsx"), result))
            memory, kilobytes = peak(path, words), path.stat().st_size / 1000
            print(f"{size:10}  {lines:5}  {kilobytes:6.0f}  {write:9.0f}  {read:8.0f}  {memory:8.1f}  {annotate:12.0f}")


if __name__ == "__main__":
    main()

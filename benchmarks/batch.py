"""How fast many plans are judged, how much memory that takes, and where the time goes.

Plans of ordinary districts are generated (seeded), in YAML, JSON and lines of JSON, a few of them broken. Each size is run as
a user runs it, in a process of its own; the shares are measured on one core, over some of the plans; beside them stands what
the parser alone needs for the same bytes.
Run it with:  python -m benchmarks.batch 100 1000 20000
Tiny plans, a huge one, and whether every result is that of `check`:
    python -m benchmarks.batch 10000 --activities 1
    python -m benchmarks.batch 1 --activities 5000 --form json
    python -m benchmarks.batch 1000 --equal
    python -m benchmarks.batch 1000 --troubled
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from benchmarks.district_maker import DistrictMaker
from benchmarks.plan_maker import PlanMaker, as_json, as_yaml
from stemfunds.batch import record
from stemfunds.batch.bench import Bench
from stemfunds.batch.building import build
from stemfunds.batch.inputs import find_sources
from stemfunds.batch.journal import FOLDER, Entry, JournalFile
from stemfunds.batch.schema import VERSION
from stemfunds.batch.source import content_of, plan_in
from stemfunds.batch.store import open_store
from stemfunds.judging.judge import Judge
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan
from stemfunds.reading.problems import UnusableInput
from stemfunds.reading.yaml_reader import read_yaml
from stemfunds.reporting.json_report import document
from stemfunds.rulebook.compiled import load_rulebook

AS_OF = date(2026, 11, 23)
SAMPLE = 200
BROKEN_ONE_IN = 97
FORMS = ("mix", "yaml", "json", "jsonl")
T = TypeVar("T")


def main() -> None:
    """Print a table with a row for each size, and the shares below."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000], metavar="PLANS")
    parser.add_argument("--activities", type=int, default=30)
    parser.add_argument("--form", choices=FORMS, default="mix")
    parser.add_argument("--troubled", action="store_true", help="plans that break as many rules as possible, not ordinary ones")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", type=Path, help="where to put plans and results; usually a temporary folder")
    parser.add_argument("--equal", action="store_true", help="compare every result with that of check, byte for byte")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as place:
        print(f"{asked.activities} activities a plan, {asked.form}, {asked.jobs} processes")
        print("  plans      MB   seconds  plans/s  charges × funds/s  largest process  store MB")
        for size in asked.sizes:
            plans, output = Path(place, f"plans-{size}"), Path(place, f"out-{size}")
            written = write_plans(plans, size, asked.activities, asked.form, asked.troubled)
            seconds, memory = run_apart(plans, output, asked.jobs)
            print(_row(size, written, seconds, memory, output), flush=True)
            print(f"{'':11}{_mix(output)}", flush=True)
            if asked.equal:
                print_equal(output)
        print_shares(plans)


def _row(size: int, written: int, seconds: float, memory: int, output: Path) -> str:
    store = output / "results.sqlite"
    connection = sqlite3.connect(store)
    [charges] = connection.execute("SELECT count(*) FROM charges").fetchone()
    connection.close()
    return (
        f"{size:7,} {written / 1e6:7.1f} {seconds:9.1f} {size / seconds:8,.0f} {charges / seconds:18,.0f} "
        f"{memory / 1e6:13,.0f} MB {store.stat().st_size / 1e6:9,.1f}"
    )


def _mix(output: Path) -> str:
    """What the plans are like: how many charges have which verdict, and how much there is to read."""
    connection = sqlite3.connect(output / "results.sqlite")
    verdicts = connection.execute("SELECT verdict, count(*) FROM charges GROUP BY verdict ORDER BY 2 DESC").fetchall()
    [(findings, plans)] = connection.execute("SELECT (SELECT count(*) FROM finding_rows), (SELECT count(*) FROM plans)")
    connection.close()
    whole = sum(number for _, number in verdicts)
    shares = ", ".join(f"{verdict} {100 * number / whole:.0f} %" for verdict, number in verdicts)
    return f"charges: {shares}; {findings / max(plans, 1):.0f} findings a plan"


def write_plans(folder: Path, number: int, activities: int, form: str, troubled: bool = False) -> int:
    """Write generated plans, one in a hundred broken; gives their bytes."""
    folder.mkdir(parents=True)
    maker, written = (PlanMaker if troubled else DistrictMaker)(load_rulebook(), activities=activities), 0
    with (folder / "lines.jsonl").open("w", encoding="utf-8") as lines:
        for count, document in enumerate(maker.documents(number, seed=11)):
            one = form if form != "mix" else ("yaml", "yaml", "yaml", "json", "jsonl")[count % 5]
            text = as_yaml(document) if one == "yaml" else as_json(document) + "\n"
            if count % BROKEN_ONE_IN == BROKEN_ONE_IN - 1:
                text = text.replace("title", "titel", 1)
            written += len(text)
            if one == "jsonl":
                lines.write(text)
            else:
                (folder / f"{count:06}.{one}").write_text(text, encoding="utf-8")
    return written


def run_apart(plans: Path, output: Path, jobs: int) -> tuple[float, int]:
    """Seconds of a whole run, and the bytes of its largest process."""
    words = ["batch", str(plans), "-o", str(output), "-q", "--as-of", AS_OF.isoformat(), "--jobs", str(jobs)]
    run = subprocess.run([sys.executable, "-c", _LAUNCH, *words], stdout=subprocess.PIPE, check=True, text=True)
    status, seconds, kilobytes = run.stdout.split()
    if status not in ("0", "1"):
        raise SystemExit("the run failed")
    return float(seconds), int(kilobytes) * 1024


_LAUNCH = """
import os, sys, time
began = time.perf_counter()
silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.executable, [sys.executable, "-m", "stemfunds", *sys.argv[1:]], os.environ, file_actions=silent)
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - began, usage.ru_maxrss)
"""
"""A small process of its own between: a process inherits the peak of the one that starts it, and this one has made plans."""


def print_equal(output: Path) -> None:
    """Judge every plan again, one by one as `check` does, and compare the bytes that it would print."""
    rulebook = load_rulebook()
    judge, words, same, lines = Judge(rulebook), plan_vocabulary(rulebook), 0, 0
    with open_store(output) as store:
        for plan, path, file in store.query("SELECT plan, path, file FROM plans"):
            if path != file:  # check reads no lines of files
                lines += 1
                continue
            checked = document([judge.judge(read_plan(path, words), AS_OF)], rulebook)
            if store.document(plan) != checked:
                raise SystemExit(f"{path}: the result is not that of check")
            same += 1
    print(f"        {same:,} results are those of check, byte for byte ({lines:,} lines of files were not compared)")


class Shares:
    """Seconds by what they were spent on."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """Count the time of a block."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[what] = self.seconds.get(what, 0.0) + time.perf_counter() - began

    def time(self, what: str, work: Callable[[], T]) -> T:
        """Count the time of a call."""
        with self.of(what):
            return work()


def print_shares(plans: Path) -> None:
    """Where the time of one core goes, over some of the plans, with the parser's own time for the same bytes."""
    sources = find_sources([str(plans)]).sources
    sources = sources[:: max(1, len(sources) // SAMPLE)][:SAMPLE]
    bench, shares, parsers, records = Bench(load_rulebook(), AS_OF), Shares(), Shares(), list[tuple[int, record.Record]]()
    output = plans / "shares"
    (output / FOLDER).mkdir(parents=True)
    with JournalFile(output / FOLDER, 1, "") as journal:
        for number, source in enumerate(sources, 1):
            try:
                with shares.of("reading"):
                    content = content_of(source, bench.archives)
                    plan, data = plan_in(source, content, bench.words), content.data
            except UnusableInput:
                continue
            if not records:
                bench.judge.judge(plan, AS_OF)  # conditions are compiled when they are first met
            with shares.of("judging"):
                result = bench.judge.judge(plan, AS_OF)
            with shares.of("packing"):
                made = record.judged(result, bench.rulebook, source.label, "0" * 64)
                packed = record.packed(made)
            with shares.of("journal"):
                journal.append(Entry(source.path, "", made.verdict, 0.0), packed)
            records.append((number, record.unpacked(packed)))
            if source.suffix == ".yaml":
                parsers.time("YAML with places", partial(read_yaml, data, ""))
            else:
                parsers.time("JSON by msgspec", partial(msgspec.json.decode, data))
    meta = {"schema": str(VERSION)}
    shares.time("building", lambda: build(output, records, meta))
    whole = sum(shares.seconds.values())
    print(f"\nOne core, {len(records)} plans, {whole / len(records) * 1000:.1f} ms each:")
    for what, seconds in shares.seconds.items():
        print(f"  {what:<18} {seconds / len(records) * 1000:6.2f} ms  {100 * seconds / whole:4.0f} %")
    count = {"YAML with places": sum(source.suffix == ".yaml" for source in sources)}
    for what, seconds in sorted(parsers.seconds.items()):
        number = count.get(what, len(sources) - count["YAML with places"])
        print(f"  parser alone, {what}: {seconds / number * 1000:.2f} ms a plan")


if __name__ == "__main__":
    main()

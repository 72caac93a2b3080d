"""How large the page of a batch is, how long it takes to write, and how fast a browser opens and filters it.

Plans are the examples under other districts' names, so that findings are as many as in plans of people.
Run it with:  python -m benchmarks.report_page 150 1500
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from stemfunds.batch.building import build
from stemfunds.batch.letters import write_letters
from stemfunds.batch.page.render import report_page
from stemfunds.batch.record import Record, judged
from stemfunds.batch.store import open_store
from stemfunds.judging.judge import Judge
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.model import Rulebook

AS_OF = date(2026, 11, 23)
EXAMPLES = ("urban", "rural", "mid-size", "arp-history")
_FILTER = """() => {
  const state = document.getElementById("by-text"), began = performance.now();
  state.value = "district 0001";
  state.dispatchEvent(new Event("input", {bubbles: true}));
  return performance.now() - began;
}"""


def main() -> None:
    """Print a row for each number of plans."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[150, 1500], metavar="PLANS")
    parser.add_argument("--letters", action="store_true", help="write the letters, too")
    asked = parser.parse_args()
    rulebook = load_rulebook()
    records = examples(rulebook)
    print("  plans   page MB   written s   opened ms   filtered ms   plan opened ms   letters s")
    with tempfile.TemporaryDirectory() as place:
        for size in asked.sizes:
            folder = Path(place, str(size))
            folder.mkdir()
            meta = {"stemfunds": "", "rulebook_version": "", "rulebook_digest": "", "packs": "[]", "as_of": AS_OF.isoformat()}
            more = {"complete": "yes", "plans": str(size), "missing": "0", "schema": ""}
            build(folder, renamed(records, size), meta | more, rulebook.review.checks.values())
            print(f"{size:7,} {measured(folder, rulebook)} {letters(folder, rulebook) if asked.letters else '-':>11}", flush=True)


def examples(rulebook: Rulebook) -> list[Record]:
    """The examples, judged and packed."""
    judge, words = Judge(rulebook), plan_vocabulary(rulebook)
    plans = (read_plan(Path("examples", name, "plan.yaml"), words) for name in EXAMPLES)
    return [judged(judge.judge(plan, AS_OF), rulebook, plan.path, "0" * 64) for plan in plans]


def renamed(records: list[Record], number: int) -> Iterator[tuple[int, Record]]:
    """The examples over and over, each under a district's name of its own."""
    for at in range(1, number + 1):
        record = records[at % len(records)]
        [row] = record.rows["plans"]
        plan = (f"{at:05}.yaml", *row[1:3], f"Plan {at}", f"77{at:05}", f"District {at:05}", *row[6:])
        yield at, Record(record.verdict, {**record.rows, "plans": [plan]}, record.wordings, record.document)


def measured(folder: Path, rulebook: Rulebook) -> str:
    """Write the page, open it, filter it, open a plan."""
    began = time.perf_counter()
    with open_store(folder) as store:
        page = report_page(store, rulebook)
    written = time.perf_counter() - began
    path = folder / "report.html"
    path.write_bytes(page)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        began = time.perf_counter()
        tab.goto(path.as_uri())
        tab.wait_for_selector("#plans tbody tr")
        opened = (time.perf_counter() - began) * 1000
        filtered = tab.evaluate(_FILTER)
        began = time.perf_counter()
        tab.locator("#plans tbody a").first.click()
        tab.wait_for_selector("#plan h2")
        plan = (time.perf_counter() - began) * 1000
        browser.close()
    return f"{len(page) / 1e6:9.1f} {written:11.1f} {opened:11.0f} {filtered:13.1f} {plan:16.0f}"


def letters(folder: Path, rulebook: Rulebook) -> str:
    """Seconds to write a letter for each plan."""
    began = time.perf_counter()
    with open_store(folder) as store:
        write_letters(store, rulebook, folder / "letters")
    return f"{time.perf_counter() - began:.1f}"


if __name__ == "__main__":
    main()

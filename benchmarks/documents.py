"""What a justification costs: time and memory of each format at 10, 60 and 300 activities, beside the bare library.

The bare library sets the same number of pages (Typst, with one line on each), or the same cells in one plain
table (Jinja, with and without the zip of a Word file; XlsxWriter). Each rendering is the first in a process of its
own, as a user meets it, and counts its time and by how much it raised the process's peak of memory: the best time of
three, which other work on the machine disturbs least, and the median of memory. The processes are forked from one that
has judged the plan: reading and judging, and the import of Jinja, are left out, and are done once for each size.
Run it with:  python benchmarks/documents.py            all formats and sizes
              python benchmarks/documents.py .pdf 60    one of them
"""

from __future__ import annotations

import io
import resource
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from jinja2 import Environment
from msgspec.structs import replace

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify.context import justification
from stemfunds.justify.document import Document, Section, Table
from stemfunds.justify.templating import paragraphs
from stemfunds.justify.words import bare
from stemfunds.justify.writing import RENDERERS, renderer_for
from stemfunds.plan.model import Activity, Plan
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.model import Rulebook

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 23)
SIZES = (10, 60, 300)
ROUNDS = 3

Work = Callable[[], bytes]


def main(arguments: list[str]) -> None:
    """Print the table, or the part of it that is asked for."""
    formats = [arguments[0]] if arguments else list(RENDERERS)
    sizes = [int(arguments[1])] if len(arguments) > 1 else list(SIZES)
    heads = ("activities", "time", "memory", "size", "bare time", "bare memory", "ratio")
    print("format" + "".join(f"{head:>13}" for head in heads) + "  bare is")
    for size in sizes:
        result, rulebook = _judged(size)
        document = justification(result, rulebook)
        for suffix in formats:
            ours = _apart(_ours(suffix, result, rulebook))
            print(_row(suffix, size, ours, _apart(BARE[suffix](document, int(ours["pages"])))), flush=True)
    print("\nagain with: python benchmarks/documents.py")


def _row(suffix: str, size: int, ours: dict[str, float], bare_one: dict[str, float]) -> str:
    figures = (
        str(size),
        f"{ours['seconds'] * 1000:.0f} ms",
        f"{ours['megabytes']:.1f} MB",
        f"{ours['bytes'] / 1000:.0f} kB",
        f"{bare_one['seconds'] * 1000:.1f} ms",
        f"{bare_one['megabytes']:.1f} MB",
        f"{ours['seconds'] / bare_one['seconds']:.1f}",
    )
    return f"{suffix:6}" + "".join(f"{figure:>13}" for figure in figures) + f"  {_BARE_IS[suffix]}"


def _apart(work: Work) -> dict[str, float]:
    """The best time and the median of all else, of some processes, each of which does the work once."""
    fork = get_context("fork")
    found = []
    for _ in range(ROUNDS):
        here, there = fork.Pipe(duplex=False)
        process = fork.Process(target=_tell, args=(there, work))
        process.start()
        found.append(here.recv())
        process.join()
    medians = {name: statistics.median(one[name] for one in found) for name in found[0]}
    return medians | {"seconds": min(one["seconds"] for one in found)}


def _tell(there: Connection, work: Work) -> None:
    there.send(measured(work))


def measured(work: Work) -> dict[str, float]:
    """Seconds of a rendering, megabytes by which it raised the peak, bytes of the file, pages of a PDF file."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    content = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"seconds": seconds, "megabytes": peak / 1024, "bytes": len(content), "pages": content.count(b"/Type/Page/")}


def _ours(suffix: str, result: PlanResult, rulebook: Rulebook) -> Work:
    return lambda: renderer_for(Path(f"x{suffix}"))(result, rulebook)


# --- plans of any size --------------------------------------------------------------------------------------


def _judged(size: int) -> tuple[PlanResult, Rulebook]:
    rulebook = load_rulebook()
    plan = read_plan(ROOT / "examples" / "urban" / "plan.yaml", plan_vocabulary(rulebook))
    return Judge(rulebook).judge(of_size(plan, size), AS_OF), rulebook


def of_size(plan: Plan, size: int) -> Plan:
    """A plan with as many activities, taken from the given one in turn; copies have ids of their own."""
    taken = islice(cycle(plan.activities), size)
    activities = tuple(_copy(activity, at // len(plan.activities)) for at, activity in enumerate(taken))
    return replace(plan, activities=activities)


def _copy(activity: Activity, turn: int) -> Activity:
    if turn == 0:
        return activity
    lines = tuple(replace(line, id=f"{line.id}-{turn}") for line in activity.lines)
    return replace(activity, id=f"{activity.id}-{turn}", lines=lines)


# --- the libraries alone ------------------------------------------------------------------------------------


def _cells(document: Document) -> list[list[str]]:
    def within(sections: tuple[Section, ...]) -> list[list[str]]:
        rows = []
        for section in sections:
            for table in (block for block in section.blocks if isinstance(block, Table)):
                rows += [[" ".join(map(bare, paragraphs(cell))) for cell in row.cells] for row in table.rows]
            rows += within(section.parts)
        return rows

    return within(document.sections)


def _plain_table(document: Document, pages: int) -> Work:
    rows = _cells(document)
    source = "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>\n{% endfor %}"

    def work() -> bytes:
        return Environment(autoescape=True).from_string(source).render(rows=rows).encode()

    return work


def _zipped_table(document: Document, pages: int) -> Work:
    plain_table = _plain_table(document, pages)

    def work() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr("word/document.xml", plain_table())
        return buffer.getvalue()

    return work


def _plain_pages(document: Document, pages: int) -> Work:
    program = f'#set document(title: "x", date: none)\n#for at in range({pages}) [Page #at #pagebreak(weak: true)]'.encode()

    def work() -> bytes:
        import typst

        return typst.compile(program, format="pdf", ignore_system_fonts=True, pdf_standards="ua-1")

    return work


def _plain_sheet(document: Document, pages: int) -> Work:
    rows = _cells(document)

    def work() -> bytes:
        import xlsxwriter

        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        return buffer.getvalue()

    return work


BARE: dict[str, Callable[[Document, int], Work]] = {
    ".docx": _zipped_table,
    ".html": _plain_table,
    ".md": _plain_table,
    ".pdf": _plain_pages,
    ".xlsx": _plain_sheet,
}
_BARE_IS = {
    ".docx": "Jinja, the same cells in one table, zipped",
    ".html": "Jinja, the same cells in one table",
    ".md": "Jinja, the same cells in one table",
    ".pdf": "Typst, as many pages with one line each",
    ".xlsx": "XlsxWriter, the same cells on one sheet",
}


if __name__ == "__main__":
    main(sys.argv[1:])

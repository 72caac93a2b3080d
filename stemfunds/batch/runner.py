"""A batch from its plans to its store: what is judged again, what is kept, and what is left when the run is stopped."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from heapq import nlargest
from pathlib import Path
from types import FrameType
from typing import NoReturn

from stemfunds import __version__
from stemfunds.batch.ahead import Ahead
from stemfunds.batch.bench import Bench
from stemfunds.batch.building import refuse_foreign_store
from stemfunds.batch.engine import Engine, Task, partitions_of
from stemfunds.batch.errors import BatchError, NoSpaceError
from stemfunds.batch.journal import Entry, Journal, JournalFile, Kept, Where
from stemfunds.batch.local import LocalEngine, SerialEngine
from stemfunds.batch.lock import locked
from stemfunds.batch.progress import Progress, Silent
from stemfunds.batch.record import FAILED, Record, unpacked
from stemfunds.batch.schema import VERSION
from stemfunds.batch.settings import Settings, settings_in
from stemfunds.batch.source import Source
from stemfunds.batch.store import FILE

_SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Request:
    """A batch to run: plans in their order, the output folder, and what decides their results."""

    sources: Sequence[Source]
    output: Path
    bench: Bench
    settings: Settings
    jobs: int = 1
    resume: bool = False


@dataclass(slots=True)
class Ended:
    """How a batch ended. `seconds` and `slowest` are of this run; everything else is in the store, too."""

    plans: int
    missing: int = 0
    failed: int = 0
    kept: int = 0
    interrupted: bool = False
    seconds: float = 0.0
    slowest: list[Entry] = field(default_factory=list)


MakeEngine = Callable[["Request", Journal, int], Engine]
Watch = Callable[[int], AbstractContextManager[Progress]]


def day_of_run(output: Path) -> date | None:
    """The date as of which the latest run into a folder judged; None where there was none."""
    settings = settings_in(Journal(output).settings())
    return None if settings is None else date.fromisoformat(settings.as_of)


def local_engine(request: Request, journal: Journal, handle: int) -> Engine:
    """The engine of this computer: in this process for one job, else in several."""
    settings, number = request.settings.text, journal.next_number()
    if request.jobs == 1:
        return SerialEngine(request.bench, JournalFile(journal.folder, number, settings))
    return LocalEngine(request.bench, journal.folder, settings, number, request.jobs, (handle,))


def dask_engine(address: str) -> MakeEngine:
    """The engine of a Dask cluster; raises BatchError where the extra is not installed."""
    try:
        from stemfunds.batch.cluster import DaskEngine
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] in ("distributed", "dask"):
            raise BatchError("the engine dask is not installed; `pip install 'stemfunds[dask]'` does that") from None
        raise

    def make(request: Request, journal: Journal, handle: int) -> Engine:
        settings = request.settings.text
        return DaskEngine(request.bench, settings, JournalFile(journal.folder, journal.next_number(), settings), address)

    return make


def run_batch(request: Request, watch: Watch | None = None, make_engine: MakeEngine = local_engine) -> Ended:
    """Judge the plans of a request and write store, findings.csv and failures.csv into its output folder.

    After an interrupt (Ctrl-C, SIGTERM) the store holds what was judged until then, and the result says so.
    Raises InUseError when another run has the folder, NoSpaceError on a full disk, BatchError when the work cannot go on.
    """
    began = time.monotonic()
    refuse_foreign_store(request.output)
    with ExitStack() as stack:
        handle = stack.enter_context(locked(request.output))
        stack.enter_context(_signals())
        journal = Journal(request.output)
        stack.callback(journal.close)
        progress = stack.enter_context(watch(len(request.sources))) if watch else Silent()
        run = _Run(request, journal, progress)
        stack.callback(run.ahead.give_up)
        run.work(make_engine, handle)
        run.ended.seconds = time.monotonic() - began
        return run.ended


class _Run:
    def __init__(self, request: Request, journal: Journal, progress: Progress) -> None:
        self.request, self.journal, self.progress = request, journal, progress
        self.text = request.settings.text
        self.ended = Ended(len(request.sources))
        self.places: dict[int, Where] = {}
        self.ahead = Ahead(request.output, self._record_at)

    def work(self, make_engine: MakeEngine, handle: int) -> None:
        """Judge, then build; a run that is stopped builds what it has."""
        known = self._known()
        engine = make_engine(self.request, self.journal, handle)
        full: NoSpaceError | None = None
        try:
            self._judge(engine, known)
        except KeyboardInterrupt:
            self.ended.interrupted = True
        except NoSpaceError as error:
            full = error
        finally:
            engine.close()
        if self.ended.interrupted or full:
            self._gather()
        self._build_as_far_as_possible(full)

    def _known(self) -> dict[str, Kept]:
        """The results that are kept: none, unless the run is resumed."""
        if not self.request.resume:
            self.journal.clear()
            return {}
        self.journal.clear_others(self.text)
        return self.journal.kept(self.text)

    def _judge(self, engine: Engine, known: dict[str, Kept]) -> None:
        tasks = [
            Task(number, source, known[source.path].entry.sha256 if source.path in known else "")
            for number, source in enumerate(self.request.sources, 1)
        ]
        for batch in engine.run(partitions_of(tasks, self.request.jobs)):
            for done in batch:
                verdict = done.entry.verdict
                if done.is_kept:
                    kept = known[done.entry.path]
                    self.ended.kept += 1
                    self.places[done.number], verdict = kept.where, kept.entry.verdict
                elif done.where is not None:
                    self.places[done.number] = done.where
                    self._remember(done.entry)
                self.ended.failed += verdict == FAILED
                self.progress.advance(verdict)
            self.ahead.go_on(self.places)

    def _remember(self, entry: Entry) -> None:
        """Keep the slowest plans of this run, and no others."""
        self.ended.slowest = nlargest(_SLOWEST, [*self.ended.slowest, entry], key=lambda one: one.seconds)

    def _gather(self) -> None:
        """What the journal holds, the plans included that were done but not yet told when the run was stopped."""
        kept = self.journal.kept(self.text)
        for number, source in enumerate(self.request.sources, 1):
            if number not in self.places and source.path in kept:
                self.places[number] = kept[source.path].where
                self.ended.failed += kept[source.path].entry.verdict == FAILED

    def _build(self) -> None:
        self.ended.missing = len(self.request.sources) - len(self.places)
        self.progress.stage("writing the results …")
        with closing(self.ahead.taken()) as building:
            for number in sorted(self.places):
                if number > building.last:
                    building.add(number, self._record_at(self.places[number]))
            building.finish(self._meta(), self.request.bench.rulebook.review.checks.values())

    def _build_as_far_as_possible(self, full: NoSpaceError | None) -> None:
        """On a full disk the results may still fit in place of old ones; if not, the journal has them."""
        where = f"in {FILE}"
        try:
            self._build()
        except NoSpaceError as error:
            full, where = error, f"kept in {self.journal.folder}"
        if full is not None:
            done = f"{len(self.places):,} of {len(self.request.sources):,} plans are judged and {where}"
            raise NoSpaceError(f"{full}. {done}. Make room, then go on with --resume") from None

    def _record_at(self, where: Where) -> Record:
        return unpacked(self.journal.payload(where))

    def _meta(self) -> dict[str, str]:
        rulebook, settings = self.request.bench.rulebook, self.request.settings
        packs = [
            {"pack": pack.id, "state": pack.state, "title": pack.title, "digest": pack.digest} for pack in rulebook.packs.values()
        ]
        return {
            "schema": str(VERSION),
            "stemfunds": __version__,
            "rulebook_version": rulebook.version,
            "rulebook_digest": rulebook.digest,
            "packs": json.dumps(packs, ensure_ascii=False),
            "as_of": settings.as_of,
            "allocations": settings.allocations,
            "plans": str(len(self.request.sources)),
            "missing": str(self.ended.missing),
            "complete": "no" if self.ended.missing or self.ended.interrupted else "yes",
        }


@contextmanager
def _signals() -> Iterator[None]:
    """SIGTERM stops like Ctrl-C, and a worker that is gone is an error to handle, not the end of this process."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set them
        return
    before = {signal.SIGTERM: signal.signal(signal.SIGTERM, _interrupt)}
    if hasattr(signal, "SIGPIPE"):
        before[signal.SIGPIPE] = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt

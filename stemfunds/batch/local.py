"""The engine of this computer: one process for each core, each with a journal file of its own.

Written for one thing that a pool of the standard library does not give: a worker that is killed is replaced, and the
plan that it had in hand is tried once more and then told as a failure, while all others go on.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from stemfunds.batch.bench import Bench, lost
from stemfunds.batch.engine import Done, Partition, Task
from stemfunds.batch.errors import BatchError
from stemfunds.batch.journal import JournalFile

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

MOST_TRIES = 2
_FEW = 2
_PATIENCE = 30.0
_RARELY = (50_000, 20, 50)
"""When a worker looks for garbage: after so many new objects, and how seldom among older ones."""


def journaled(done: Done, journal: JournalFile) -> Done:
    """What became of a task, with its record put into a journal."""
    if done.is_kept or done.where is not None:
        return done
    return Done(done.number, done.entry, journal.append(done.entry, done.record))


class SerialEngine:
    """One plan after the other in this process."""

    def __init__(self, bench: Bench, journal: JournalFile) -> None:
        self._bench, self._journal = bench, journal

    def run(self, partitions: Iterable[Partition]) -> Iterator[Sequence[Done]]:
        """The results, in the order of the tasks."""
        for partition in partitions:
            for task in partition:
                yield [journaled(self._bench.work(task), self._journal)]

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()


@dataclass(slots=True)
class Workplace:
    """What a worker is given: its bench, its journal file, and what it must not keep open of its parent's."""

    bench: Bench
    journal: JournalFile
    not_mine: list[Connection] = field(default_factory=list)
    handles: tuple[int, ...] = ()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    tasks: deque[Task] = field(default_factory=deque)


class LocalEngine:
    """Several processes on this computer. `first_journal` and the numbers behind it are theirs alone."""

    def __init__(
        self,
        bench: Bench,
        folder: Path,
        settings: str,
        first_journal: int,
        jobs: int,
        handles: tuple[int, ...] = (),
        forks: bool | None = None,
    ) -> None:
        self._bench, self._folder, self._settings, self._jobs, self._handles = bench, folder, settings, jobs, handles
        self._next_journal = first_journal
        self._workers: list[_Worker] = []
        self._tries: Counter[int] = Counter()
        self._again: deque[Task] = deque()
        self._own: JournalFile | None = None
        # forked workers share the rulebook's memory; where a system cannot fork safely they build their own
        forks = sys.platform == "linux" if forks is None else forks
        self._context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
        )

    def run(self, partitions: Iterable[Partition]) -> Iterator[Sequence[Done]]:
        """The results as they come."""
        waiting = iter(partitions)
        for _ in range(self._jobs):
            self._hire()
        for worker in self._workers:
            self._feed(worker, waiting)
        while busy := {worker.connection: worker for worker in self._workers if worker.tasks}:
            for connection in wait(list(busy)):
                assert isinstance(connection, Connection)  # nothing else was waited for
                yield self._received(busy[connection], waiting)

    def close(self) -> None:
        """Let every worker finish the plan in hand, and end it."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            if worker.process.is_alive():
                worker.process.terminate()
                worker.process.join()
        self._workers.clear()
        if self._own is not None:
            self._own.close()

    def _hire(self) -> _Worker:
        mine, theirs = self._context.Pipe()
        not_mine = [mine, *(worker.connection for worker in self._workers)] if self._forks else []
        place = Workplace(self._bench, self._new_journal(), not_mine, self._handles if self._forks else ())
        process = self._context.Process(target=serve, args=(theirs, place), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, mine)
        self._workers.append(worker)
        return worker

    @property
    def _forks(self) -> bool:
        return self._context.get_start_method() == "fork"

    def _new_journal(self) -> JournalFile:
        self._next_journal += 1
        return JournalFile(self._folder, self._next_journal - 1, self._settings)

    def _feed(self, worker: _Worker, waiting: Iterator[Partition]) -> None:
        """Give a worker more before it runs dry."""
        while len(worker.tasks) < _FEW:
            part: Partition | None = [self._again.popleft()] if self._again else next(waiting, None)
            if part is None:
                return
            worker.tasks.extend(part)
            try:
                worker.connection.send(part)
            except OSError:  # it is gone; its end is noticed, and its tasks are given to another, when it is waited for
                return

    def _received(self, worker: _Worker, waiting: Iterator[Partition]) -> Sequence[Done]:
        try:
            said: Done | BatchError = worker.connection.recv()
        except (EOFError, OSError):
            return self._replace(worker, waiting)
        if isinstance(said, BatchError):
            raise said
        worker.tasks.popleft()
        self._feed(worker, waiting)
        return [said]

    def _replace(self, worker: _Worker, waiting: Iterator[Partition]) -> Sequence[Done]:
        """Another worker for one that has ended; the plan it had in hand is tried again, but not for ever."""
        worker.connection.close()
        worker.process.join()
        self._workers.remove(worker)
        in_hand = worker.tasks.popleft()
        self._tries[in_hand.number] += 1
        self._again.extend(worker.tasks)
        failures: list[Done] = []
        if self._tries[in_hand.number] < MOST_TRIES:
            self._again.append(in_hand)
        else:
            self._own = self._own or self._new_journal()
            failures.append(journaled(lost(in_hand, _how_it_ended(worker.process.exitcode)), self._own))
        self._feed(self._hire(), waiting)
        return failures


def serve(connection: Connection, place: Workplace) -> None:
    """The life of a worker: take tasks, journal each result, say so, until the parent closes the connection or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and tells
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in place.not_mine:
        other.close()  # else a sibling would hold the parent's end open, and nobody would notice that the parent is gone
    for handle in place.handles:
        os.close(handle)
    gc.enable()
    gc.freeze()  # the rulebook is not looked at again and again for garbage, and its pages stay shared
    gc.set_threshold(*_RARELY)  # what is remembered of rules is much and lives long; looking for garbage in it takes a fifth
    with place.journal:
        try:
            while True:
                for task in connection.recv():
                    connection.send(journaled(place.bench.work(task), place.journal))
        except BatchError as error:
            with suppress(OSError):  # another worker's error was there first, and nobody listens any more
                connection.send(error)
        except (EOFError, OSError):  # the parent has closed the connection, or is gone
            return


def _how_it_ended(status: int | None) -> str:
    if status is not None and status < 0:
        name = signal.Signals(-status).name if -status in set(signal.Signals) else str(-status)
        how = f"was ended from outside (signal {name}), twice"
    else:
        how = f"ended with status {status}, twice"
    return f"the process that judged this plan {how}; it may need more memory than there is"

"""The engine of a Dask cluster: the same partitions, judged by workers that need nothing but this package.

The plans are read here and sent with their partition, because no worker can be expected to see these files; the rulebook is
sent once to every worker. The journal is written here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from distributed import Client, WorkerPlugin, as_completed
from distributed.scheduler import KilledWorker

from stemfunds import __version__
from stemfunds.batch.bench import Bench, lost, unreadable
from stemfunds.batch.engine import Done, Partition, Task
from stemfunds.batch.errors import BatchError
from stemfunds.batch.journal import Entry, JournalFile
from stemfunds.batch.local import journaled
from stemfunds.batch.settings import Join
from stemfunds.batch.source import Archives, Content, content_of
from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.model import Rulebook

_AHEAD = 2
_PATIENCE = "30s"
_LOST = "the workers that judged this plan were lost, again and again; it may need more memory than they have"


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a worker builds its bench from; `key` is what decides the results."""

    key: str
    rulebook: bytes
    as_of: str
    join: Join | None
    match: bool

    def bench(self) -> Bench:
        """A bench like that of the client."""
        rulebook = msgspec.json.decode(self.rulebook, type=Rulebook)
        return Bench(rulebook, date.fromisoformat(self.as_of), self.join, self.match)


@dataclass(frozen=True, slots=True)
class Sent:
    """A task with the bytes of its plan."""

    task: Task
    content: Content


_BENCHES: dict[str, Bench] = {}
_EQUIPMENT: dict[str, Equipment] = {}
_ONE_AT_A_TIME = threading.Lock()


class Equip(WorkerPlugin):
    """Hands the equipment to every worker, those included that join later."""

    def __init__(self, equipment: Equipment) -> None:
        self.name = f"stemfunds {equipment.key}"
        self.equipment = equipment

    def setup(self, worker: object) -> None:
        """Keep it; the bench is built when the first plan comes."""
        _EQUIPMENT[self.equipment.key] = self.equipment


def judge_part(key: str, version: str, part: Sequence[Sent]) -> list[Done] | str:
    """The results of some plans, on a worker; a text says why this worker cannot give them."""
    if version != __version__:
        return f"a worker has stemfunds {__version__}, and this is {version}; install the same version on all"
    with _ONE_AT_A_TIME:  # threads of one worker share a bench, and gain nothing from judging at once
        if key not in _BENCHES:
            _BENCHES.clear()
            _BENCHES[key] = _EQUIPMENT[key].bench()
        return [_BENCHES[key].work_on(sent.task, sent.content) for sent in part]


class DaskEngine:
    """An existing cluster, by the address of its scheduler."""

    def __init__(self, bench: Bench, settings: str, journal: JournalFile, address: str) -> None:
        self._key, self._journal = settings, journal
        self._archives = Archives()
        rulebook = msgspec.json.encode(bench.rulebook)
        self._equipment = Equipment(settings, rulebook, bench.as_of.isoformat(), bench.join, bench.match)
        try:
            client: Any = Client  # its types end at its own door
            self._client = client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise BatchError(f"{address}: no Dask scheduler answers there ({error})") from None

    def run(self, partitions: Iterable[Partition]) -> Iterator[Sequence[Done]]:
        """The results as they come; no more partitions are on their way than keep all workers busy."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise BatchError("the Dask cluster has no workers; start some and run the same command again") from None
        self._client.register_plugin(Equip(self._equipment))
        completed: Any = as_completed
        waiting, going = iter(partitions), completed([], loop=self._client.loop)
        parts: dict[str, list[Sent]] = {}
        yield from self._send_more(waiting, going, parts)
        for future in going:
            part = parts.pop(future.key)
            if future.status == "error" and isinstance(future.exception(), KilledWorker):
                yield from self._again_one_by_one(part, going, parts)
            else:
                yield self._received(future.result())
            yield from self._send_more(waiting, going, parts)

    def close(self) -> None:
        """Leave the cluster as it was; what is under way there is given up."""
        self._client.close()
        self._archives.close()
        self._journal.close()

    def _send_more(self, waiting: Iterator[Partition], going: Any, parts: dict[str, list[Sent]]) -> Iterator[Sequence[Done]]:
        """Send partitions until all workers have work; what needs no worker is done at once."""
        while len(parts) < _AHEAD * max(1, sum(self._client.nthreads().values())):
            part = next(waiting, None)
            if part is None:
                return
            sent, done = self._read(part)
            if sent:
                self._submit(sent, going, parts)
            if done:
                yield done

    def _submit(self, part: list[Sent], going: Any, parts: dict[str, list[Sent]]) -> None:
        future = self._client.submit(judge_part, self._key, __version__, part, pure=False)
        parts[future.key] = part
        going.add(future)

    def _read(self, part: Partition) -> tuple[list[Sent], list[Done]]:
        """The tasks with their plans' bytes, and those that are done without a worker: unreadable, or unchanged."""
        sent, done = list[Sent](), list[Done]()
        for task in part:
            try:
                content = content_of(task.source, self._archives)
            except UnusableInput as unusable:
                done.append(journaled(unreadable(task, unusable), self._journal))
                continue
            if content.sha256 == task.known:
                done.append(Done(task.number, Entry(task.source.path, content.sha256, "", 0.0)))
            else:
                sent.append(Sent(task, content))
        return sent, done

    def _received(self, found: list[Done] | str) -> Sequence[Done]:
        if isinstance(found, str):
            raise BatchError(found)
        return [journaled(done, self._journal) for done in found]

    def _again_one_by_one(self, part: list[Sent], going: Any, parts: dict[str, list[Sent]]) -> Iterator[Sequence[Done]]:
        """Several workers were lost over one partition: the plan that does it is found by sending each alone."""
        if len(part) == 1:
            yield [journaled(lost(part[0].task, _LOST), self._journal)]
            return
        for sent in part:
            self._submit([sent], going, parts)

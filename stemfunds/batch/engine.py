"""The seam between a batch and whatever does its work: partitions of plans go in, results come out in any order.

An engine never decides a number, a verdict or an order. It calls `Bench.work` on every task, wherever it likes, and hands
back what that gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from stemfunds.batch.journal import Entry, Where
from stemfunds.batch.source import Source


@dataclass(frozen=True, slots=True)
class Task:
    """One plan to judge: its number in the input, where it stands, and the fingerprint under which a result is kept already."""

    number: int
    source: Source
    known: str = ""


Partition: TypeAlias = Sequence[Task]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: its entry, and its record or the place where the engine has put that already.

    A plan whose fingerprint is the known one has neither: its kept result still holds.
    """

    number: int
    entry: Entry
    where: Where | None = None
    record: bytes = b""

    @property
    def is_kept(self) -> bool:
        """Whether the result of an earlier run still holds."""
        return self.where is None and not self.record


class Engine(Protocol):
    """Maps partitions to batches of results; `close` stops early, losing no more than the plans in hand."""

    def run(self, partitions: Iterable[Partition]) -> Iterator[Sequence[Done]]:
        """The results of all partitions, in any order; raises BatchError when the work cannot go on."""
        ...

    def close(self) -> None:
        """Stop and let go of all processes."""
        ...


def partitions_of(tasks: Sequence[Task], workers: int, most: int = 32) -> Iterator[Partition]:
    """Tasks in parts that are small enough to keep all workers busy to the end, and large enough to cost little."""
    size = max(1, min(most, len(tasks) // (workers * 8)))
    for start in range(0, len(tasks), size):
        yield tasks[start : start + size]

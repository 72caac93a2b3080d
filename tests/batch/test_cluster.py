"""A real scheduler and two workers on this computer: the bytes are those of a local run, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from distributed.scheduler import KilledWorker

from stemfunds.awards.joining import AllocationJoin
from stemfunds.awards.merging import key_of
from stemfunds.batch import cluster
from stemfunds.batch.errors import BatchError
from stemfunds.batch.journal import FOLDER
from stemfunds.batch.runner import dask_engine, run_batch
from stemfunds.batch.store import open_store
from stemfunds.cli.app import run
from stemfunds.plan.model import Award, Cents

from .runs import outputs, request, write_plans

ROOT = Path(__file__).resolve().parents[2]
_READY = 60.0


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler."""
    found = tmp_path_factory.mktemp("dask") / "scheduler.json"
    words = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(found)]
    with _started(*words) as process:
        deadline = time.monotonic() + _READY
        while not found.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        text = found.read_text()
        yield text.partition('"address": "')[2].partition('"')[0]
        process.kill()


def _started(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{words[0]}", *words[1:]]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers that nobody starts again."""
    words = ["dask_worker", scheduler, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path)]
    running = [_started(*words), _started(*words)]
    yield running
    for worker in running:
        worker.kill()
        worker.wait()


def test_one_of_two_workers_is_killed_in_the_middle(
    scheduler: str, workers: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """Its plans are judged by the other; nothing shows of it. The amounts of the State go to the workers, too."""
    plans = write_plans(tmp_path / "plans", 60)
    listed = Award(id="local-26", fund="local", federal_fiscal_year=2026, amount=Cents(8_000_00))
    join = AllocationJoin({"3900004": (listed,)}, frozenset({key_of(listed)}))
    run_batch(request(plans, tmp_path / "local", join=join))

    def kill_one() -> None:
        journal = tmp_path / "out" / FOLDER / "000001.journal"
        while not journal.exists():
            time.sleep(0.001)
        os.kill(workers[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    ended = run_batch(request(plans, tmp_path / "out", join=join), make_engine=dask_engine(scheduler))
    killer.join()
    assert workers[0].wait() == -signal.SIGKILL
    assert (ended.missing, ended.interrupted) == (0, False)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "local")
    assert run_batch(request(plans, tmp_path / "out", resume=True, join=join), make_engine=dask_engine(scheduler)).kept == 60
    assert outputs(tmp_path / "out") == outputs(tmp_path / "local")
    with open_store(tmp_path / "out") as store:
        rules = {row[0]: row[1] for row in store.query("SELECT rule, count(*) FROM findings GROUP BY rule")}
    assert rules["AWARD-DIFFERS"] == 1
    assert rules["DISTRICT-NOT-IN-LIST"] > 40


class _Lost(KilledWorker):
    """What a scheduler says of a task over which workers came to an end."""

    def __init__(self) -> None:
        Exception.__init__(self, "lost")


class _Future:
    """What a cluster gives back at once: a result, or the loss of the workers."""

    def __init__(self, key: str, found: object) -> None:
        self.key, self._found = key, found
        self.status = "error" if isinstance(found, BaseException) else "finished"

    def exception(self) -> object:
        return self._found

    def result(self) -> object:
        return self._found


class _Completed(deque[_Future]):
    """Futures as they are completed."""

    def __init__(self, futures: list[_Future], loop: object) -> None:
        super().__init__(futures)

    add = deque.append

    def __iter__(self) -> Iterator[_Future]:
        while self:
            yield self.popleft()


class _Cluster:
    """A cluster of one worker in this process, which is lost whenever it is given a certain plan."""

    loop = None
    fatal = "p0003.yaml"

    def __init__(self, *arguments: object, **options: object) -> None:
        self.sent = 0

    def wait_for_workers(self, number: int, timeout: str) -> None:
        """It is there."""

    def register_plugin(self, plugin: cluster.Equip) -> None:
        plugin.setup(self)

    def nthreads(self) -> dict[str, int]:
        return {"one": 1}

    def submit(self, work: Callable[..., object], key: str, version: str, part: list[cluster.Sent], pure: bool) -> _Future:
        self.sent += 1
        is_lost = any(sent.task.source.path.endswith(self.fatal) for sent in part)
        return _Future(str(self.sent), _Lost() if is_lost else work(key, version, part))

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of a real cluster."""
    monkeypatch.setattr(cluster, "Client", _Cluster)
    monkeypatch.setattr(cluster, "as_completed", _Completed)


@pytest.mark.usefixtures("one_worker")
def test_a_plan_that_loses_every_worker(tmp_path: Path) -> None:
    """It is found by sending the plans of its partition one by one; it fails, the others are judged."""
    plans = write_plans(tmp_path / "plans", 40)
    ended = run_batch(request(plans, tmp_path / "out"), make_engine=dask_engine("any"))
    assert ended.missing == 0
    with open_store(tmp_path / "out") as store:
        assert [row[0] for row in store.query("SELECT DISTINCT plan FROM failures WHERE plan < 7")] == [4, 6]
        [row] = store.query("SELECT message FROM failures WHERE plan = 4")
    assert row[0].startswith("the workers that judged this plan were lost, again and again")


@pytest.mark.usefixtures("one_worker")
def test_a_worker_of_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It judges nothing, and the message says which versions there are."""
    real = cluster.judge_part
    monkeypatch.setattr(cluster, "judge_part", lambda key, version, part: real(key, "99.0", part))
    with pytest.raises(BatchError, match=r"a worker has stemfunds .+, and this is 99\.0; install the same version on all"):
        run_batch(request(write_plans(tmp_path / "plans", 2), tmp_path / "out"), make_engine=dask_engine("any"))


def test_a_cluster_without_workers(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    with pytest.raises(BatchError, match="the Dask cluster has no workers"):
        run_batch(request(write_plans(tmp_path / "plans", 1), tmp_path / "out"), make_engine=dask_engine(scheduler))


def test_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message with the address."""
    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    with pytest.raises(BatchError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        run_batch(request(write_plans(tmp_path / "plans", 1), tmp_path / "out"), make_engine=dask_engine("tcp://127.0.0.1:9"))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """How to install it."""
    monkeypatch.setitem(sys.modules, "stemfunds.batch.cluster", None)
    monkeypatch.delitem(sys.modules, "stemfunds.batch.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BatchError, match=r"pip install 'stemfunds\[dask\]'"):
        dask_engine("tcp://127.0.0.1:9")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--engine", "dask"], "--engine dask and --scheduler ADDRESS go together"),
        (["--scheduler", "tcp://x"], "--engine dask and --scheduler ADDRESS go together"),
        (["--engine", "ray"], 'unknown engine "ray"; expected local, dask'),
    ],
)
def test_calls_that_cannot_be_used(capsys: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    """One line, status 2."""
    assert run(["batch", "examples", *words]) == 2
    assert capsys.readouterr().err == message + "\n"

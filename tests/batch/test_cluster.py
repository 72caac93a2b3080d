"""A real scheduler and two workers on this computer: the bytes are those of a local run, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemfunds.batch import cluster
from stemfunds.batch.errors import BatchError
from stemfunds.batch.journal import FOLDER
from stemfunds.batch.runner import dask_engine, run_batch
from stemfunds.cli.app import run

from .runs import outputs, request, write_plans

ROOT = Path(__file__).resolve().parents[2]
_READY = 20.0


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
    """Its plans are judged by the other; nothing shows of it."""
    plans = write_plans(tmp_path / "plans", 60)
    run_batch(request(plans, tmp_path / "local"))

    def kill_one() -> None:
        journal = tmp_path / "out" / FOLDER / "000001.journal"
        while not journal.exists():
            time.sleep(0.001)
        os.kill(workers[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    ended = run_batch(request(plans, tmp_path / "out"), make_engine=dask_engine(scheduler))
    killer.join()
    assert workers[0].wait() == -signal.SIGKILL
    assert (ended.missing, ended.interrupted) == (0, False)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "local")
    assert run_batch(request(plans, tmp_path / "out", resume=True), make_engine=dask_engine(scheduler)).kept == 60
    assert outputs(tmp_path / "out") == outputs(tmp_path / "local")


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

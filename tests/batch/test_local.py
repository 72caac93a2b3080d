"""The processes of one computer: workers that die, parents that die, and plans that kill whoever judges them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import cast

import pytest

from stemfunds.batch.bench import Bench
from stemfunds.batch.engine import Done, Engine, Task, partitions_of
from stemfunds.batch.journal import Journal
from stemfunds.batch.local import LocalEngine
from stemfunds.batch.runner import Request, run_batch
from stemfunds.batch.source import Source
from stemfunds.batch.store import open_store
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.plan.model import Plan

from .runs import outputs, request, write_plans

ROOT = Path(__file__).resolve().parents[2]
NUMBER = 40


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty plans."""
    return write_plans(tmp_path_factory.mktemp("many") / "plans", NUMBER)


@pytest.fixture(scope="module")
def unbroken(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run leaves that nothing disturbs."""
    folder = tmp_path_factory.mktemp("unbroken")
    run_batch(request(plans, folder))
    return outputs(folder)


def test_parts_hold_every_task_once_in_order() -> None:
    """Whatever the number of workers; a small batch is spread, a large one comes in larger parts."""
    tasks = [Task(number, Source("p", "p")) for number in range(1, 1001)]
    for workers in (1, 2, 7, 64):
        parts = list(partitions_of(tasks, workers))
        assert [task for part in parts for task in part] == tasks
        assert max(map(len, parts)) <= 32
    assert [len(part) for part in partitions_of(tasks[:3], 2)] == [1, 1, 1]


def test_workers_that_cannot_be_forked(plans: Path, unbroken: dict[str, bytes], tmp_path: Path) -> None:
    """Where a system starts processes afresh, they build their own bench, and the bytes are the same."""

    def spawning(wanted: Request, journal: Journal, handle: int) -> Engine:
        return LocalEngine(wanted.bench, journal.folder, wanted.settings.text, 1, 1, (handle,), forks=False)

    run_batch(request(plans, tmp_path), make_engine=spawning)
    assert outputs(tmp_path) == unbroken


class DyingBench(Bench):
    """A bench at which some plan ends the process, always or only the first time."""

    fatal = "p0010.yaml"
    once: Path | None = None

    def work(self, task: Task) -> Done:
        if task.source.path.endswith(self.fatal) and (self.once is None or not self.once.exists()):
            if self.once is not None:
                self.once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().work(task)


def _with_bench(one: Request, once: Path | None) -> Request:
    bench = DyingBench(one.bench.rulebook, one.bench.as_of)
    bench.once = once
    return Request(one.sources, one.output, bench, one.settings, 2)


def test_a_worker_that_is_killed_is_replaced(plans: Path, unbroken: dict[str, bytes], tmp_path: Path) -> None:
    """The plan it had in hand is judged by another, and nothing shows of it."""
    run_batch(_with_bench(request(plans, tmp_path / "out"), tmp_path / "once"))
    assert outputs(tmp_path / "out") == unbroken


def test_a_plan_that_kills_every_worker(plans: Path, tmp_path: Path) -> None:
    """After two it is a failure that says so; all others are judged."""
    ended = run_batch(_with_bench(request(plans, tmp_path), None))
    assert ended.missing == 0
    with open_store(tmp_path) as store:
        [row] = store.query("SELECT plan, message FROM failures WHERE path LIKE '%p0010.yaml'")
    message = (
        "the process that judged this plan was ended from outside (signal SIGKILL), twice; it may need more memory than there is"
    )
    assert tuple(row) == (11, message)


def test_a_fault_of_the_program_is_a_failure_of_one_plan(plans: Path, tmp_path: Path) -> None:
    """It asks for a report, and the run goes on."""
    wanted = request(plans, tmp_path)
    real = wanted.bench.judge.judge

    class Failing:
        def judge(self, plan: Plan, as_of: date) -> PlanResult:
            if plan.title == "Plan 7":
                raise ZeroDivisionError("division by zero")
            return real(plan, as_of)

    wanted.bench.judge = cast(Judge, Failing())
    run_batch(wanted)
    with open_store(tmp_path) as store:
        [row] = store.query("SELECT message FROM failures WHERE plan = 8")
    assert row[0] == "stemfunds failed on this plan (ZeroDivisionError: division by zero); please report it with the plan"


# --- the whole program killed -----------------------------------------------------------------------------------------


def _program(plans: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "stemfunds", "batch", str(plans), "-o", str(output), "--as-of", "2026-11-23", "-j2", *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)
    assert condition()


def _until_journaled(output: Path, size: int, program: subprocess.Popen[bytes]) -> None:
    """Until the journal has a size, or all is done."""
    _until(lambda: _journaled(output) >= size or program.poll() is not None)


def _journaled(output: Path) -> int:
    return sum(path.stat().st_size for path in (output / ".batch").glob("*.journal"))


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_anywhere_and_resumed(tmp_path: Path, seed: int) -> None:
    """SIGKILL to the program and its workers at a random size of the journal, twice; the third run leaves the bytes of an
    unbroken one, and what was in the journal was not judged again.
    """
    plans, output, random = write_plans(tmp_path / "plans", 90), tmp_path / "out", Random(seed)
    run_batch(request(plans, tmp_path / "whole"))
    whole = _journaled(tmp_path / "whole")
    for _ in range(2):
        target = _journaled(output) + random.randint(1, whole // 3)
        with _program(plans, output, "--resume") as program:
            _until_journaled(output, target, program)
            os.killpg(program.pid, signal.SIGKILL)
            program.communicate()
    kept = len(Journal(output).kept(request(plans, output).settings.text))
    ended = run_batch(request(plans, output, jobs=2, resume=True))
    assert kept > 0
    assert ended.kept == kept
    assert outputs(output) == outputs(tmp_path / "whole")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no list of processes here to look into")
def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """When only the parent is killed, its workers finish the plan in hand, let go of the folder, and are gone."""
    plans, output = write_plans(tmp_path / "plans", 300), tmp_path / "out"
    with _program(plans, output) as program:
        _until(lambda: _journaled(output) > 0)
        program.kill()
        program.wait()
        _until(lambda: not _processes_of(program.pid))
    assert run_batch(request(plans, output, resume=True)).missing == 0


def _processes_of(session: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def test_ctrl_c(tmp_path: Path) -> None:
    """The status that shells expect, a store with what was done, and how to go on; the workers hear nothing of it."""
    plans, output = write_plans(tmp_path / "plans", 300), tmp_path / "out"
    with _program(plans, output) as program:
        _until(lambda: _journaled(output) > 0)
        os.killpg(program.pid, signal.SIGINT)
        out, err = (stream.decode() for stream in program.communicate())
    assert program.returncode == 130
    assert "not judged yet" in out
    assert "Traceback" not in err
    assert err.rstrip().endswith("Go on with the same command and --resume.")
    with open_store(output) as store:
        [row] = store.query("SELECT count(*) FROM plans")
        assert 0 < row[0] < 300
        assert not store.is_complete

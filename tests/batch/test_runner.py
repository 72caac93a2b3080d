"""A run gives the same bytes however it goes: in one process or several, unbroken, resumed, stopped or killed."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from stemfunds.batch import building
from stemfunds.batch.engine import Done, Engine, Partition
from stemfunds.batch.errors import BatchError, InUseError, NoSpaceError
from stemfunds.batch.journal import FOLDER, Journal
from stemfunds.batch.lock import locked
from stemfunds.batch.runner import Ended, Request, day_of_run, local_engine, run_batch
from stemfunds.batch.store import open_store
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.plan.model import Plan

from .runs import AS_OF, outputs, request, write_plans


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-three plans."""
    return write_plans(tmp_path_factory.mktemp("many") / "plans", 23)


@pytest.fixture(scope="module")
def unbroken(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run leaves that nothing disturbs."""
    folder = tmp_path_factory.mktemp("unbroken")
    ended = run_batch(request(plans, folder))
    assert (ended.plans, ended.missing, ended.failed, ended.kept, ended.interrupted) == (23, 0, 3, 0, False)
    return outputs(folder)


class StoppedEngine:
    """An engine that something happens to after some plans."""

    def __init__(self, engine: Engine, after: int, error: BaseException) -> None:
        self.engine, self.after, self.error = engine, after, error

    def run(self, partitions: Iterable[Partition]) -> Iterator[Sequence[Done]]:
        for count, batch in enumerate(self.engine.run(partitions), 1):
            yield batch
            if count == self.after:
                raise self.error

    def close(self) -> None:
        self.engine.close()


def _stopped(wanted: Request, after: int, error: BaseException) -> Ended:
    return run_batch(wanted, make_engine=lambda *given: StoppedEngine(local_engine(*given), after, error))


@pytest.mark.parametrize("jobs", [2, 5])
def test_several_processes_give_the_same_bytes(plans: Path, unbroken: dict[str, bytes], tmp_path: Path, jobs: int) -> None:
    """Whoever judges which plan, and whenever it is done."""
    run_batch(request(plans, tmp_path, jobs=jobs))
    assert outputs(tmp_path) == unbroken


def test_the_store_of_a_run(plans: Path, unbroken: dict[str, bytes], tmp_path: Path) -> None:
    """Numbers are the places in the input; a broken plan has its place and its problems, and no row among the plans."""
    (tmp_path / "results.sqlite").write_bytes(unbroken["results.sqlite"])
    with open_store(tmp_path) as store:
        assert [row[0] for row in store.query("SELECT plan FROM plans ORDER BY plan")] == [n for n in range(1, 24) if n % 7 != 6]
        assert [row[0] for row in store.query("SELECT DISTINCT plan FROM failures")] == [6, 13, 20]
        [row] = store.query('SELECT path, line, "column", message FROM failures WHERE plan = 6')
        assert row[0] == str(plans / "p0005.yaml")
        assert (row[1], store.is_complete, store.meta["missing"], store.meta["as_of"]) == (2, True, "0", "2026-11-23")


@pytest.mark.parametrize("after", [1, 9, 22])
def test_stopped_and_resumed(plans: Path, unbroken: dict[str, bytes], tmp_path: Path, after: int) -> None:
    """After Ctrl-C the store holds what was judged and says that it is not all; resumed, nothing shows of it."""
    ended = _stopped(request(plans, tmp_path), after, KeyboardInterrupt())
    assert (ended.interrupted, ended.missing) == (True, 23 - after)
    with open_store(tmp_path) as store:
        [row] = store.query("SELECT (SELECT count(*) FROM plans) + (SELECT count(DISTINCT plan) FROM failures)")
        assert (row[0], store.is_complete, store.meta["missing"]) == (after, False, str(23 - after))
    ended = run_batch(request(plans, tmp_path, jobs=2, resume=True))
    assert (ended.kept, ended.missing, ended.interrupted) == (after, 0, False)
    assert outputs(tmp_path) == unbroken


def test_resumed_when_all_is_done(plans: Path, unbroken: dict[str, bytes], tmp_path: Path) -> None:
    """Nothing is judged again, and the bytes stay."""
    run_batch(request(plans, tmp_path))
    ended = run_batch(request(plans, tmp_path, resume=True))
    assert (ended.kept, ended.failed) == (23, 3)
    assert outputs(tmp_path) == unbroken


def test_resumed_under_other_settings(plans: Path, unbroken: dict[str, bytes], tmp_path: Path) -> None:
    """Another date judges all plans again; without --resume everything is judged again, too."""
    run_batch(request(plans, tmp_path, as_of=date(2026, 1, 1)))
    assert day_of_run(tmp_path) == date(2026, 1, 1)
    assert run_batch(request(plans, tmp_path, resume=True)).kept == 0
    assert outputs(tmp_path) == unbroken
    assert run_batch(request(plans, tmp_path)).kept == 0
    assert (outputs(tmp_path) == unbroken, day_of_run(tmp_path)) == (True, AS_OF)


def test_a_changed_plan_is_judged_again(tmp_path: Path) -> None:
    """And a new one for the first time; one that is gone is gone; the numbers are those of the input."""
    plans = write_plans(tmp_path / "plans", 6)
    run_batch(request(plans, tmp_path / "out"))
    (plans / "p0005.yaml").write_text((plans / "p0001.yaml").read_text())
    (plans / "p0000.yaml").unlink()
    (plans / "p0003b.yaml").write_text((plans / "p0003.yaml").read_text())
    assert run_batch(request(plans, tmp_path / "out", resume=True)).kept == 4
    run_batch(request(plans, tmp_path / "fresh"))
    assert outputs(tmp_path / "out") == outputs(tmp_path / "fresh")


def test_an_unreadable_file(tmp_path: Path) -> None:
    """It is a failure with its reason; a later run looks at it again."""
    plans = write_plans(tmp_path / "plans", 3)
    path = plans / "p0001.yaml"
    text = path.read_text()
    path.unlink()
    path.symlink_to(plans / "nowhere.yaml")
    run_batch(request(plans, tmp_path / "out"))
    with open_store(tmp_path / "out") as store:
        [row] = store.query("SELECT plan, path, sha256, message FROM failures")
    assert tuple(row) == (2, str(path), "", "there is no such file")
    path.unlink()
    path.write_text(text)
    ended = run_batch(request(plans, tmp_path / "out", resume=True))
    assert (ended.kept, ended.failed) == (2, 0)


def test_a_plan_that_changes_while_it_is_judged(tmp_path: Path) -> None:
    """The fingerprint in the store is that of the bytes that were judged, so the next run sees the change."""
    plans = write_plans(tmp_path / "plans", 2)
    path = plans / "p0000.yaml"
    old, new = path.read_bytes(), path.read_bytes().replace(b"Plan 0", b"Plan Z")
    wanted = request(plans, tmp_path / "out")
    real = wanted.bench.judge.judge

    class Changing:
        def judge(self, plan: Plan, as_of: date) -> PlanResult:
            path.write_bytes(new)
            return real(plan, as_of)

    wanted.bench.judge = cast(Judge, Changing())
    run_batch(wanted)
    assert _title_and_hash(tmp_path / "out") == ("Plan 0", hashlib.sha256(old).hexdigest())
    assert run_batch(request(plans, tmp_path / "out", resume=True)).kept == 1
    assert _title_and_hash(tmp_path / "out") == ("Plan Z", hashlib.sha256(new).hexdigest())


def _title_and_hash(output: Path) -> tuple[str, str]:
    with open_store(output) as store:
        [row] = store.query("SELECT title, sha256 FROM plans WHERE plan = 1")
    return row[0], row[1]


# --- one run at a time ------------------------------------------------------------------------------------------------


def test_two_runs_in_one_folder(plans: Path, tmp_path: Path) -> None:
    """The second one says who holds the folder, and touches nothing."""
    with locked(tmp_path), pytest.raises(InUseError) as refused:
        run_batch(request(plans, tmp_path))
    assert f"another run writes into this folder (process {os.getpid()} on " in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == [FOLDER]


def test_a_lock_that_was_left_behind(plans: Path, unbroken: dict[str, bytes], tmp_path: Path) -> None:
    """A killed run leaves its name in the file; the system has let go of the lock, so nobody waits for it."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "lock").write_text("process 1 on elsewhere")
    run_batch(request(plans, tmp_path))
    assert outputs(tmp_path) == unbroken


def test_a_foreign_file_in_place_of_the_store(plans: Path, tmp_path: Path) -> None:
    """It is not touched, and nothing is judged in vain."""
    (tmp_path / "results.sqlite").write_text("mine")
    with pytest.raises(BatchError, match="is not overwritten"):
        run_batch(request(plans, tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["results.sqlite"]


# --- a full disk ------------------------------------------------------------------------------------------------------


def test_a_full_disk_while_judging(plans: Path, unbroken: dict[str, bytes], tmp_path: Path) -> None:
    """What was judged is in the store if it fits; with more room the run goes on."""
    with pytest.raises(NoSpaceError) as full:
        _stopped(request(plans, tmp_path), 9, NoSpaceError(f"{tmp_path}: the disk is full"))
    assert str(full.value) == (
        f"{tmp_path}: the disk is full. 9 of 23 plans are judged and in results.sqlite. Make room, then go on with --resume"
    )
    with open_store(tmp_path) as store:
        assert (store.is_complete, store.meta["missing"]) == (False, "14")
    assert run_batch(request(plans, tmp_path, resume=True)).kept == 9
    assert outputs(tmp_path) == unbroken


def test_a_full_disk_while_building(
    plans: Path, unbroken: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old store stays whole, nothing half-written is left, and the journal has the plans."""
    old = request(plans, tmp_path, as_of=date(2026, 1, 1))
    run_batch(old)
    before = outputs(tmp_path)

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(building, "_on_disk", full)
    with pytest.raises(NoSpaceError) as refused:
        run_batch(request(plans, tmp_path))
    assert str(refused.value).endswith(f"are judged and kept in {tmp_path / FOLDER}. Make room, then go on with --resume")
    assert outputs(tmp_path) == before
    monkeypatch.undo()
    assert run_batch(request(plans, tmp_path, resume=True)).kept == 23
    assert outputs(tmp_path) == unbroken


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_that_may_not_grow(plans: Path, tmp_path: Path, jobs: int) -> None:
    """A real limit of the system, met by the workers themselves: a clear message, and a store with what fitted."""
    resource = pytest.importorskip("resource", reason="there are no such limits here")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, before[1]))
    try:
        with pytest.raises(NoSpaceError, match="the disk is full"):
            run_batch(request(plans, tmp_path, jobs=jobs))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    kept = len(Journal(tmp_path).kept(request(plans, tmp_path).settings.text))
    assert 0 < kept < 23
    assert run_batch(request(plans, tmp_path, resume=True)).kept == kept


def test_sigterm_stops_like_ctrl_c(plans: Path, tmp_path: Path) -> None:
    """With a store, and with the old handler in place afterwards."""

    class Killing(StoppedEngine):
        def run(self, partitions: Iterable[Partition]) -> Iterator[Sequence[Done]]:
            for batch in self.engine.run(partitions):
                yield batch
                os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    ended = run_batch(request(plans, tmp_path), make_engine=lambda *given: Killing(local_engine(*given), 0, KeyboardInterrupt()))
    assert (ended.interrupted, ended.missing) == (True, 22)
    assert signal.getsignal(signal.SIGTERM) is before

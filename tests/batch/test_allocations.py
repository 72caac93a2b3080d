"""A State's allocation list joined to the plans of a batch: its amounts are used, and every difference is a finding."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest
from strategies import federal_rulebook

from stemfunds.awards import ListSettings, read_allocations
from stemfunds.awards.joining import AllocationJoin, allocation_join
from stemfunds.batch.store import open_store
from stemfunds.cli.app import run

from .runs import PLAN

HEAD = "LEAID,Title IV-A FFY 2026,Title II-A FFY 2026,Title IV-A Carryover FFY 2025\n"
AWARDS = """\
  - {{id: IVA, fund: title-iv-a, federal_fiscal_year: 2026, amount: 10000.00}}
  - {{id: IVA-25, fund: title-iv-a, federal_fiscal_year: 2025, amount: 700.00, carryover: 700.00}}
"""
OURS = ("AWARD-DIFFERS", "AWARD-NOT-IN-PLAN", "AWARD-NOT-IN-LIST", "DISTRICT-NOT-IN-LIST")


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("STEMFUNDS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Five districts, each with an award of Title IV-A and carryover beside it."""
    folder = tmp_path / "plans"
    folder.mkdir()
    text = PLAN.replace("awards:\n", "awards:\n" + AWARDS)
    for number in range(1, 6):
        (folder / f"p{number}.yaml").write_text(text.format(number=number, amount=100, award="IVA"), encoding="utf-8")
    return folder


def _list(folder: Path, *rows: str) -> str:
    path = folder / "list.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


def _batch(plans: Path, out: Path, *more: str) -> int:
    return run(["batch", str(plans), "-o", str(out), "--as-of", "2026-11-23", "-q", *more])


def _said(out: Path, plan: int) -> Sequence[tuple[str, str, str | None, str]]:
    with open_store(out) as store:
        rows = store.query("SELECT rule, severity, award, message FROM findings WHERE plan = ? ORDER BY finding", (plan,))
        return [tuple(row) for row in rows if row["rule"] in OURS]


ROWS = ("3900001,10000,,700", "3900002,9500.50,,700", "3900003,10000,2500,700", "3900004,10000,,")


def test_amounts_of_the_list_are_used_and_differences_told(plans: Path, tmp_path: Path) -> None:
    """With both figures; lines keep the ids by which they name awards."""
    out = tmp_path / "out"
    _batch(plans, out, "--allocations", _list(plans, *ROWS))
    assert _said(out, 1) == []
    message = "Title IV-A, FFY 2026: the plan says $10,000.00, the State's allocation list says $9,500.50."
    assert _said(out, 2) == [("AWARD-DIFFERS", "error", "IVA", message)]
    message = "The State's allocation list has $2,500.00 of Title II-A, FFY 2026 for this district; the plan has no such award."
    assert _said(out, 3) == [("AWARD-NOT-IN-PLAN", "warning", "title-ii-a-26", message)]
    message = (
        "Title IV-A, FFY 2025 carryover: the plan says $700.00; the State's allocation list has such awards, and none for this "
        "district."
    )
    assert _said(out, 4) == [("AWARD-NOT-IN-LIST", "warning", "IVA-25", message)]
    message = "The State's allocation list has nothing for NCES id 3900005. The awards are judged as the plan gives them."
    assert _said(out, 5) == [("DISTRICT-NOT-IN-LIST", "warning", None, message)]
    with open_store(out) as store:
        awards = list(store.query("SELECT plan, award, available_cents, charged_cents FROM awards WHERE plan IN (2, 3)"))
        plan_rows = store.query("SELECT plan, verdict, unexplained_warnings FROM plans ORDER BY plan")
        verdicts = {row["plan"]: (row["verdict"], row["unexplained_warnings"]) for row in plan_rows}
    found = {(row[0], row[1]): (row[2], row[3]) for row in awards}
    assert (found[2, "IVA"], found[3, "IVA"], found[3, "title-ii-a-26"]) == ((950050, 10000), (1000000, 10000), (250000, 0))
    assert verdicts[4][1] == verdicts[1][1] + 1
    assert verdicts[2][0] in ("needs-information", "not-allowable")


def test_the_bytes_do_not_depend_on_the_engine(plans: Path, tmp_path: Path) -> None:
    """One process or three; what joins goes to processes that share no memory, too."""
    listed = _list(tmp_path, *ROWS)
    for jobs in ("1", "3"):
        _batch(plans, tmp_path / jobs, "--allocations", listed, "--jobs", jobs)
    for name in ("results.sqlite", "findings.csv"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "3" / name).read_bytes()
    join = allocation_join(read_allocations(listed, federal_rulebook(), ListSettings()))
    again = pickle.loads(pickle.dumps(join))
    assert isinstance(again, AllocationJoin)
    assert again == join


def test_resume_looks_at_the_amounts(plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another amount, or no list, judges again; another name of the file does not."""
    out, listed = tmp_path / "out", _list(tmp_path, *ROWS)
    moved = tmp_path / "moved.csv"
    _batch(plans, out, "--allocations", listed)
    moved.write_bytes(Path(listed).read_bytes())
    kept = []
    for more in (["--allocations", str(moved)], ["--allocations", _list(tmp_path, "3900002,1.00,,")], []):
        capsys.readouterr()
        run(["batch", str(plans), "-o", str(out), "--as-of", "2026-11-23", "--resume", *more])
        kept.append("5 plans unchanged since the run before" in capsys.readouterr().err)
    assert kept == [True, False, False]
    assert _said(out, 2) == []


def test_a_list_that_cannot_be_read_ends_the_call(plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is judged, with its row and column."""
    listed = _list(tmp_path, "3900001,ten,,")
    assert _batch(plans, tmp_path / "out", "--allocations", listed) == 2
    assert f'{listed}:2:2  amount "ten": expected dollars and cents' in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert _batch(plans, tmp_path / "out", "--map", "amount=X") == 2
    assert "--map and --map-file say how to read the list of --allocations" in capsys.readouterr().err


def test_other_headings_are_named(plans: Path, tmp_path: Path) -> None:
    """In the call, or in a file with what holds for all rows."""
    listed, settings = tmp_path / "ours.csv", tmp_path / "map.yaml"
    listed.write_text("Key,June\n3900001,10000\n3900002,8000\n", encoding="utf-8")
    settings.write_text("fund: Title IV-A\nfederal_year: 2026\ncolumns: {nces_id: Key}\n", encoding="utf-8")
    out = tmp_path / "out"
    _batch(plans, out, "--allocations", str(listed), "--map-file", str(settings), "--map", "amount=June")
    assert [[row[0] for row in _said(out, plan)] for plan in (1, 2, 3)] == [[], ["AWARD-DIFFERS"], ["DISTRICT-NOT-IN-LIST"]]

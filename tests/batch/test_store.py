"""The store answers questions in SQL, gives every result back, and refuses what is no store of this version."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemfunds.batch.building import build, refuse_foreign_store
from stemfunds.batch.errors import BatchError, StoreError
from stemfunds.batch.record import Record, failed
from stemfunds.batch.schema import TABLES, VERSION, columns
from stemfunds.batch.store import FILE, is_store, open_store
from stemfunds.judging.result import PlanResult
from stemfunds.reading.problems import Problem
from stemfunds.reporting.csv_report import COLUMNS, rows

from .conftest import META


def test_tables_and_views(store_folder: Path) -> None:
    """Every table has its columns, and money shows in dollars under the same name without the cents."""
    with open_store(store_folder) as store:
        for table in TABLES:
            assert tuple(row["name"] for row in store.query(f"PRAGMA table_info({table})")) == columns(table)
        [row] = store.query("SELECT district, total FROM plans_in_dollars WHERE plan = 1")
        assert tuple(row) == ("Port Sterling Unified School District", 5_928_076.32)


def test_sums_over_plans(store_folder: Path, results: list[PlanResult]) -> None:
    """SQL over charges gives the total of each fund."""
    with open_store(store_folder) as store:
        by_fund = {
            row["fund"]: row["cents"] for row in store.query("SELECT fund, sum(amount_cents) cents FROM charges GROUP BY fund")
        }
    charges = [charge for one in results for charge in one.charges]
    assert by_fund == {fund: sum(c.amount for c in charges if c.fund == fund) for fund in {c.fund for c in charges}}


def test_a_plan_without_a_result(store_folder: Path) -> None:
    """Asking for a number that has none is an error of its own."""
    with open_store(store_folder) as store, pytest.raises(KeyError):
        store.document(99)


def test_the_same_records_give_the_same_bytes(records: list[Record], store_folder: Path, tmp_path: Path) -> None:
    """A store is a matter of its content, and a second one takes the first one's place."""
    build(tmp_path, enumerate(records[:1], 1), META)
    build(tmp_path, enumerate(records, 1), META)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["cross-plan.csv", "failures.csv", "findings.csv", FILE]
    for name in names:
        assert (tmp_path / name).read_bytes() == (store_folder / name).read_bytes(), name


def test_findings_csv_names_the_district(store_folder: Path) -> None:
    """Every row has the NCES id as text, and rows are those of the table."""
    with (store_folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open_store(store_folder) as store:
        found = [
            tuple(row)
            for row in store.query("SELECT nces_id, rule, message FROM findings JOIN plans USING (plan) ORDER BY finding")
        ]
    assert [(row["nces_id"], row["rule"], row["message"]) for row in rows] == found
    assert len(rows) > 20


def test_findings_csv_has_the_rows_of_check(store_folder: Path, results: list[PlanResult]) -> None:
    """Cell by cell those of `check --format csv`, without reminders and charges of which nothing is said."""
    stream = io.StringIO(newline="")
    rows(results, stream)
    wanted = [row for row in csv.DictReader(io.StringIO(stream.getvalue(), newline="")) if row["rule"]]
    with (store_folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        found = list(reader)
    assert reader.fieldnames == COLUMNS
    assert found == [row for row in wanted if (row["severity"], row["finding_verdict"]) != ("note", "allowable")]


def test_failures_stand_in_a_table_and_a_file(tmp_path: Path) -> None:
    """A cell that a spreadsheet would calculate is disarmed in the file and untouched in the table."""
    problem = Problem("p.yaml", 2, 7, '=HYPERLINK("x")', found="=1")
    build(tmp_path, [(4, failed("p.yaml", "ab", [problem]))], META)
    with open_store(tmp_path) as store:
        [row] = store.query('SELECT plan, path, line, "column", message FROM failures')
    assert tuple(row) == (4, "p.yaml", 2, 7, '=HYPERLINK("x")')
    with (tmp_path / "failures.csv").open(encoding="utf-8", newline="") as file:
        [cells] = csv.DictReader(file)
    assert (cells["plan"], cells["column"], cells["message"], cells["found"]) == ("4", "7", '\'=HYPERLINK("x")', "'=1")


def test_the_head_names_packs_only_where_there_are_some(records: list[Record], tmp_path: Path) -> None:
    """As in every other JSON output."""
    pack = {"pack": "ours", "state": "OH", "title": "Ours", "digest": "sha256:1"}
    build(tmp_path, enumerate(records[1:2], 1), {**META, "packs": json.dumps([pack])})
    with open_store(tmp_path) as store:
        head = json.loads(store.document(1))
    assert head["rulebook"] == {"version": "1", "digest": "sha256:0", "packs": [pack]}


# --- what is no store -------------------------------------------------------------------------------------------------


def _changed(store_folder: Path, tmp_path: Path, statement: str) -> Path:
    shutil.copy(store_folder / FILE, tmp_path / FILE)
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute(statement)
    connection.commit()
    connection.close()
    return tmp_path


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "PRAGMA user_version = 0",
            f"the store has tables of version 0, older than {VERSION}; run the batch again to write a new one",
        ),
        (
            "PRAGMA user_version = 9",
            f"version 9, newer than {VERSION}; a newer stemfunds wrote it; use that one, or run the batch again",
        ),
        ("PRAGMA application_id = 5", "this database is not a store of stemfunds"),
    ],
)
def test_other_versions_are_refused(store_folder: Path, tmp_path: Path, statement: str, message: str) -> None:
    """With what to do."""
    with pytest.raises(StoreError) as refused:
        open_store(_changed(store_folder, tmp_path, statement))
    assert message in str(refused.value)


def test_no_store_and_a_damaged_one(store_folder: Path, tmp_path: Path) -> None:
    """Neither is opened, and the message says which it is."""
    with pytest.raises(StoreError, match="there is no store of results"):
        open_store(tmp_path)
    (tmp_path / FILE).write_bytes((store_folder / FILE).read_bytes()[:100] + b"\xff" * 5000)
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path)


def test_a_foreign_file_is_not_overwritten(store_folder: Path, tmp_path: Path) -> None:
    """A file of somebody else under the store's name stays; a store, even of another version, may go."""
    refuse_foreign_store(tmp_path)
    (tmp_path / FILE).write_text("mine")
    with pytest.raises(BatchError, match="is not overwritten"):
        refuse_foreign_store(tmp_path)
    assert is_store(_changed(store_folder, tmp_path, "PRAGMA user_version = 9") / FILE)
    refuse_foreign_store(tmp_path)


def test_a_failed_build_leaves_the_old_store(records: list[Record], tmp_path: Path) -> None:
    """Whatever ends the building, the folder holds the files of before and nothing else."""
    build(tmp_path, enumerate(records[:1], 1), META)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> Iterator[tuple[int, Record]]:
        yield 1, records[0]
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        build(tmp_path, broken(), META)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before

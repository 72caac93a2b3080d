"""Building the store and the CSV files from records, in the order of the input and in one go.

One transaction into an empty file gives the same bytes for the same records, however the run before it went.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import msgspec

from stemfunds.batch.cross import CSV_COLUMNS, csv_of_cross_findings, fill_cross_findings
from stemfunds.batch.errors import BatchError, NoSpaceError
from stemfunds.batch.journal import FULL
from stemfunds.batch.record import Record, Row
from stemfunds.batch.schema import APPLICATION, INDEXES, TABLES, VERSION, columns, creation, insertion
from stemfunds.batch.store import FILE, is_store
from stemfunds.reporting.csv_report import COLUMNS, text_of
from stemfunds.rulebook.review_model import CrossCheck

FINDINGS = "findings.csv"
FAILURES = "failures.csv"
CROSS = "cross-plan.csv"

_INSERTIONS = {table: insertion(table) for table in TABLES}
_WORDING = insertion("wordings").replace("INSERT", "INSERT OR IGNORE", 1)
_MOST_WORDINGS = 20_000
_ROOM_FOR_PAGES = -64 * 1024  # KiB, negative by SQLite's convention
_FULL_NAMES = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")  # the second for a limit on the size of files


def build(
    folder: Path, records: Iterable[tuple[int, Record]], meta: Mapping[str, str], checks: Iterable[CrossCheck] = ()
) -> None:
    """Write the store and the CSV files of records in order, beside the old ones, and put them in their place.

    `checks` compare the plans with each other when all of them stand in the store.

    Raises NoSpaceError when the disk is full and BatchError when the folder cannot be written; what stood there before stays.
    """
    with closing(Building(folder)) as building:
        for number, record in records:
            building.add(number, record)
        building.finish(meta, checks)


class Building:
    """The store and the CSV files being written beside the old ones, a record at a time, in the order of the input.

    What is closed without being finished leaves nothing behind but the old files. Errors are those of `build`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last = 0
        """The number of the latest record that stands here whole."""
        with _explained(folder), ExitStack() as stack:
            store = stack.enter_context(_beside(folder / FILE))
            self._findings = stack.enter_context(_csv(folder / FINDINGS, COLUMNS))
            self._failures = stack.enter_context(_csv(folder / FAILURES, ("plan", *columns("failures")[1:])))
            self._across = stack.enter_context(_csv(folder / CROSS, CSV_COLUMNS))
            self._connection = stack.enter_context(_empty_store(store))
            self._filling = _Filling(self._connection)
            self._files = stack.pop_all()

    def add(self, number: int, record: Record) -> None:
        """Add the record of a plan; it counts as added once all of it is."""
        with _explained(self.folder):
            self._filling.add(number, record)
            self._findings.write(csv_of_findings(record, self._filling.cells))
            if "failures" in record.rows:
                self._failures.write(_failure_lines(number, record))
        self.last = number

    def finish(self, meta: Mapping[str, str], checks: Iterable[CrossCheck] = ()) -> None:
        """Compare the plans with each other, and put the files in the place of the old ones."""
        with _explained(self.folder):
            self._connection.executemany(_INSERTIONS["meta"], meta.items())
            for statement in INDEXES:
                self._connection.execute(statement)
            fill_cross_findings(self._connection, checks)
            self._across.writelines(csv_of_cross_findings(self._connection))
            self._files.pop_all().close()

    def close(self) -> None:
        """Take away what is not finished."""
        with _explained(self.folder), suppress(_NotFinishedError), self._files:
            raise _NotFinishedError  # an error takes the files away; of those that are finished none is left in there


class _NotFinishedError(Exception):
    """Nobody has said that this is all."""


@contextmanager
def _empty_store(path: Path) -> Iterator[sqlite3.Connection]:
    """An empty store in one transaction, which ends with the block."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # nobody reads this file before it is whole, and a crash leaves the old one in place: no journal, no waiting
        connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = {_ROOM_FOR_PAGES};"
            f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        )
        connection.execute("BEGIN")
        for statement in creation():
            connection.execute(statement)
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


class _Filling:
    """The rows of records on their way into the store; `cells` are those of findings.csv by the number of a wording."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._places = 0
        self.cells: dict[int, str] = {}

    def add(self, number: int, record: Record) -> None:
        """Add the record of a plan."""
        add = self._connection.executemany
        for table, rows in record.rows.items():
            if table != "places":
                add(_INSERTIONS[table], [(number, *row) for row in rows])
        places = list(enumerate(record.rows.get("places", ()), self._places + 1))
        add(_INSERTIONS["places"], [(place, number, *row) for place, row in places])
        said = zip(places, record.said, strict=True)
        add(_INSERTIONS["finding_rows"], [(number, place, wording) for (place, _), several in said for wording in several])
        add(_WORDING, self._new_words(record))
        if record.document:
            self._connection.execute(_INSERTIONS["results"], (number, record.document))
        self._places += len(places)

    def _new_words(self, record: Record) -> list[Row]:
        """What this record says and those before did not say, or so long ago that the store is left to know."""
        if len(self.cells) >= _MOST_WORDINGS:
            self.cells.clear()
        new = []
        for wording, packed in record.wordings.items():
            if wording not in self.cells:
                words = msgspec.msgpack.decode(packed)
                new.append((wording, *words))
                self.cells[wording] = _words_text(words)
        return new


def csv_of_findings(record: Record, words: Mapping[int, str]) -> str:
    """The rows of findings.csv of one plan, with the columns of `check --format csv`; `words` are the cells of wordings."""
    if not record.said:
        return ""
    [plan] = [dict(zip(columns("plans")[1:], row, strict=True)) for row in record.rows["plans"]]
    head, file = text_of((plan["path"], plan["nces_id"], plan["district"])), plan["file"]
    rows = []
    for place, said, cells in zip(record.rows["places"], record.said, record.cells, strict=True):
        *_, other, sheet, line, _ = place
        ends = f"{_place_text(other or file, sheet)},{line or ''}\n"
        rows += [f"{head},{cells},{words[wording]},{ends}" for wording in said]
    return "".join(rows)


@lru_cache(maxsize=1_000)
def _place_text(file: str, sheet: str | None) -> str:
    """The cells `file` and `file_sheet`."""
    return text_of((file, sheet or ""))


def _words_text(words: Sequence[Any]) -> str:
    """The cells of a finding, from `rule` to `facts_needed`."""
    rule, severity, verdict, _, _, message, hint, citations, facts, _, _ = words
    return text_of((rule, severity, verdict, message, hint, citations, facts))


def _failure_lines(number: int, record: Record) -> str:
    return "".join(text_of([str(cell) for cell in (number, *row)]) + "\n" for row in record.rows["failures"])


@contextmanager
def _csv(target: Path, header: Iterable[str]) -> Iterator[IO[str]]:
    with _beside(target) as path, path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(header) + "\n")
        yield stream


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A path for the new file, which takes the target's place when all went well and is gone when not."""
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    try:
        yield beside
        _on_disk(beside)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """The errors of a disk, in words."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname in _FULL_NAMES:
            raise NoSpaceError(f"{folder}: the disk is full") from None
        raise BatchError(f"{folder}: the store cannot be written ({error})") from None
    except OSError as error:
        if error.errno in FULL:
            raise NoSpaceError(f"{folder}: the disk is full") from None
        raise BatchError(f"{folder}: cannot be written: {error.strerror}") from None


def refuse_foreign_store(folder: Path) -> None:
    """Raise BatchError when a file stands in the store's place that stemfunds did not write."""
    path = folder / FILE
    if path.exists() and not is_store(path):
        raise BatchError(f"{path}: this file is not a store of stemfunds and is not overwritten; choose another folder")

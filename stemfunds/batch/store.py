"""The finished store: opened for questions, with the result of every plan as `check` would print it.

`open_store(folder)` is what reports, letters and checklists begin with.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from stemfunds.batch.documents import unpack_document
from stemfunds.batch.errors import StoreError
from stemfunds.batch.schema import APPLICATION, VERSION

FILE = "results.sqlite"
"""The name of the store in the output folder."""

_AGAIN = "run the batch again to write a new one"


class Store:
    """A store, read only. `query` takes any SQL; rows have their columns by name and by number."""

    def __init__(self, path: Path, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
        self.path = path
        self.meta = meta
        self._connection = connection

    def query(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[sqlite3.Row]:
        """The rows that a SELECT gives, one at a time."""
        return iter(self._connection.execute(sql, values))

    def plan_object(self, plan: int) -> dict[str, Any]:
        """One plan as it stands in `plans` of `check --format json`; KeyError for a plan that has no result."""
        row = self._connection.execute("SELECT document FROM results WHERE plan = ?", (plan,)).fetchone()
        if row is None:
            raise KeyError(plan)
        return unpack_document(row[0])

    def document(self, plan: int) -> str:
        """What `check --format json` prints of this plan, byte for byte."""
        whole = {**self.head(), "plans": [self.plan_object(plan)]}
        return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"

    def head(self) -> dict[str, Any]:
        """Version, rulebook and date, as every JSON output begins."""
        packs = json.loads(self.meta["packs"])
        rulebook = {"version": self.meta["rulebook_version"], "digest": self.meta["rulebook_digest"]}
        return {
            "stemfunds": self.meta["stemfunds"],
            "rulebook": {**rulebook, **({"packs": packs} if packs else {})},
            "as_of": self.meta["as_of"],
        }

    @property
    def is_complete(self) -> bool:
        """Whether every plan of the input was judged or has its failures."""
        return self.meta["complete"] == "yes"

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_store(folder: Path) -> Store:
    """The store of an output folder (or the file itself); raises StoreError for anything that is not one of this version."""
    path = folder / FILE if folder.is_dir() else folder
    if not path.is_file():
        raise StoreError(f"{path}: there is no store of results; `stemfunds batch PLANS -o {folder}` writes one")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        _expect_this_version(path, connection)
        return Store(path, connection, dict(connection.execute("SELECT name, value FROM meta").fetchall()))
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(f"{path}: the store is damaged ({error}); {_AGAIN}") from None
    except StoreError:
        connection.close()
        raise


def is_store(path: Path) -> bool:
    """Whether a file is a store of any version, and so may be replaced by a new one."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION.to_bytes(4, "big")


def _expect_this_version(path: Path, connection: sqlite3.Connection) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION:
        raise StoreError(f"{path}: this database is not a store of stemfunds")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < VERSION:
        raise StoreError(f"{path}: the store has tables of version {version}, older than {VERSION}; {_AGAIN}")
    if version > VERSION:
        newer = "a newer stemfunds wrote it; use that one"
        raise StoreError(f"{path}: the store has tables of version {version}, newer than {VERSION}; {newer}, or {_AGAIN}")

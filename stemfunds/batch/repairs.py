"""What must be repaired in a plan that could not be read, as the page, letters and checklists tell it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from stemfunds.batch.store import Store

_COLUMNS = "path, file, line, column, place, message, found, expected, nearest"


@dataclass(frozen=True, slots=True)
class Repair:
    """One problem of a broken plan; `place` is empty where the file as a whole is meant, and so are words without content."""

    file: str
    place: str
    message: str
    found: str
    expected: str
    nearest: str


def repairs(store: Store, plan: int) -> list[Repair]:
    """The problems of a broken plan in the order of the reader; none for a plan that could be read."""
    rows = store.query(f"SELECT {_COLUMNS} FROM failures WHERE plan = ? ORDER BY rowid", (plan,))
    return [Repair(file, _place(path, file, line, column, place), *words) for path, file, line, column, place, *words in rows]


def _place(path: str, file: str, line: int, column: int, place: str) -> str:
    """``line 5, column 1``, or sheet and cell; with the name of the file where it is not the plan's own."""
    begins = (line, column) == (1, 1)
    where = place or ("" if begins else f"line {line}, column {column}")
    is_other = file not in ("", path) and not path.startswith(f"{file}:")  # a plan of a .jsonl file is named by its line
    if not is_other:
        return where
    name = PurePosixPath(file).name
    return f"{where} of {name}" if where else f"the file {name}"

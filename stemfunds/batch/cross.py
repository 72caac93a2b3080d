"""Checks across the plans of a batch: asked of the tables when all plans stand there, whatever the order of the work was.

What is compared, from which figures on, and in which words, stands in `rules/cross-plan.yaml`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from stemfunds.batch.cross_districts import same_districts, same_lines, same_positions, same_vendors
from stemfunds.batch.cross_many import fold_many
from stemfunds.batch.cross_prices import far_prices
from stemfunds.batch.schema import columns, insertion
from stemfunds.reading.numbers import money_text
from stemfunds.reporting.csv_report import text_of
from stemfunds.rulebook.review_model import CrossCheck

CSV_COLUMNS = tuple("path nces_id district rule severity activity line amount message hint other_plans other_files".split())

_COMPARISONS = {
    "districts": same_districts,
    "lines": same_lines,
    "positions": same_positions,
    "vendors": same_vendors,
    "unit-prices": far_prices,
}
_INSERTION = insertion("cross_findings")
_ROWS = (
    "SELECT p.path, p.nces_id, p.district, c.rule, c.severity, c.activity, c.line, c.amount_cents, c.message, c.hint, c.others "
    "FROM cross_findings c JOIN plans p USING (plan) ORDER BY c.rowid"
)


def fill_cross_findings(connection: sqlite3.Connection, checks: Iterable[CrossCheck]) -> None:
    """Ask every check and keep what it finds, by plan in the order of the input, and in a plan by check and line."""
    checks = list(checks)
    width = len(columns("cross_findings"))
    # sorted by SQLite, which uses the disk when there are many
    connection.execute(f"CREATE TEMP TABLE found ({', '.join(f'c{at}' for at in range(width + 1))})")
    for order, check in enumerate(checks):
        rows = ((order, *found.row(check)) for found in _COMPARISONS[check.compares](connection, check))
        connection.executemany(f"INSERT INTO found VALUES ({', '.join('?' * (width + 1))})", rows)
        if check.many:
            fold_many(connection, check, order)
    shown = ", ".join(f"c{at}" for at in range(1, width + 1))
    place = "SELECT rowid FROM lines WHERE plan = c1 AND activity = c5 AND line = c6"
    sorted_rows = connection.execute(f"SELECT {shown} FROM found ORDER BY c1, c0, ({place}), rowid")
    connection.executemany(_INSERTION, sorted_rows)
    connection.execute("DROP TABLE found")


def csv_of_cross_findings(connection: sqlite3.Connection) -> Iterator[str]:
    """The rows of cross-plan.csv."""
    for *head, cents, message, hint, others in connection.execute(_ROWS):
        amount = "" if cents is None else money_text(cents)
        files = "; ".join(_path(connection, int(number)) for number in others.split(",") if number)
        yield text_of([*(cell or "" for cell in head), amount, message, hint, others, files]) + "\n"


def _path(connection: sqlite3.Connection, plan: int) -> str:
    [path] = connection.execute("SELECT path FROM plans WHERE plan = ?", (plan,)).fetchone()
    return str(path)

"""The store's tables: one SQLite file, every column named once, here.

Money is whole cents; the views at the end show dollars. `docs/batch.md` explains the tables to those who ask them questions.
A change of any table or column raises `VERSION`.
"""

from __future__ import annotations

from collections.abc import Mapping

VERSION = 5
"""Version of the tables; a store of another version is not read."""

APPLICATION = 0x53544646
"""SQLite's application id of a store (the letters STFF), by which it is told from any other database."""

_IN_PLAN = "plan INTEGER NOT NULL"

TABLES: Mapping[str, tuple[str, ...]] = {
    # what the run was: version of the tables and of stemfunds, rulebook, date, how many plans, whether all were judged
    "meta": ("name TEXT PRIMARY KEY", "value TEXT NOT NULL"),
    # one row for each plan that could be read; `plan` is its place in the input, from 1
    "plans": (
        "plan INTEGER PRIMARY KEY",
        "path TEXT NOT NULL",
        "file TEXT NOT NULL",
        "sha256 TEXT NOT NULL",
        "title TEXT NOT NULL",
        "nces_id TEXT NOT NULL",
        "district TEXT NOT NULL",
        "state TEXT NOT NULL",
        "prepared_by TEXT NOT NULL",
        "contact TEXT NOT NULL",
        "school_year TEXT NOT NULL",
        "starts TEXT",
        "ends TEXT",
        "verdict TEXT NOT NULL",
        "total_cents INTEGER NOT NULL",
        "activities INTEGER NOT NULL",
        "lines INTEGER NOT NULL",
        "charges INTEGER NOT NULL",
        "errors INTEGER NOT NULL",
        "warnings INTEGER NOT NULL",
        "notes INTEGER NOT NULL",
        "reminders INTEGER NOT NULL",
        "unexplained_warnings INTEGER NOT NULL",
        "determinations INTEGER NOT NULL",
        "breached_limits INTEGER NOT NULL",
        "unknown_limits INTEGER NOT NULL",
        "remarks TEXT NOT NULL",
    ),
    "awards": (
        _IN_PLAN,
        "award TEXT NOT NULL",
        "fund TEXT NOT NULL",
        "federal_fiscal_year INTEGER NOT NULL",
        "available_cents INTEGER NOT NULL",
        "charged_cents INTEGER NOT NULL",
        "opens TEXT",
        "closes TEXT",
        "liquidate_by TEXT",
    ),
    "activities": (
        _IN_PLAN,
        "activity TEXT NOT NULL",
        "title TEXT NOT NULL",
        "kind TEXT NOT NULL",
        "goals TEXT NOT NULL",
        "schools TEXT NOT NULL",
        "verdict TEXT NOT NULL",
        "amount_cents INTEGER NOT NULL",
    ),
    # numbers that have parts (quantity, unit cost in dollars, share) are decimal text, exactly as the plan says them
    "lines": (
        _IN_PLAN,
        "activity TEXT NOT NULL",
        "line TEXT NOT NULL",
        "description TEXT NOT NULL",
        "item TEXT NOT NULL",
        "object TEXT NOT NULL",
        "kind TEXT NOT NULL",
        "vendor TEXT NOT NULL",
        "position TEXT NOT NULL",
        "fte TEXT",
        "months TEXT",
        "quantity TEXT",
        "unit TEXT NOT NULL",
        "periods TEXT",
        "period TEXT NOT NULL",
        "unit_cost TEXT",
        "share_percent TEXT",
        "starts TEXT",
        "ends TEXT",
        "committed_on TEXT",
        "facts TEXT NOT NULL",
        "fiscal_year TEXT NOT NULL",
        "verdict TEXT NOT NULL",
        "amount_cents INTEGER NOT NULL",
    ),
    "charges": (
        _IN_PLAN,
        "activity TEXT NOT NULL",
        "line TEXT NOT NULL",
        "fund TEXT NOT NULL",
        "award TEXT NOT NULL",
        "amount_cents INTEGER NOT NULL",
        "verdict TEXT NOT NULL",
        "reason TEXT",
        "authority TEXT",
    ),
    # every finding but the reminders: notes that leave the verdict at allowable are counted in plans, and stand in results;
    # where it stands, in places, it seldom stands alone; what it says stands once in wordings, under a number made from the
    # words; the view `findings` puts them together
    "finding_rows": (_IN_PLAN, "place INTEGER NOT NULL", "wording INTEGER NOT NULL"),
    "places": (
        "place INTEGER PRIMARY KEY",
        _IN_PLAN,
        "fund TEXT",
        "award TEXT",
        "activity TEXT",
        "line TEXT",
        "other_file TEXT",  # where it does not stand in the plan's own file, but in that of its budget lines
        "file_sheet TEXT",
        "file_line INTEGER NOT NULL",
        "file_column INTEGER NOT NULL",
    ),
    "wordings": (
        "wording INTEGER PRIMARY KEY",
        "rule TEXT NOT NULL",
        "severity TEXT NOT NULL",
        "verdict TEXT NOT NULL",
        "reason TEXT",
        "scope TEXT NOT NULL",
        "message TEXT NOT NULL",
        "hint TEXT NOT NULL",
        "citations TEXT NOT NULL",
        "facts_needed TEXT NOT NULL",
        "explained INTEGER NOT NULL",
        "determined INTEGER NOT NULL",
    ),
    "limits": (
        _IN_PLAN,
        "rule TEXT NOT NULL",
        "fund TEXT NOT NULL",
        "award TEXT NOT NULL",
        "activity TEXT",
        "status TEXT NOT NULL",
        "direction TEXT NOT NULL",
        "measured_cents INTEGER NOT NULL",
        "measured_at_most_cents INTEGER NOT NULL",
        "bound_cents INTEGER",
        "base_cents INTEGER",
        "base_at_most_cents INTEGER",
        "percent TEXT",
    ),
    # with --match: a fund that could pay for at least one line of an activity; what every line is refused by has no row
    "matches": (
        _IN_PLAN,
        "activity TEXT NOT NULL",
        "fund TEXT NOT NULL",
        "verdict TEXT NOT NULL",
        "verdict_of_the_rest TEXT NOT NULL",
        "refused_lines INTEGER NOT NULL",
        "refused TEXT NOT NULL",
        "reason TEXT",
        "authority TEXT NOT NULL",
    ),
    # what can only be seen when plans lie side by side; `others` are the numbers of some of the other plans, with commas
    "cross_findings": (
        _IN_PLAN,
        "rule TEXT NOT NULL",
        "severity TEXT NOT NULL",
        "title TEXT NOT NULL",
        "activity TEXT",
        "line TEXT",
        "amount_cents INTEGER",
        "message TEXT NOT NULL",
        "hint TEXT NOT NULL",
        "tells_district INTEGER NOT NULL",
        "others TEXT NOT NULL",
    ),
    # one row for each problem of a plan that could not be read; all problems of one plan have its number
    "failures": (
        _IN_PLAN,
        "path TEXT NOT NULL",
        "sha256 TEXT NOT NULL",
        "file TEXT NOT NULL",
        "line INTEGER NOT NULL",
        "column INTEGER NOT NULL",
        "sheet TEXT NOT NULL",
        "place TEXT NOT NULL",
        "message TEXT NOT NULL",
        "found TEXT NOT NULL",
        "expected TEXT NOT NULL",
        "nearest TEXT NOT NULL",
    ),
    # the whole result of `check --format json`, packed; `stemfunds.batch.store` unpacks it
    "results": ("plan INTEGER PRIMARY KEY", "document BLOB NOT NULL"),
}
"""Tables with their columns, in the order in which rows are given."""

INDEXES = (
    "CREATE INDEX plans_by_state ON plans (state, verdict)",
    "CREATE INDEX plans_by_district ON plans (nces_id)",
    "CREATE INDEX awards_of_plan ON awards (plan)",
    "CREATE INDEX activities_of_plan ON activities (plan)",
    "CREATE INDEX lines_of_plan ON lines (plan)",
    "CREATE INDEX charges_of_plan ON charges (plan)",
    "CREATE INDEX charges_by_fund ON charges (fund, verdict)",
    "CREATE INDEX findings_of_plan ON finding_rows (plan)",
    "CREATE INDEX findings_by_wording ON finding_rows (wording)",
    "CREATE INDEX wordings_by_rule ON wordings (rule)",
    "CREATE INDEX limits_of_plan ON limits (plan)",
    "CREATE INDEX cross_findings_of_plan ON cross_findings (plan)",
    "CREATE INDEX matches_of_plan ON matches (plan)",
    "CREATE INDEX matches_by_fund ON matches (fund, verdict)",
    "CREATE INDEX limits_by_rule ON limits (rule, status)",
)
"""Made when all rows stand, which takes a fraction of the time."""

_FINDINGS = """\
CREATE VIEW findings AS SELECT
f.rowid AS finding, f.plan, w.rule, w.severity, w.verdict, w.reason, w.scope, a.fund, a.award, a.activity, a.line,
w.message, w.hint, w.citations, w.facts_needed, w.explained, w.determined,
coalesce(a.other_file, p.file) AS file, a.file_sheet, a.file_line, a.file_column
FROM finding_rows f JOIN wordings w ON w.wording = f.wording
LEFT JOIN places a ON a.place = f.place LEFT JOIN plans p ON p.plan = f.plan"""  # a left join costs only who asks for it

_IN_DOLLARS = ("plans", "awards", "activities", "lines", "charges", "limits")


def columns(table: str) -> tuple[str, ...]:
    """The names of a table's columns."""
    return tuple(column.split()[0] for column in TABLES[table])


def creation() -> list[str]:
    """The statements that make an empty store."""
    tables = [f"CREATE TABLE {name} ({', '.join(map(_quoted, shape))})" for name, shape in TABLES.items()]
    views = [_dollar_view(name) for name in _IN_DOLLARS]
    return [*tables, _FINDINGS, *views]


def insertion(table: str) -> str:
    """The statement that adds a row."""
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(TABLES[table]))})"


def _quoted(column: str) -> str:
    name, _, rest = column.partition(" ")
    return f'"{name}" {rest}'  # `column` itself is a word of SQL


def _dollar_view(table: str) -> str:
    """A table with its cents as dollars, for people who look; sums belong on the cents."""
    shown = [f"{name} / 100.0 AS {name.removesuffix('_cents')}" if name.endswith("_cents") else name for name in columns(table)]
    return f"CREATE VIEW {table}_in_dollars AS SELECT {', '.join(shown)} FROM {table}"

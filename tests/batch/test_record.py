"""A record holds what the result says, row by row, and comes back from its bytes as it was."""

from __future__ import annotations

import json

import msgspec
from strategies import federal_rulebook

from stemfunds.batch.documents import unpack_document
from stemfunds.batch.record import Record, failed, packed, unpacked
from stemfunds.batch.schema import TABLES, columns
from stemfunds.batch.told import is_reminder
from stemfunds.judging.result import PlanResult
from stemfunds.reading.problems import Problem
from stemfunds.reporting.json_report import document


def test_every_row_fits_its_table(records: list[Record]) -> None:
    """A row has a value for each column but the numbers of the plan and of the place."""
    for record in records:
        for table, rows in record.rows.items():
            assert {len(row) + (2 if table == "places" else 1) for row in rows} == {len(TABLES[table])} or not rows, table
        words = [msgspec.msgpack.decode(row) for row in record.wordings.values()]
        assert {len(row) + 1 for row in words} == {len(TABLES["wordings"])}
        assert {number for said in record.said for number in said} == set(record.wordings)
        assert len(record.said) == len(record.cells) == len(record.rows["places"])


def test_sums_agree_with_the_result(records: list[Record], results: list[PlanResult]) -> None:
    """Cents add up to the plan's total in every table that holds them, and findings to what the plan's row counts."""
    for record, result in zip(records, results, strict=True):
        plan = dict(zip(columns("plans")[1:], record.rows["plans"][0], strict=True))
        assert plan["total_cents"] == result.total
        for table in ("activities", "lines"):
            place = columns(table).index("amount_cents") - 1
            assert sum(row[place] for row in record.rows[table]) == result.total
        charges = list(result.charges)
        findings = [*(finding for charge in charges for finding in charge.findings), *result.findings]
        assert plan["errors"] + plan["warnings"] + plan["notes"] == len(findings)
        assert plan["reminders"] + sum(map(len, record.said)) == len(findings)
        assert not any(is_reminder(one) for one in findings if one.severity == "error")


def test_the_document_is_that_of_check(records: list[Record], results: list[PlanResult]) -> None:
    """The packed document is one of the plans of `check --format json`."""
    for record, result in zip(records, results, strict=True):
        assert unpack_document(record.document) == json.loads(document([result], federal_rulebook()))["plans"][0]


def test_a_record_comes_back(records: list[Record]) -> None:
    """Packing changes nothing but lists for tuples, which SQLite takes alike."""
    for record in records:
        again = unpacked(packed(record))
        assert packed(again) == packed(record)
        assert (again.verdict, again.document, again.cells) == (record.verdict, record.document, record.cells)


def test_a_failure_has_a_row_for_each_problem() -> None:
    """With file, line and column apart, as a spreadsheet wants them."""
    problems = [Problem("p.yaml", 3, 5, "unknown fund", "x", "a fund", "y"), Problem("p.yaml", 9, 1, "no title")]
    record = failed("p.yaml", "ab", problems)
    assert record.verdict == "failed"
    assert record.rows == {
        "failures": [
            ("p.yaml", "ab", "p.yaml", 3, 5, "", "", "unknown fund", "x", "a fund", "y"),
            ("p.yaml", "ab", "p.yaml", 9, 1, "", "", "no title", "", "", ""),
        ]
    }

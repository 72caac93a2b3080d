"""Results as CSV: a row for each finding of a charge, and one row for a charge without any. A spreadsheet can
filter and sum them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

from stemfunds.judge.result import ChargeResult, Finding, PlanResult
from stemfunds.reporting.json_report import money

COLUMNS = (
    "path nces_id district activity line object item fund award amount verdict reason authority "
    "rule severity finding_verdict message hint citations facts_needed file file_line"
).split()
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(results: Sequence[PlanResult], stream: IO[str]) -> None:
    """Write a header and the rows of all plans."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results:
        writer.writerows([neutral(cell) for cell in row] for row in _plan_rows(result))


def written(cells: Iterable[Sequence[str]]) -> str:
    """Rows as text, without a header."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([neutral(cell) for cell in row] for row in cells)
    return stream.getvalue()


def finding_rows(result: PlanResult, is_wanted: Callable[[Finding], bool]) -> Iterator[list[str]]:
    """The rows of some findings of a plan, and no row for a charge without any of them."""
    plan = result.plan
    head = [plan.path, plan.district.nces_id, plan.district.name]
    for activity in result.activities:
        for line in activity.lines:
            for charge in line.charges:
                wanted = [finding for finding in charge.findings if is_wanted(finding)]
                if wanted:
                    about = [activity.id, line.id, line.object, line.item, *_charge_cells(charge)]
                    yield from ([*head, *about, *_finding_cells(finding)] for finding in wanted)
    yield from _rows_of_the_plan(head, filter(is_wanted, result.findings))


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: text from a plan may begin with anything."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def _plan_rows(result: PlanResult) -> Iterator[list[str]]:
    plan = result.plan
    head = [plan.path, plan.district.nces_id, plan.district.name]
    for activity in result.activities:
        for line in activity.lines:
            for charge in line.charges:
                about = [activity.id, line.id, line.object, line.item, *_charge_cells(charge)]
                for cells in _finding_rows(charge.findings):
                    yield [*head, *about, *cells]
    yield from _rows_of_the_plan(head, result.findings)


def _rows_of_the_plan(head: list[str], findings: Iterable[Finding]) -> Iterator[list[str]]:
    for finding in findings:
        about = [finding.activity or "", finding.line or "", "", "", finding.fund or "", finding.award or "", "", "", "", ""]
        yield [*head, *about, *_finding_cells(finding)]


def _charge_cells(charge: ChargeResult) -> list[str]:
    reason = charge.reason.value if charge.reason else ""
    authority = charge.authority.rule if charge.authority else ""
    return [charge.fund, charge.award.id, money(charge.amount), charge.verdict.value, reason, authority]


def _finding_rows(findings: Iterable[Finding]) -> Iterator[list[str]]:
    rows_found = [_finding_cells(finding) for finding in findings]
    yield from rows_found or [[""] * 9]


def _finding_cells(finding: Finding) -> list[str]:
    return [
        finding.rule,
        finding.severity,
        finding.verdict.value,
        finding.message,
        finding.hint,
        "; ".join(cited.text for cited in finding.citations),
        "; ".join(question.fact for question in finding.facts_needed),
        finding.at.file,
        str(finding.at.line or ""),
    ]

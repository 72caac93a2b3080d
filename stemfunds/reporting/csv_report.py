"""Results as CSV: a row for each finding of a charge, and one row for a charge without any. A spreadsheet can
filter and sum them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from stemfunds.judging.result import ChargeResult, Finding, LineResult, PlanResult
from stemfunds.reading.numbers import money_text

COLUMNS = (
    "path nces_id district activity line object item fund award amount verdict reason authority fiscal_year "
    "rule severity finding_verdict message hint citations facts_needed file file_sheet file_line"
).split()
_QUOTE, _QUOTES = '"', '""'
_NEEDS_QUOTES = re.compile('[",\\r\\n]').search
_UNUSUAL = re.compile('["\\r\\n]|(?:^|,)[=+\\-@\\t]').search
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(results: Sequence[PlanResult], stream: IO[str]) -> None:
    """Write a header and the rows of all plans."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results:
        writer.writerows([neutral(cell) for cell in row] for row in _plan_rows(result))


def text_of(cells: Sequence[str]) -> str:
    """Some cells of a row as text, without the end of the line."""
    text = ",".join(cells)
    if text.count(",") == len(cells) - 1 and not _UNUSUAL(text):
        return text  # by far the most: no cell needs quotes, none begins like a formula
    return ",".join([f'"{cell.replace(_QUOTE, _QUOTES)}"' if _NEEDS_QUOTES(cell) else cell for cell in map(neutral, cells)])


def charge_text(activity: str, line: LineResult, charge: ChargeResult) -> str:
    """The cells of a charge, from `activity` to `fiscal_year`."""
    return text_of(_about_charge(activity, line, charge))


def plan_finding_text(finding: Finding) -> str:
    """The same cells for a finding that is about no charge."""
    return text_of(_no_charge(finding))


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: text from a plan may begin with anything."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def _plan_rows(result: PlanResult) -> Iterator[list[str]]:
    plan = result.plan
    head = [plan.path, plan.district.nces_id, plan.district.name]
    for activity, line, charge in result.placed_charges:
        about = _about_charge(activity.id, line, charge)
        for cells in _finding_rows(charge.findings):
            yield [*head, *about, *cells]
    for finding in result.findings:
        yield [*head, *_no_charge(finding), *_finding_cells(finding)]


def _no_charge(finding: Finding) -> list[str]:
    whose = [finding.activity or "", finding.line or "", "", "", finding.fund or "", finding.award or ""]
    return [*whose, *[""] * 5]


def _about_charge(activity: str, line: LineResult, charge: ChargeResult) -> list[str]:
    return [activity, line.id, line.object, line.item, *_charge_cells(charge), line.fiscal_year]


def _charge_cells(charge: ChargeResult) -> list[str]:
    reason = charge.reason.value if charge.reason else ""
    authority = charge.authority.rule if charge.authority else ""
    return [charge.fund, charge.award.id, money_text(charge.amount), charge.verdict.value, reason, authority]


def _finding_rows(findings: Iterable[Finding]) -> Iterator[list[str]]:
    rows_found = [_finding_cells(finding) for finding in findings]
    yield from rows_found or [[""] * 10]


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
        finding.at.sheet,
        str(finding.at.line or ""),
    ]

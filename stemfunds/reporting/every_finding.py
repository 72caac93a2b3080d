"""All findings of a result in one order, for the formats that other programs read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemfunds.judging.result import Finding, PlanResult

SEVERITIES = ("error", "warning", "note")


def every_finding(result: PlanResult) -> Iterator[Finding]:
    """The findings of the plan, then those of its charges, as they stand in the plan."""
    yield from result.findings
    for activity in result.activities:
        for line in activity.lines:
            for charge in line.charges:
                yield from charge.findings


def by_severity(results: Sequence[PlanResult]) -> list[Finding]:
    """The findings of all plans, errors first, so that a program that shows only some shows the worst."""
    found = [finding for result in results for finding in every_finding(result)]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))

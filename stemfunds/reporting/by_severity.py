"""The findings of several results with the worst first, for the formats that other programs read."""

from __future__ import annotations

from collections.abc import Sequence

from stemfunds.judging.result import Finding, PlanResult

SEVERITIES = ("error", "warning", "note")


def by_severity(results: Sequence[PlanResult]) -> list[Finding]:
    """The findings of all plans, errors first, so that a program that shows only some shows the worst."""
    found = [finding for result in results for finding in result.every_finding]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))

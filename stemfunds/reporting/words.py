"""The words and signs in which reports show a verdict. The sign never stands alone."""

from __future__ import annotations

from collections import Counter

from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict

SIGNS = {
    Verdict.ALLOWABLE: "✓",
    Verdict.WITH_CONDITIONS: "✓",
    Verdict.NEEDS_INFORMATION: "?",
    Verdict.NOT_ALLOWABLE: "✗",
}
NAMES = {
    Verdict.ALLOWABLE: "allowable",
    Verdict.WITH_CONDITIONS: "with conditions",
    Verdict.NEEDS_INFORMATION: "needs information",
    Verdict.NOT_ALLOWABLE: "not allowable",
}
STYLES = {
    Verdict.ALLOWABLE: "good",
    Verdict.WITH_CONDITIONS: "fair",
    Verdict.NEEDS_INFORMATION: "open",
    Verdict.NOT_ALLOWABLE: "bad",
}


def verdict_words(verdict: Verdict) -> str:
    """A verdict with its sign: ``✗ not allowable``."""
    return f"{SIGNS[verdict]} {NAMES[verdict]}"


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun: ``1 line``, ``3 lines``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def lines_by_verdict(result: PlanResult) -> str:
    """How many lines have which verdict, and how many limits are breached; what does not occur is left out."""
    counts = Counter(line.verdict for activity in result.activities for line in activity.lines)
    parts = [f"{counts[verdict]} {NAMES[verdict]}" for verdict in Verdict if counts[verdict]]
    if breached := sum(limit.status == "breached" for limit in result.limits):
        parts.append(f"{counted(breached, 'limit')} breached")
    return ", ".join(parts)


def citation_words(finding: Finding) -> str:
    """The citations of a finding in one line, paragraphs of one section together: ``ESEA 4106(d)(1), (d)(3); 2 CFR
    200.403(a)``.
    """
    sections: dict[str, list[str]] = {}
    for cited in finding.citations:
        words = sections.setdefault(cited.source, [])
        words.append(cited.short if not words else cited.pinpoint)
    return "; ".join(", ".join(word for word in words if word) for words in sections.values())

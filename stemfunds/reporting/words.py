"""The words and signs in which reports show a verdict. The sign never stands alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized

from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import District

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


NO_LINE = "? no line yet"
"""In place of a verdict where there is nothing to judge: an empty plan is not an allowable one."""


def standing(verdict: Verdict, lines: Sized) -> tuple[str, str]:
    """A verdict over some lines with its sign, and its style; without lines there is none."""
    return (verdict_words(verdict), STYLES[verdict]) if lines else (NO_LINE, STYLES[Verdict.NEEDS_INFORMATION])


def plan_standing(result: PlanResult) -> tuple[str, str]:
    """The same for a whole plan, which findings of its own can decide as well."""
    lines = [line for activity in result.activities for line in activity.lines]
    return standing(result.verdict, lines or result.findings)


def lines_by_verdict(result: PlanResult) -> str:
    """How many lines have which verdict, and how many limits are breached; what does not occur is left out."""
    counts = Counter(line.verdict for activity in result.activities for line in activity.lines)
    parts = [f"{counts[verdict]} {NAMES[verdict]}" for verdict in Verdict if counts[verdict]]
    if breached := sum(limit.status == "breached" for limit in result.limits):
        parts.append(f"{counted(breached, 'limit')} breached")
    return ", ".join(parts)


def size_words(result: PlanResult, total: str) -> str:
    """How large a plan is, and how its lines stand: ``$12.00 in 1 activity, 2 lines: 2 allowable``."""
    lines = sum(len(activity.lines) for activity in result.activities)
    size = f"{total} in {counted(len(result.activities), 'activity', 'activities')}, {counted(lines, 'line')}"
    told = lines_by_verdict(result)
    return f"{size}: {told}" if told else f"{size}, so nothing was judged"


def district_words(district: District) -> str:
    """A district with its State, and its NCES id where the plan has one."""
    return f"{district.name}, {district.state}" + (f", NCES {district.nces_id}" if district.nces_id else "")


def citation_words(finding: Finding) -> str:
    """The citations of a finding in one line, paragraphs of one section together: ``ESEA 4106(d)(1), (d)(3); 2 CFR
    200.403(a)``.
    """
    sections: dict[str, list[str]] = {}
    for cited in finding.citations:
        words = sections.setdefault(cited.source, [])
        words.append(cited.short if not words else cited.pinpoint)
    return "; ".join(", ".join(word for word in words if word) for words in sections.values())

"""Writes the file of accepted findings from what a check has found, for a person to go through line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from stemfunds.baseline.fingerprint import fingerprint
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.numbers import money_text
from stemfunds.whole_file import write_whole

_HEAD = """\
# Findings that are accepted for a time. They stay in every report, marked; only the exit status leaves them out.
# Accepting changes no verdict. Take out what should not be accepted, and give each entry its own reason and owner.
"""


def write_baseline_file(path: Path, results: Sequence[PlanResult], reason: str, owner: str, until: date) -> None:
    """Write the file whole. Raises OSError."""
    write_whole(path, baseline_text(results, reason, owner, until).encode())


def baseline_text(results: Sequence[PlanResult], reason: str, owner: str, until: date) -> str:
    """A baseline file (YAML) with every finding that is worse than allowable or warns, each fingerprint once."""
    lines = [_HEAD, "baseline: 1\n", "accepted:\n"]
    seen: set[str] = set()
    for result in results:
        for finding, amount in _open_findings(result):
            print_ = fingerprint(finding, result.plan.district)
            if print_ not in seen:
                seen.add(print_)
                lines.append(_entry(finding, amount, print_, result, (reason, owner, until)))
    return "".join(lines) if seen else f"{_HEAD}baseline: 1\naccepted: []\n"


def _open_findings(result: PlanResult) -> Iterator[tuple[Finding, int | None]]:
    pairs: list[tuple[Finding, int | None]] = [(finding, None) for finding in result.findings]
    pairs += [(finding, charge.amount) for charge in result.charges for finding in charge.findings]
    for finding, amount in pairs:
        is_open = finding.verdict.at_least_as_bad_as(Verdict.NEEDS_INFORMATION)
        if finding.acceptance is None and (is_open or finding.severity != "note"):
            yield finding, amount


def _entry(finding: Finding, amount: int | None, print_: str, result: PlanResult, said: tuple[str, str, date]) -> str:
    reason, owner, until = said
    place = " ".join(part for part in (finding.activity, finding.line, finding.award) if part)
    fields = {
        "fingerprint": f'"{print_}"',
        "rule": finding.rule,
        "district": _quoted(result.plan.district.name),
        "place": _quoted(place or "the plan"),
        "up_to": None if amount is None else money_text(amount),
        "reason": _quoted(reason),
        "owner": _quoted(owner),
        "until": until.isoformat(),
    }
    told = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "  - " + "\n    ".join(told) + "\n"


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)

"""Annotations of GitHub workflows: the worst first, ten of a kind, and how many are not shown."""

from __future__ import annotations

import re
from dataclasses import replace

from msgspec import structs

from stemfunds.judging.result import PlanResult
from stemfunds.plan.model import Position
from stemfunds.reading.problems import Problem
from stemfunds.reporting.github_report import SHOWN, annotation_lines

_COMMAND = re.compile(r"::(error|warning|notice) ((?:(?:file|line|col|title)=[^,:\r\n]*,?)+)::([^\r\n]+)\n")


def _parsed(lines: list[str]) -> list[tuple[str, dict[str, str], str]]:
    parsed = []
    for line in lines:
        found = _COMMAND.fullmatch(line)
        assert found is not None, line
        parsed.append((found[1], dict(part.split("=", 1) for part in found[2].split(",")), found[3]))
    return parsed


def test_every_finding_is_said_with_its_place(mixed: PlanResult) -> None:
    said = _parsed(list(annotation_lines([mixed])))
    counts = {"error": 0, "warning": 0, "note": 0}
    for finding in mixed.every_finding:
        counts[finding.severity] += 1
    assert max(counts.values()) <= SHOWN
    assert [command for command, _, _ in said] == ["error"] * counts["error"] + ["warning"] * counts["warning"] + [
        "notice"
    ] * counts["note"]
    assert "SF-SAFE" in [about["title"] for _, about, _ in said]


def test_more_than_ten_of_a_kind_are_counted(mixed: PlanResult) -> None:
    error = next(finding for finding in mixed.every_finding if finding.severity == "error")
    many = structs.replace(mixed, activities=(), findings=(error,) * 25)
    said = _parsed(list(annotation_lines([many])))
    assert len(said) == SHOWN
    assert said[-1][2] == "16 more errors not shown here; stemfunds check prints all."
    exactly = structs.replace(mixed, activities=(), findings=(error,) * 10)
    assert all("not shown" not in words for _, _, words in _parsed(list(annotation_lines([exactly]))))


def test_problems_of_a_file_come_first(mixed: PlanResult) -> None:
    said = _parsed(list(annotation_lines([mixed], [Problem("b,c:d.yaml", 3, 7, "100% wrong\nreally")])))
    assert said[0] == (
        "error",
        {"file": "b%2Cc%3Ad.yaml", "line": "3", "col": "7", "title": "unusable input"},
        "100%25 wrong%0Areally",
    )


def test_text_of_a_plan_commands_nothing(mixed: PlanResult) -> None:
    finding = replace(next(mixed.every_finding), message="x\n::error::injected\r\n::stop", at=Position("a\n::b", 1, 1))
    ((command, about, words),) = _parsed(list(annotation_lines([structs.replace(mixed, activities=(), findings=(finding,))])))
    assert command in ("error", "warning", "notice")
    assert (about["file"], "%0A::error::injected%0D%0A::stop" in words) == ("a%0A%3A%3Ab", True)

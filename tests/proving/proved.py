"""The tiny rulebook with more words, rules and tests than the fixtures give it."""

from __future__ import annotations

from pathlib import Path

from tiny import rulebook_with

from stemfunds.proving.cases import RuleTest
from stemfunds.proving.runner import Outcome, gather_tests, run_tests
from stemfunds.rulebook.model import Rulebook

Proof = tuple[Rulebook, list[RuleTest]]


def proof(folder: Path, tests: str = "", sections: str = "", *changes: tuple[str, str, str]) -> Proof:
    """A rulebook with more sections and changed files, and the tests that stand beside it."""
    book = rulebook_with(folder, sections, *changes)
    if tests:
        (folder / "rules" / "fund.tests.yaml").write_text(f"fund: stem-fund\ntests:\n{tests}", encoding="utf-8")
    found, problems = gather_tests([folder / "rules"], book)
    assert [str(problem) for problem in problems] == []
    return book, found


def case(name: str, given: str, expect: str, more: str = "") -> str:
    """One test of the robotics club."""
    return f"  - name: {name}\n{more}    given: {{activity.kind: robotics, {given}}}\n    expect: {{{expect}}}\n"


def outcomes_of(proof_of: Proof) -> list[Outcome]:
    """What becomes of the tests."""
    book, tests = proof_of
    return list(run_tests(tests, book))

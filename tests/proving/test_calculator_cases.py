"""Golden cases: read, run, and refused where they prove nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.proving.calculator_cases import failures, gather_cases, holds_cases
from stemfunds.rulebook.model import Rulebook

HEAD = "# cases\ncalculators:\n  title-i-carryover:\n    - "
GOOD = "{name: One, own: yes, set: {allocation: '820,000', unobligated: '150,000'}, expect: {K: '27000.00'}}"


def gathered(federal: Rulebook, folder: Path, case: str) -> tuple[list[list[str]], list[str]]:
    """What fails in the cases of a file, and what is wrong with it."""
    (folder / "one.tests.yaml").write_text(HEAD + case + "\n", encoding="utf-8")
    cases, problems = gather_cases([folder], federal)
    return [failures(one, federal) for one in cases], [problem.message for problem in problems]


def test_a_case_that_comes_out(federal: Rulebook, tmp_path: Path) -> None:
    """Nothing fails, and nothing is wrong."""
    assert gathered(federal, tmp_path, GOOD) == ([[]], [])


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("K: '27000.00'", "K: '27000.01'", "K: expected 27000.01, came out 27000.00"),
        ("K: '27000.00'", "K: '$27,001'", "K: expected $27,001, came out $27,000"),
        ("K: '27000.00'", "K: [a, b]", "K: expected 2 values, came out 1"),
    ],
)
def test_a_value_that_differs_is_told(federal: Rulebook, tmp_path: Path, right: str, wrong: str, told: str) -> None:
    """Both values stand in the message."""
    assert gathered(federal, tmp_path, GOOD.replace(right, wrong)) == ([[told]], [])


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("own: yes, ", "", "a case names the source of its worked example, or says own: yes"),
        ("own: yes, ", "own: yes, source: A page, ", "a case names the source of its worked example, or says own: yes"),
        (", unobligated: '150,000'", "", "the case does not answer unobligated"),
        (
            "allocation: '820,000'",
            "alocation: '820,000'",
            'title-i-carryover has no input "alocation" (did you mean "allocation"?)',
        ),
        ("K: '27000.00'", "Q: '27000.00'", 'unknown key "Q" in expect'),
        ("expect: {K: '27000.00'}", "expect: {}", "expect: expected steps with their values"),
    ],
)
def test_a_case_that_proves_nothing_is_refused(federal: Rulebook, tmp_path: Path, right: str, wrong: str, told: str) -> None:
    """Every mistake is told at its place."""
    ran, problems = gathered(federal, tmp_path, GOOD.replace(right, wrong))
    assert ran == []
    assert any(told in problem for problem in problems), problems


def test_an_unknown_calculator_has_a_nearest_name(federal: Rulebook, tmp_path: Path) -> None:
    """So that a renamed calculator is found."""
    (tmp_path / "one.tests.yaml").write_text("calculators:\n  title-i-cary: []\n", encoding="utf-8")
    assert [problem.message for problem in gather_cases([tmp_path], federal)[1]] == [
        'unknown calculator "title-i-cary" (did you mean "title-i-carryover"?)'
    ]


def test_files_of_rule_tests_are_left_alone() -> None:
    """A file says by its first key what it tests."""
    assert holds_cases(b"# words\ncalculators:\n")
    assert not holds_cases(b"fund: title-i-a\ntests: []  # no calculators: here\n")

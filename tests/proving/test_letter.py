"""Which examples of the letter the rule tests show: paid and not paid, or refused where only the State may use one."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.proving.letter import letter_coverage, letter_lines

from .proved import Proof, case, outcomes_of, proof

LETTER = """\
grades:
  - {grade: READ, means: The text was read., tool_may_say: The letter says}
examples:
  - {example: L-1, section: 1, who: lea, kinds: [robotics], fund: stem-fund, paraphrase: Robots., rests_on: law-1, grade: READ}
  - {example: L-2, section: 1, who: sea, kinds: [camp], fund: stem-fund, paraphrase: Camps., rests_on: law-1, grade: NONE}
"""
SAFE = "requirements:\n  - {id: SF-R, says: S., must: {activity.safe: yes}, repair: R., cite: law-1}\n"

OF_ONE, OF_TWO = "    letter: L-1\n", "    letter: [L-2]\n"
PAID = case("paid", "line.item: kits, activity.safe: yes", "verdict: allowable, decided_by: SF-ROBOTICS", OF_ONE)
OPEN = case("open", "line.item: kits", "verdict: needs-information, decided_by: SF-R", OF_ONE)
UNSAFE = case("unsafe", "line.item: kits, activity.safe: no", "verdict: not-allowable, decided_by: SF-R", OF_ONE)
WRONG = case("wrong", "line.item: kits, activity.safe: no", "verdict: allowable, decided_by: SF-ROBOTICS", OF_ONE)
STATE = case("state", "line.item: kits, activity.safe: no", "verdict: not-allowable, decided_by: SF-R", OF_TWO)
STATE_PAID = case("state", "line.item: kits, activity.safe: yes", "verdict: allowable, decided_by: SF-ROBOTICS", OF_TWO)


def shown(folder: Path, *tests: str) -> Proof:
    """The rulebook with a letter and tests of its examples."""
    return proof(folder, "".join(tests), SAFE, ("letter.yaml", "", LETTER))


@pytest.mark.parametrize(
    ("tests", "missing"),
    [
        ((PAID, UNSAFE, STATE), ["", ""]),
        ((PAID, OPEN, STATE), ["", ""]),
        ((PAID, STATE), ["not paid", ""]),
        ((UNSAFE, STATE), ["paid", ""]),
        ((WRONG, UNSAFE, STATE), ["paid", ""]),
        ((PAID, UNSAFE), ["", "refused"]),
        ((PAID, UNSAFE, STATE_PAID), ["", "refused"]),
    ],
)
def test_what_no_test_shows(tmp_path: Path, tests: tuple[str, ...], missing: list[str]) -> None:
    """A district's example needs both ways, the State's a refusal; a test that fails shows nothing."""
    proved = shown(tmp_path, *tests)
    assert [one.missing for one in letter_coverage(proved[0], outcomes_of(proved))] == missing


def test_nothing_is_shown_without_tests(tmp_path: Path) -> None:
    """Both ways are missing."""
    proved = shown(tmp_path, PAID.replace(OF_ONE, ""))
    assert [one.missing for one in letter_coverage(proved[0], outcomes_of(proved))] == ["paid and not paid", "refused"]


def test_the_status_of_the_letter_stands_first(tmp_path: Path) -> None:
    """A reader learns whether the letter still speaks before its examples."""
    rulebook, *_ = proof(tmp_path, PAID, SAFE, ("letter.yaml", "", LETTER + "status: Historical guidance.\n"))
    assert next(letter_lines([], rulebook)) == "Status of the letter: Historical guidance."


def test_the_lines_of_the_report(tmp_path: Path) -> None:
    """What may be said by the grade of what was read, each test with its place and result, and the total."""
    proved = shown(tmp_path, PAID, WRONG, UNSAFE)
    assert list(letter_lines(letter_coverage(proved[0], outcomes_of(proved)), proved[0])) == [
        "L-1                READ  stem-fund      covered",
        "    The letter says: Robots.",
        "    passes: rules/fund.tests.yaml:3 paid (allowable)",
        "    FAILS: rules/fund.tests.yaml:7 wrong (allowable)",
        "    passes: rules/fund.tests.yaml:11 unsafe (not-allowable)",
        "L-2                NONE  stem-fund      NO TEST SHOWS IT REFUSED",
        "    Camps.",
        "1 of 2 examples of the letter are covered",
    ]

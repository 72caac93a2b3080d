"""What the rule tests cover: a rule that no test drives each way is a gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run, gaps

RULES = """\
requirements:
  - {id: SF-R, says: S., for: {items: [kits]}, must: {activity.safe: yes}, cite: law-1}
limits:
  - {id: SF-L, says: L., at_most: "500.00", counts: {items: [snacks]}, cite: law-1}
"""


def case(name: str, given: str, expect: str) -> str:
    """One test of the robotics club."""
    return f"  - name: {name}\n    given: {{activity.kind: robotics, {given}}}\n    expect: {{{expect}}}\n"


PAID = "verdict: allowable, decided_by: SF-ROBOTICS"
YES = case("a", "line.item: kits, activity.safe: yes", PAID)
NO = case("b", "line.item: kits, activity.safe: no", "verdict: not-allowable, decided_by: SF-R")
WRONG = case("b", "line.item: kits, activity.safe: no", PAID)
TEACHERS = case("c", "line.item: teachers", f"{PAID}, warns: [F-NECESSARY]")
MET = case("d", 'line.item: snacks, line.amount: "500.00"', "limit: SF-L, status: met")
BREACHED = case("e", 'line.item: snacks, line.amount: "500.01"', "limit: SF-L, status: breached")


@pytest.mark.parametrize(
    ("tests", "missing"),
    [
        ((YES, NO, TEACHERS, MET, BREACHED), []),
        ((YES, TEACHERS, MET, BREACHED), ["SF-R: no test drives it to no"]),
        ((NO, TEACHERS, MET, BREACHED), ["SF-R: no test drives it to yes"]),
        ((YES, NO, WRONG, MET, BREACHED), ["F-NECESSARY: no test drives it to yes"]),
        ((YES, WRONG, TEACHERS, MET, BREACHED), ["SF-R: no test drives it to no"]),
        ((YES, NO, TEACHERS, MET), ["SF-L: no test shows it breached"]),
        ((YES, NO, TEACHERS), ["SF-L: no test shows it breached and met"]),
    ],
)
def test_gaps(run: Run, tmp_path: Path, tests: tuple[str, ...], missing: list[str]) -> None:
    """Each way that is missing is told; a test that fails covers nothing."""
    outcomes = run("tests:\n" + "".join(tests), RULES)
    (tmp_path / "again").mkdir()
    assert [gap.partition("  ")[2] for gap in gaps(outcomes, tmp_path / "again", RULES)] == missing

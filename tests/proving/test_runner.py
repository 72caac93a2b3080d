"""What a rule test compares, claim by claim: each claim can fail."""

from __future__ import annotations

import pytest

from .conftest import Run

RULES = """\
requirements:
  - {id: SF-R, says: It is safe., must: {activity.safe: yes}, otherwise: It is not safe., cite: law-1}
conditions:
  - {id: SF-C, says: C., do: D., for: {items: [snacks]}, cite: law-1}
advice:
  - {id: SF-A, says: A., severity: warning, for: {items: [snacks]}, cite: law-1}
limits:
  - {id: SF-L, says: L., at_most: "1000.00", counts: {items: [snacks]}, cite: law-1}
"""


def failures(run: Run, given: str, expect: str) -> tuple[str, ...]:
    """What a test of one charge says."""
    (outcome,) = run(f"tests:\n  - name: t\n    given: {{activity.kind: robotics, {given}}}\n    expect: {expect}\n", RULES)
    return outcome.failures


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        ("line.item: kits, activity.safe: yes", "{verdict: allowable, decided_by: SF-ROBOTICS, silent: [SF-R, SF-C]}"),
        ("line.item: kits, activity.safe: no", "{verdict: not-allowable, reason: requirement-failed, decided_by: SF-R}"),
        ("line.item: kits", "{verdict: needs-information, decided_by: SF-R, asks: [activity.safe]}"),
        ("line.item: kits, activity.safe: no", "{verdict: not-allowable, decided_by: SF-R, says: is not safe}"),
        (
            "line.item: snacks, activity.safe: yes",
            "{verdict: allowable-with-conditions, decided_by: SF-C, conditions: [SF-C], warns: [SF-A]}",
        ),
        (
            'line.item: snacks, line.amount: "1000.00", activity.safe: yes',
            '{limit: SF-L, status: met, measured: "1000.00", bound: "1000.00"}',
        ),
    ],
)
def test_claims_that_hold(run: Run, given: str, expect: str) -> None:
    """One of each sort."""
    assert failures(run, given, expect) == ()


@pytest.mark.parametrize(
    ("given", "expect", "failure"),
    [
        (
            "line.item: kits, activity.safe: no",
            "{verdict: allowable, decided_by: SF-ROBOTICS}",
            "verdict: expected allowable, came out not-allowable by SF-R",
        ),
        (
            "line.item: kits, activity.safe: yes",
            "{verdict: allowable, decided_by: SF-R}",
            "decided by SF-ROBOTICS, not by SF-R",
        ),
        (
            "line.item: kits, activity.safe: no",
            "{verdict: not-allowable, decided_by: SF-R, reason: prohibited}",
            "reason: expected prohibited, came out requirement-failed",
        ),
        (
            "line.item: kits",
            "{verdict: needs-information, decided_by: SF-R, asks: [activity.organizer]}",
            "does not ask activity.organizer; asks activity.safe",
        ),
        (
            "line.item: kits, activity.safe: yes",
            "{verdict: allowable, decided_by: SF-ROBOTICS, conditions: [SF-C]}",
            "condition SF-C does not attach",
        ),
        (
            "line.item: kits, activity.safe: yes",
            "{verdict: allowable, decided_by: SF-ROBOTICS, warns: [SF-A]}",
            "SF-A does not warn",
        ),
        (
            "line.item: kits, activity.safe: no",
            "{verdict: not-allowable, decided_by: SF-R, silent: [SF-R]}",
            "SF-R should be silent",
        ),
        (
            "line.item: kits, activity.safe: no",
            "{verdict: not-allowable, decided_by: SF-R, says: forbidden}",
            'no finding says "forbidden"',
        ),
    ],
)
def test_claims_that_do_not_hold(run: Run, given: str, expect: str, failure: str) -> None:
    """Each says what came out instead: a test that passes for the wrong reason is the most common failure."""
    assert failures(run, given, expect) == (failure,)


@pytest.mark.parametrize(
    ("expect", "failure"),
    [
        ("status: breached", "limit: expected breached, came out met (measured 100000, bound 100000)"),
        ('status: met, measured: "999.99"', "measured 100000 cents, expected 99999"),
        ('status: met, bound: "1000.01"', "bound 100000 cents, expected 100001"),
    ],
)
def test_claims_about_limits(run: Run, expect: str, failure: str) -> None:
    """Status, measure and bound, each to the cent."""
    given = 'line.item: snacks, line.amount: "1000.00", activity.safe: yes'
    assert failures(run, given, f"{{limit: SF-L, {expect}}}") == (failure,)

"""Rule tests as their files write them: a slip in a test is a problem of the file, never a test that passes."""

from __future__ import annotations

import pytest

from .conftest import Run, Told

HEAD = "fund: stem-fund\ntests:\n  - name: a test\n"


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("    given: {line.itm: kits}\n", '4:13  unknown fact "line.itm" (did you mean "line.item"?)'),
        (
            "    given: {activity.organizer: nonprofits}\n",
            '4:33  activity.organizer "nonprofits": expected one of nonprofit, company, city (did you mean "nonprofit"?)',
        ),
        ("    given: {line.unit_cost: 12,5}\n", None),
        ("    givn: {line.item: kits}\n", '4:5  unknown key "givn" in a test (did you mean "given"?)'),
        ("    given: [line.item]\n", None),
        ("    stream: june\n", '4:13  stream "june": expected one of july, october'),
        ("    fund: stem-fnd\n", '3:5  unknown fund "stem-fnd" (did you mean "stem-fund"?)'),
        ("    as_of: 2026-13-01\n", '4:12  "as_of": "2026-13-01" is not a date; expected year-month-day, such as 2026-07-01'),
    ],
)
def test_mistakes_in_what_is_given(told: Told, rest: str, message: str | None) -> None:
    """With file, line, column and the nearest right name."""
    found = told(f"{HEAD}{rest}    expect: {{verdict: allowable, decided_by: SF-ROBOTICS}}\n")
    assert found != []
    if message is not None:
        assert found == [f"rules/fund.tests.yaml:{message}"]


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ("{}", "the test expects nothing"),
        ("{verdict: allowable}", "a test names a verdict together with the rule that decided it (decided_by)"),
        ("{decided_by: SF-ROBOTICS}", "a test names a verdict together with the rule that decided it (decided_by)"),
        ("{verdict: allowable, decided_by: SF-ROBOTIC}", 'unknown rule "SF-ROBOTIC" (did you mean "SF-ROBOTICS"?)'),
        ("{silent: [SF-ROBOTIC]}", 'unknown rule "SF-ROBOTIC" (did you mean "SF-ROBOTICS"?)'),
        (
            "{verdict: allowable, decided_by: SF-ROBOTICS, ask: [activity.safe]}",
            'unknown key "ask" in expect (did you mean "asks"?)',
        ),
        ("{limit: SF-WINDOW, measured: many}", 'amount "many": expected dollars and cents, such as 30000.00'),
    ],
)
def test_mistakes_in_what_is_expected(told: Told, expect: str, message: str) -> None:
    """A test that claims nothing, or by the wrong name, proves nothing."""
    (found,) = told(f"{HEAD}    expect: {expect}\n")
    assert found.endswith(f"  {message}")


@pytest.mark.parametrize(
    "expect",
    ["{verdict: alowable, decided_by: SF-ROBOTICS}", "{verdict: not-allowable, reason: forbidden, decided_by: SF-ROBOTICS}"],
)
def test_words_that_never_come_out(told: Told, expect: str) -> None:
    """A verdict or reason that does not exist is told when the file is read."""
    assert len(told(f"{HEAD}    expect: {expect}\n")) == 1


def test_a_file_without_tests(told: Told) -> None:
    """Empty is not the same as proved."""
    assert told("fund: stem-fund\ntests: robotics\n") == [
        'rules/fund.tests.yaml:2:8  "tests" in a file of rule tests: expected a list, found "robotics"'
    ]
    assert told("tests: [\n") != []


def test_what_all_tests_share(run: Run) -> None:
    """The file's facts hold for every test; the test's own win, and so do those of a line."""
    outcomes = run(
        "given: {activity.kind: camp, line.item: kits}\n"
        "tests:\n"
        "  - {name: the file's, expect: {verdict: not-allowable, decided_by: NO-AUTHORITY}}\n"
        "  - {name: its own, given: {activity.kind: robotics}, expect: {verdict: allowable, decided_by: SF-ROBOTICS}}\n"
        "  - name: of a line\n"
        "    lines: [{activity.kind: robotics}]\n"
        "    expect: {verdict: allowable, decided_by: SF-ROBOTICS}\n"
    )
    assert [outcome.failures for outcome in outcomes] == [(), (), ()]

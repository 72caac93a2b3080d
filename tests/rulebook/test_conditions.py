"""Conditions in rule files: every leaf is checked against the vocabulary while the rules load."""

from __future__ import annotations

import pytest

from .conftest import ADVICE, Told


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (
            "{activity.organiser: nonprofit}",
            'rules/fund.yaml:28:12  unknown fact "activity.organiser" (did you mean "activity.organizer"?)',
        ),
        ("{al: [{activity.safe: yes}]}", 'rules/fund.yaml:28:12  unknown word "al" in a condition (did you mean "all"?)'),
        ("{activity.prize: {more_than: 5.00}}", 'rules/fund.yaml:28:29  unknown comparison "more_than"'),
        (
            "{activity.prize: {atleast: 5.00}}",
            'rules/fund.yaml:28:29  unknown comparison "atleast" (did you mean "at_least"?)',
        ),
        (
            "{holds: nonprofit-runs}",
            'rules/fund.yaml:28:19  unknown definition "nonprofit-runs" (did you mean "nonprofit-run"?)',
        ),
        (
            "{activity.prize: {at_most: figure.treshold}}",
            'rules/fund.yaml:28:38  unknown figure "treshold" (did you mean "threshold"?)',
        ),
        (
            "{activity.kind: robotic}",
            'rules/fund.yaml:28:27  activity.kind: unknown name "robotic" (did you mean "robotics"?)',
        ),
        ("{line.item: [kits, snaks]}", 'rules/fund.yaml:28:23  line.item: unknown name "snaks" (did you mean "snacks"?)'),
    ],
)
def test_unknown_words(told: Told, when: str, message: str) -> None:
    """A misspelled word is answered with the nearest right one."""
    assert told(ADVICE + when) == message.split("\n")


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (
            "{activity.organizer: {at_least: 5}}",
            "rules/fund.yaml:28:33  at_least does not fit activity.organizer, whose type is choice",
        ),
        (
            "{activity.prize: {before: 2026-01-01}}",
            "rules/fund.yaml:28:29  before does not fit activity.prize, whose type is money",
        ),
        ("{activity.on: {at_most: 2026-01-01}}", "rules/fund.yaml:28:26  at_most does not fit activity.on, whose type is date"),
        (
            "{activity.organizer: {includes: nonprofit}}",
            "rules/fund.yaml:28:33  includes does not fit activity.organizer, whose type is choice",
        ),
        ("{activity.safe: {given: yes}}", "rules/fund.yaml:28:28  given does not fit activity.safe, whose type is yes-no"),
        (
            "{activity.groups: low-income}",
            "rules/fund.yaml:28:29  activity.groups is a list: write includes or only before the choices",
        ),
    ],
)
def test_operators_fit_the_type_of_the_fact(told: Told, when: str, message: str) -> None:
    """Amounts are compared, dates lie before and after, lists include: nothing else makes sense."""
    assert told(ADVICE + when) == message.split("\n")


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("{all: []}", "rules/fund.yaml:28:17  expected a list of conditions, found an empty list"),
        (
            "nonprofit",
            'rules/fund.yaml:28:11  expected a condition such as {activity.organizer: nonprofit}, found "nonprofit"',
        ),
        (
            "{every: {teachers: {activity.safe: yes}}}",
            "rules/fund.yaml:28:19  every: expected schools or lines with one condition, found teachers",
        ),
        (
            "{every: {schools: {school.status: served}, lines: {line.approved: yes}}}",
            "rules/fund.yaml:28:19  every: expected schools or lines with one condition, found schools and lines",
        ),
        (
            "{activity.need: {given: no}}",
            'rules/fund.yaml:28:35  given: only "yes" can be asked for; what is not given is unknown, never no',
        ),
    ],
)
def test_form(told: Told, when: str, message: str) -> None:
    """A condition is a mapping, a list of conditions has members, and nobody can ask that something is not given."""
    assert told(ADVICE + when) == message.split("\n")


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (
            "{school.status: served}",
            "rules/fund.yaml:28:12  school.status is about one school: write it under every, some or none of the schools",
        ),
    ],
)
def test_a_fact_of_a_school_needs_a_school(told: Told, when: str, message: str) -> None:
    """Which of the activity's schools is meant must be said."""
    assert told(ADVICE + when) == message.split("\n")

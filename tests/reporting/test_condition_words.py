"""Conditions in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import rulebook_with

from stemfunds.reporting.condition_words import condition_lines
from stemfunds.rulebook.model import Rulebook


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("{activity.organizer: nonprofit}", ["activity.organizer is nonprofit"]),
        ("{activity.organizer: [nonprofit, city]}", ["activity.organizer is nonprofit or city"]),
        ("{activity.safe: yes}", ["activity.safe is yes"]),
        ('{activity.prize: {at_most: "1250.00"}}', ["activity.prize is at most $1,250.00"]),
        ("{activity.share: {at_least: 12.5}}", ["activity.share is at least 12.5 percent"]),
        (
            "{activity.prize: {at_least: figure.threshold}}",
            ["activity.prize is at least threshold ($50.00 from 2014-01-01; $100.00 from 2024-10-01)"],
        ),
        ("{activity.prize: {at_most: 5 percent of award.amount}}", ["activity.prize is at most 5 percent of award.amount"]),
        ("{activity.on: {after: 3 years before award.opens}}", ["activity.on is after 3 years before award.opens"]),
        ("{activity.need: {given: yes}}", ["activity.need is given"]),
        ("{activity.groups: {includes: [homeless, all]}}", ["activity.groups includes homeless or all"]),
        ("{activity.groups: {only: homeless}}", ["activity.groups has nothing but homeless"]),
        ("{holds: nonprofit-run}", ["A nonprofit runs it."]),
        (
            "{any: [{activity.safe: yes}, {not: {activity.area: arts}}]}",
            ["one of these:", "  activity.safe is yes", "  not:", "    activity.area is arts"],
        ),
        ("{every: {schools: {school.status: served}}}", ["every of the activity's schools:", "  school.status is served"]),
    ],
)
def test_in_words(tmp_path: Path, when: str, words: list[str]) -> None:
    """Every operator, deeper parts indented."""
    sections = f"advice:\n  - {{id: SF-A, says: A., cite: law-1, severity: note, when: {when}}}\n"
    book: Rulebook = rulebook_with(tmp_path, sections)
    condition = book.rules["SF-A"].test
    assert condition is not None
    assert ["  " * depth + text for depth, text in condition_lines(condition, book)] == words


def test_every_federal_condition_can_be_said(federal: Rulebook) -> None:
    """No condition of the federal rules is without words."""
    for rule in federal.rules.values():
        for condition in (rule.applies, rule.test):
            if condition is not None:
                assert all(words.strip() for _, words in condition_lines(condition, federal))

"""Named conditions."""

from __future__ import annotations

import pytest

from .conftest import Told


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "facts.yaml",
            "means: {activity.organizer: nonprofit}\n    cite: law-1 (a)\n",
            (
                "means: {holds: b}\n"
                "    cite: law-1\n"
                "  b: {says: x, means: {not: {holds: c}}, cite: law-1}\n"
                "  c: {says: x, means: {any: [{activity.safe: yes}, {holds: nonprofit-run}]}, cite: law-1}\n"
            ),
            'rules/facts.yaml:52:3  definition "nonprofit-run" rests on itself: nonprofit-run → b → c → nonprofit-run',
        ),
        (
            "facts.yaml",
            "means: {activity.organizer: nonprofit}",
            "means: {not: {holds: nonprofit-run}}",
            'rules/facts.yaml:52:3  definition "nonprofit-run" rests on itself: nonprofit-run → nonprofit-run',
        ),
    ],
)
def test_circles(told: Told, file: str, old: str, new: str, message: str) -> None:
    """A definition that rests on itself would never come to an end; the way around is shown."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "facts.yaml",
            "means: {activity.organizer: nonprofit}",
            "means: {activity.organizer: nonprofit}\n    when: x",
            'rules/facts.yaml:55:5  unknown key "when" in definition nonprofit-run',
        ),
        (
            "facts.yaml",
            "    means: {activity.organizer: nonprofit}\n",
            "",
            'rules/facts.yaml:53:5  definition nonprofit-run has no "means"',
        ),
        (
            "second.yaml",
            "",
            "definitions:\n  - a\n",
            "rules/second.yaml:2:3  definitions: expected each name with its meaning, found a list",
        ),
    ],
)
def test_form(told: Told, file: str, old: str, new: str, message: str) -> None:
    """A definition has a meaning; a list of them is a slip."""
    assert told("", (file, old, new)) == message.split("\n")

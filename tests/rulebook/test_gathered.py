"""An id is used once."""

from __future__ import annotations

import pytest

from .conftest import Told


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "facts.yaml",
            "facts:\n",
            "facts:\n  - {fact: line.approved, type: yes-no, question: Q?}\n",
            'rules/facts.yaml:29:5  "line.approved" in facts stands twice',
        ),
        (
            "words.yaml",
            "kinds:\n",
            "kinds:\n  - {kind: food, name: Food, group: learning, means: Meals.}\n",
            'rules/words.yaml:7:5  "food" in kinds stands twice',
        ),
        (
            "second.yaml",
            "",
            "fund: stem-fund\nname: A\nshort: B\npurpose: C\nfollows: []\nindirect_rate: none\n",
            'rules/second.yaml:1:1  fund "stem-fund" stands twice',
        ),
        (
            "second.yaml",
            "",
            "definitions:\n  nonprofit-run: {says: x, means: {activity.safe: yes}, cite: law-1}\n",
            'rules/second.yaml:2:3  definition "nonprofit-run" stands twice',
        ),
        (
            "facts.yaml",
            "facts:\n",
            "facts:\n  - {fact: activity.approved, type: yes-no, question: Q?}\n",
            'rules/facts.yaml:29:5  facts activity.approved and line.approved have the same short name "approved"',
        ),
        (
            "second.yaml",
            "",
            (
                "fund: second\n"
                "name: A\n"
                "short: B\n"
                "purpose: C\n"
                "follows: []\n"
                "indirect_rate: none\n"
                "window: {id: SF-WINDOW, says: x, opens: {month: 7, day: 1}, months: 3, cite: law-1}\n"
            ),
            (
                'rules/second.yaml:7:9  "SF-WINDOW" names another rule already (rules/fund.yaml:9); an id never has two '
                "meanings, and no pack replaces a federal rule"
            ),
        ),
    ],
)
def test_ids_are_used_once(told: Told, file: str, old: str, new: str, message: str) -> None:
    """Across all files of the folder."""
    assert told("", (file, old, new)) == message.split("\n")

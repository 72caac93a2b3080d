"""From a folder to a rulebook: all files together."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.loader import load_rulebook_folder

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


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "words.yaml",
            "kinds:\n",
            "kinds: [\n",
            (
                'rules/words.yaml:4:3  a value cannot begin with -; write it in quotes: "- {kind: robotics, name: '
                'Robotics club, group: learning, means: Students build …"'
            ),
        ),
        ("second.yaml", "", "- a\n", "rules/second.yaml:1:1  expected a mapping of sections, found a list"),
        ("second.yaml", "", " ", "rules/second.yaml:1:1  the file is empty"),
    ],
)
def test_files_that_cannot_be_read(told: Told, file: str, old: str, new: str, message: str) -> None:
    """While a file is unreadable, its words are not reported as unknown wherever they stand."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("second.yaml", "", "kinds: robotics\n", 'rules/second.yaml:1:8  kinds: expected a list, found "robotics"'),
        (
            "second.yaml",
            "",
            "requirements:\n  - id: X\n    says: S.\n    cite: law-1\n    must: {activity.safe: yes}\n",
            "rules/second.yaml:1:1  requirements stand in a file without fund or framework; say whose rules they are",
        ),
        (
            "federal.yaml",
            "framework: federal",
            "framework: federl",
            'rules/federal.yaml:1:1  unknown fund or framework "federl" (did you mean "federal"?)',
        ),
    ],
)
def test_sections(told: Told, file: str, old: str, new: str, message: str) -> None:
    """A section is a list, and rules belong to a fund or a framework."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (
            "requirments:\n  - x\n",
            'rules/fund.yaml:23:1  unknown key "requirments" in a fund (did you mean "requirements"?)',
        ),
    ],
)
def test_unknown_sections(told: Told, section: str, message: str) -> None:
    """The nearest right section is offered."""
    assert told(section) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "lists"),
    [
        ("words.yaml", ["groups", "kinds", "items", "sources"]),
        ("rulebook.yaml", ["frameworks", "goals", "ladder", "notices", "object_classes", "reasons", "weights"]),
        ("facts.yaml", ["facts"]),
    ],
)
def test_rules_of_a_fund_without_a_list_are_told_of_the_list_alone(tmp_path: Path, file: str, lists: list[str]) -> None:
    """Not of every place that uses a word of it, and with no traceback."""
    rules = tiny.write(tmp_path)
    (rules / file).unlink()
    with pytest.raises(UnusableInput) as refused:
        load_rulebook_folder(rules)
    assert sorted(problem.expected for problem in refused.value.problems) == sorted(lists)
    assert all("these rules have no list" in problem.message for problem in refused.value.problems)

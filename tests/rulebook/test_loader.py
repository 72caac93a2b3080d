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

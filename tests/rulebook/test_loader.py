"""From a folder to a rulebook: all files together."""

from __future__ import annotations

import pytest

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

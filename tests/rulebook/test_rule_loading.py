"""Rules stand in lists, in the files of their owners."""

from __future__ import annotations

import pytest

from .conftest import Told


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

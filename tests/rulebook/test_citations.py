"""Citations: a source of the catalogue and the place in it."""

from __future__ import annotations

import pytest

from .conftest import Told


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (
            (
                "requirements:\n"
                "  - id: SF-R\n"
                "    says: A rule.\n"
                "    cite: {source: law-1, pinpoint: (a)}\n"
                "    must: {activity.safe: yes}\n"
            ),
            'rules/fund.yaml:26:27  unknown key "pinpoint" in a citation',
        ),
        (
            "requirements:\n  - id: SF-R\n    says: A rule.\n    cite: []\n    must: {activity.safe: yes}\n",
            "rules/fund.yaml:26:11  cite is empty; name a source and the place in it, such as esea-4107 (a)(3)",
        ),
    ],
)
def test_mistakes(told: Told, section: str, message: str) -> None:
    """The parts of a citation are checked, and an empty list is none."""
    assert told(section) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "fund.yaml",
            "law-1 (b)(1)",
            "law1 (b)(1)",
            'rules/fund.yaml:22:11  unknown source "law1" (did you mean "law-1"?)',
        ),
    ],
)
def test_unknown_source(told: Told, file: str, old: str, new: str, message: str) -> None:
    """The nearest source is offered."""
    assert told("", (file, old, new)) == message.split("\n")

"""The head of a fund's file, and notices."""

from __future__ import annotations

import pytest

from .conftest import Told


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "fund.yaml",
            "short:",
            "shrt: x\nshort:",
            'rules/fund.yaml:3:1  unknown key "shrt" in a fund (did you mean "short"?)',
        ),
        (
            "fund.yaml",
            "follows: [federal]",
            "follows: [federl]",
            'rules/fund.yaml:6:10  unknown framework "federl" (did you mean "federal"?)',
        ),
        (
            "fund.yaml",
            "indirect_rate: restricted",
            "indirect_rate: restrict",
            (
                'rules/fund.yaml:7:16  indirect_rate "restrict": expected one of none, restricted, unrestricted (did '
                'you mean "restricted"?)'
            ),
        ),
        (
            "rulebook.yaml",
            "{notice: NO-AUTHORITY,",
            "{notice: NO-AUTHORITY, id: 1,",
            'rules/rulebook.yaml:24:28  unknown key "id" in a notice',
        ),
    ],
)
def test_mistakes(told: Told, file: str, old: str, new: str, message: str) -> None:
    """Keys, frameworks and rates are checked."""
    assert told("", (file, old, new)) == message.split("\n")

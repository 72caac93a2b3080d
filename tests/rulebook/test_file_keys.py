"""The keys of rule files."""

from __future__ import annotations

import pytest

from .conftest import Told


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

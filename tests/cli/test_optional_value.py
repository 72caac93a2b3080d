"""Options whose value may be left out."""

from __future__ import annotations

import pytest

from stemfunds.cli.optional_value import completed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("check plan.yaml --explain", "check plan.yaml --explain="),
        ("check --explain plan.yaml", "check --explain= plan.yaml"),
        ("check --explain -", "check --explain= -"),
        ("check --explain --quiet plan.xlsx", "check --explain= --quiet plan.xlsx"),
        ("check plan.yaml --explain UG-EQUIPMENT", "check plan.yaml --explain UG-EQUIPMENT"),
        ("check plan.yaml --explain UG-EQUIPMENT@A1-printer", "check plan.yaml --explain UG-EQUIPMENT@A1-printer"),
        ("check plan.yaml --explain all", "check plan.yaml --explain all"),
        ("check plan.yaml --explain=all", "check plan.yaml --explain=all"),
        ("check plan.yaml -- --explain", "check plan.yaml -- --explain"),
        ("batch plans --explain", "batch plans --explain"),
        ("", ""),
    ],
)
def test_an_option_that_stands_alone_gets_an_empty_value(typed: str, read: str) -> None:
    """A plan, another option or nothing behind it is no value."""
    assert completed(typed.split()) == read.split()

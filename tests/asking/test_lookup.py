"""Look-ups by meaning: other words, other endings, wrong letters."""

from __future__ import annotations

import pytest
from strategies import federal_rulebook

from stemfunds.asking.lookup import nearest_items, nearest_kinds, nearest_rules


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("after school coding club", "afterschool-stem"),
        ("dual enrolment", "dual-enrollment"),
        ("summer camps for girls", "summer-learning"),
        ("coaches for teachers", "coaching-mentoring"),
    ],
)
def test_kinds(query: str, kind: str) -> None:
    """The kind that is meant is among the first three."""
    assert kind in [one.id for one in nearest_kinds(query, federal_rulebook())[:3]]


@pytest.mark.parametrize(
    ("query", "item"),
    [("chromebok", "computing-device"), ("gift card for parents", "gift-card"), ("bus for field trip", "student-transport")],
)
def test_items(query: str, item: str) -> None:
    """The item that is meant comes first."""
    assert next(one.id for one in nearest_items(query, federal_rulebook())) == item


def test_rules() -> None:
    """By rare words of their sentences, with the words that they rest on."""
    found = nearest_rules("equipmnt aproval", federal_rulebook())
    assert len(found) > 1
    assert found[0].matched == "equipmnt (as equipment), aproval (as approval)"
    assert all("approval" in federal_rulebook().rules[one.id].says for one in found[:2])


def test_nothing() -> None:
    """Words that mean nothing here find nothing."""
    for nearest in (nearest_kinds, nearest_items, nearest_rules):
        assert nearest("zzzz qqqq", federal_rulebook()) == []
        assert nearest("", federal_rulebook()) == []

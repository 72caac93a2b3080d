"""The page of a rule."""

from __future__ import annotations

from snapshot import same_as_recorded

from stemfunds.reporting.rule_page import rule_list, rule_page
from stemfunds.reporting.styled import plain
from stemfunds.rulebook.model import Rulebook


def text_of(identity: str, book: Rulebook) -> str:
    """A page as text."""
    page = rule_page(identity, book, 100)
    assert page is not None
    return "".join(plain(line) + "\n" for line in page)


def test_snapshot(book: Rulebook) -> None:
    """An authority, a requirement, a condition, a limit, a window and a judgement."""
    identities = ("SF-CAMP", "SF-SAFE", "SF-QUOTES", "SF-CAP", "SF-WINDOW", "F-NECESSARY")
    assert same_as_recorded(__file__, "rule-pages.txt", "\n".join(text_of(identity, book) for identity in identities))


def test_every_federal_rule_has_a_page(federal: Rulebook) -> None:
    """With its sentence, its citation and its place, in every width."""
    for rule in federal.rules.values():
        page = rule_page(rule.id, federal, 80)
        assert page is not None
        text = " ".join(" ".join(plain(line) for line in page).split())
        assert " ".join(rule.says.split()) in text
        assert f"Written in {rule.file}, line {rule.line}." in text


def test_no_page(book: Rulebook) -> None:
    """Nothing is made up."""
    assert rule_page("SF-NONE", book, 100) is None
    assert rule_list(book, "nothing like this", 100) == []


def test_a_limit_names_its_calculator_or_says_why_there_is_none(federal: Rulebook) -> None:
    """So that the sum can be seen step by step."""
    assert "stemfunds calc iii-a-admin shows the same sum, step by step." in text_of("T3A-ADMIN-2", federal)
    assert "nothing is multiplied" in text_of("BF-OVER-AWARD", federal)

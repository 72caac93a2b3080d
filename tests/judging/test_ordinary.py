"""What is assumed of facts that nobody gave: by rule tests, and for an outlook."""

from __future__ import annotations

from stemfunds.judging.ordinary import ordinary_facts, usual_facts
from stemfunds.rulebook.model import Rulebook


def test_answers_are_values_of_their_type(federal: Rulebook) -> None:
    """Yes and no are truths, money is cents, and several choices are a set."""
    assumed = ordinary_facts(federal)
    assert assumed["line.is_split"] is False
    assert assumed["award.amount"] == 10_000_000
    assert assumed["line.clerical_pay_qualities"] == frozenset({"integral", "identified"})
    assert "activity.kind" not in assumed


def test_an_outlook_takes_what_is_usual_where_tests_assume_an_exception(federal: Rulebook) -> None:
    """Rule tests take a fine for one that the award brought about; people who ask of a fine have another one in mind."""
    assumed, usual = ordinary_facts(federal), usual_facts(federal)
    changed = {fact for fact in usual if usual[fact] != assumed.get(fact)}
    assert changed == {fact.id for fact in federal.facts.values() if fact.usually is not None}
    assert (assumed["line.fine_from_award_terms"], usual["line.fine_from_award_terms"]) == (True, False)
    assert usual["line.fine_approved"] == "refused"

"""The rulebook's words, as the plan reader gets them."""

from __future__ import annotations

from stemfunds.judging.vocabulary import plan_vocabulary

from .conftest import Rules


def test_everyday_names_of_funds_lead_to_their_ids(rules: Rules) -> None:
    """The id, the name, the short name and the aliases."""
    funds = plan_vocabulary(rules()).funds
    assert funds == dict.fromkeys(("stem-fund", "The STEM Fund", "STEM Fund", "stem money"), "stem-fund")


def test_facts_stand_under_their_short_names(rules: Rules) -> None:
    """With type, choices and scope, so that a wrong answer is found while the plan is read."""
    facts = plan_vocabulary(rules()).facts
    assert facts is not None
    organizer = facts["organizer"]
    assert (organizer.type, organizer.scope, organizer.built_in) == ("choice", "activity", False)
    assert list(organizer.choices) == ["nonprofit", "company", "city"]


def test_rules_limits_and_windows_can_be_named(rules: Rules) -> None:
    """An explanation may name whatever can be a finding."""
    names = plan_vocabulary(rules()).rules
    assert names is not None
    assert {"SF-ROBOTICS", "F-NECESSARY", "SF-WINDOW", "NO-AUTHORITY"} <= set(names)

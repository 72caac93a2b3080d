"""What the federal rules can ask: every question has a place in the plan where its answer goes."""

from __future__ import annotations

from strategies import ALWAYS_KNOWN

from stemfunds.plan.fields import fields_of
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.reads import facts_read

PARTS = {
    "plan": "Plan",
    "district": "District",
    "award": "Award",
    "school": "School",
    "activity": "Activity",
    "line": "Line",
}
FIELD_OF = {"grade_lowest": "grades", "grade_highest": "grades", "evidence_tier": "evidence", "charges": "charge_to"}


def test_every_fact_that_a_rule_may_wait_for_can_be_given(federal: Rulebook) -> None:
    """A fact is given under `facts:`, stands in a field of the plan, or follows from what every plan has."""
    waiting = {
        fact
        for rule in federal.rules.values()
        if rule.section != "advice"
        for condition in (rule.applies, rule.test)
        if condition is not None
        for fact in facts_read(condition, federal)
    }
    homeless = []
    for identity in sorted(waiting - ALWAYS_KNOWN):
        scope, _, name = identity.partition(".")
        is_field = scope in PARTS and FIELD_OF.get(name, name) in fields_of(PARTS[scope])
        if federal.facts[identity].built_in and not is_field:
            homeless.append(identity)
    assert homeless == []


def test_every_question_is_a_question(federal: Rulebook) -> None:
    """It ends as a sentence does, and a choice has at least two answers."""
    assert [fact.id for fact in federal.facts.values() if fact.question.rstrip(")")[-1] not in "?."] == []
    assert [fact.id for fact in federal.facts.values() if fact.type == "choice" and len(fact.choices) < 2] == []


def test_the_answers_that_tests_assume_are_answers(federal: Rulebook) -> None:
    """A choice that does not exist would make every test lie."""
    for fact in federal.facts.values():
        assumed = fact.tests_assume
        if assumed is None or not fact.choices:
            continue
        assert {assumed} if isinstance(assumed, str) else set(assumed) <= set(fact.choices), fact.id

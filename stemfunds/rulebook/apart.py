"""Rules that are asked once per award, activity or plan: they read only what is known of the whole."""

from __future__ import annotations

from collections.abc import Mapping

from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.model import Rule, Rulebook
from stemfunds.rulebook.reads import facts_read

_SEEN = {
    "plan": frozenset({"plan", "district"}),
    "award": frozenset({"plan", "district", "fund", "award"}),
    "activity": frozenset({"plan", "district", "activity", "school"}),
}


def unseen_facts(rule: Rule, rulebook: Rulebook) -> list[str]:
    """The facts of a rule that nobody knows where it is asked: those of a line, in a rule that is asked once per award."""
    if rule.per == "charge":
        return []
    read = {fact for condition in rule.conditions for fact in facts_read(condition, rulebook)}
    told = {name for name in rule.weigh if not name.startswith("figure.")}
    return sorted(fact for fact in read | told if fact.partition(".")[0] not in _SEEN[rule.per])


def refuse_unseen_facts(rulebook: Rulebook, stands: Mapping[str, tuple[Problems, Node]]) -> None:
    """Note the facts that a rule reads where nobody knows them; `stands` has the rules that are asked of a whole, by id."""
    for name, (problems, node) in stands.items():
        rule = rulebook.rules[name]
        for fact in unseen_facts(rule, rulebook):
            problems.add(node, f"{name} is asked once per {rule.per}, where {fact} is not known", found=fact)

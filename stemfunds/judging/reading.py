"""What a rule reads of a case, in a fixed order: cases that are alike in it are alike for the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stemfunds.rulebook import terms
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.reads import facts_behind
from stemfunds.rulebook.terms import Condition

_MEMBERS = {"schools": "school", "lines": "line"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts of the case itself, and by `schools` or `lines` those of each member."""

    facts: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]


def reading(conditions: Iterable[Condition], rulebook: Rulebook) -> Reading:
    """Everything that some conditions read."""
    facts: dict[str, None] = {}
    members: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for condition in conditions:
        for over, fact in _reads(condition, rulebook, ()):
            names = members[over] if over else facts
            if fact:
                names[fact] = None
    return Reading(tuple(facts), {over: tuple(names) for over, names in members.items()})


def _reads(condition: Condition, rulebook: Rulebook, over: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(condition, terms.Comparison):
        for fact in (condition.fact, *facts_behind(condition.operand, rulebook)):
            scope = fact.partition(".")[0]
            yield next((one for one in over if _MEMBERS[one] == scope), ""), fact
    elif isinstance(condition, terms.AllOf | terms.AnyOf):
        for part in condition.parts:
            yield from _reads(part, rulebook, over)
    elif isinstance(condition, terms.Negation):
        yield from _reads(condition.part, rulebook, over)
    elif isinstance(condition, terms.Quantified):
        yield condition.over, ""  # how many members there are, and which, matters already
        yield from _reads(condition.part, rulebook, (*over, condition.over))
    else:
        yield from _reads(rulebook.definitions[condition.definition].means, rulebook, over)

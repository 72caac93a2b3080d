"""Every change of a single fact that could lift a verdict.

Such a fact is read by all blocking rules; its values are those of the vocabulary, and on both sides of every figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stemfunds.judging.operands import lookup_fact
from stemfunds.lifting.blockers import Blocker
from stemfunds.lifting.changes import FactChange
from stemfunds.lifting.values import Candidate, candidates, is_changeable, with_fact
from stemfunds.lifting.ways import WayFinder
from stemfunds.rulebook import terms
from stemfunds.rulebook.model import Fact, Rulebook
from stemfunds.rulebook.terms import Comparison, Condition


def single_facts(blockers: Sequence[Blocker], finder: WayFinder) -> Iterator[FactChange]:
    """Changes of one fact after which every blocking rule comes out otherwise, in the order of the vocabulary."""
    if not blockers or any(blocker.goal is None for blocker in blockers):
        return
    rulebook = finder.rulebook
    shared = frozenset.intersection(*(blocker.reads for blocker in blockers))
    for fact in (rulebook.facts[name] for name in rulebook.facts if name in shared):
        for one in values_of(fact, blockers, rulebook):
            change = change_of(fact, one, blockers)
            if change is not None and _helps(change, fact, blockers, finder):
                yield change


def values_of(fact: Fact, blockers: Sequence[Blocker], rulebook: Rulebook) -> Iterable[Candidate]:
    """The values that some comparison of a blocking rule tells apart, other than the one that the fact has."""
    found: dict[object, Candidate] = {}
    for blocker in blockers:
        if blocker.goal is None or (fact.scope != "school" and not is_changeable(fact, blocker.case)):
            continue
        for part in comparisons(blocker.goal, rulebook):
            if part.fact == fact.id:
                case = blocker.case
                for wanted in (True, False):
                    for one in candidates(part, wanted, case, rulebook):
                        found.setdefault(one.value, one)
    return found.values()


def change_of(fact: Fact, one: Candidate, blockers: Sequence[Blocker]) -> FactChange | None:
    """The change for all that it is about: the lines that are blocked, or the schools of which the fact is not known."""
    subjects: tuple[str, ...] = ()
    if fact.scope == "line":
        subjects = tuple(dict.fromkeys(blocker.line for blocker in blockers))
    elif fact.scope == "school":
        schools = blockers[0].case.schools
        subjects = tuple(name for name in schools if is_changeable(fact, blockers[0].case.at_school(name)))
        if not subjects:
            return None
    return FactChange(fact.id, one.value, one.bound, subjects)


def _helps(change: FactChange, fact: Fact, blockers: Sequence[Blocker], finder: WayFinder) -> bool:
    """Whether all blocking rules come out otherwise; of a fact of schools the judge decides."""
    if fact.scope == "school":
        return True
    return all(
        blocker.goal is not None
        and finder.compiler.compile(blocker.goal).value(with_fact(blocker.case, fact, change.value)) is True
        for blocker in blockers
        if lookup_fact(fact.id)(blocker.case) != change.value
    )


def comparisons(condition: Condition, rulebook: Rulebook) -> Iterator[Comparison]:
    """Every comparison of a condition, through its definitions."""
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, terms.AllOf | terms.AnyOf):
        for part in condition.parts:
            yield from comparisons(part, rulebook)
    elif isinstance(condition, terms.Negation | terms.Quantified):
        yield from comparisons(condition.part, rulebook)
    else:
        yield from comparisons(rulebook.definitions[condition.definition].means, rulebook)

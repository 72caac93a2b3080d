"""The smallest sets of changes that would give a condition the wanted value, derived from its parts.

`all` needs every part that fails, `any` needs one, `not` turns the wanted value round. A quantifier over schools can be met by
facts of a school that are still open, by leaving the school out, or by taking another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeAlias

from stemfunds.judging.case import Case, FactValue
from stemfunds.judging.conditions import Compiler
from stemfunds.lifting.values import candidates, is_changeable
from stemfunds.rulebook import terms
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.terms import Comparison, Condition, Quantified

MOST = 3
"""So many changes are combined at most."""
_MOST_WAYS = 12


@dataclass(frozen=True, slots=True)
class SetFact:
    """A fact gets a value; `subject` is the line or school that it is about."""

    fact: str
    subject: str
    value: FactValue
    bound: str


@dataclass(frozen=True, slots=True)
class SetSchool:
    """A school is left out, or taken as well."""

    school: str
    taken: bool


Atom: TypeAlias = SetFact | SetSchool
Way: TypeAlias = frozenset[Atom]


class WayFinder:
    """Finds ways under one rulebook; `others` are the cases of schools of the plan that the activity does not serve."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.compiler = Compiler(rulebook)

    def ways(self, condition: Condition, wanted: bool, case: Case, line: str, others: dict[str, Case]) -> list[Way]:
        """Sets of at most three changes, the smallest first; an empty set where the condition has the value already."""
        return _smallest(self._ways(condition, wanted, case, line, others))

    def _ways(self, condition: Condition, wanted: bool, case: Case, line: str, others: dict[str, Case]) -> Iterator[Way]:
        if self.compiler.compile(condition).value(case) is wanted:
            yield frozenset()
            return
        if isinstance(condition, Comparison):
            yield from self._facts(condition, wanted, case, line)
        elif isinstance(condition, terms.AllOf | terms.AnyOf):
            parts = [self.ways(part, wanted, case, line, others) for part in condition.parts]
            yield from _joined(parts) if isinstance(condition, terms.AllOf) is wanted else (way for part in parts for way in part)
        elif isinstance(condition, terms.Negation):
            yield from self._ways(condition.part, not wanted, case, line, others)
        elif isinstance(condition, Quantified):
            if condition.over == "schools":
                yield from self._schools(condition, wanted, case, others)
        else:
            means = self.rulebook.definitions[condition.definition].means
            yield from self._ways(means, wanted, case, line, others)

    def _facts(self, condition: Comparison, wanted: bool, case: Case, line: str) -> Iterator[Way]:
        fact = self.rulebook.facts[condition.fact]
        if is_changeable(fact, case):
            subject = {"line": line, "school": case.subject}.get(fact.scope, "")
            for one in candidates(condition, wanted, case, self.rulebook):
                yield frozenset({SetFact(fact.id, subject, one.value, one.bound)})

    def _schools(self, condition: Quantified, wanted: bool, case: Case, others: dict[str, Case]) -> Iterator[Way]:
        """`none` is *not some*; *some* wanted no is *every* of the opposite."""
        part_wanted = wanted if condition.quantifier != "none" else not wanted
        for_each = (condition.quantifier == "every") is part_wanted
        compiled = self.compiler.compile(condition.part)
        values = {name: compiled.value(case.at_school(name)) for name in case.schools}
        failing = [name for name, value in values.items() if value is not part_wanted]
        own = {name: self.ways(condition.part, part_wanted, case.at_school(name), "", others) for name in failing}
        if not for_each:
            yield from (way for name in failing for way in own[name])
            yield from (
                frozenset({SetSchool(name, taken=True)}) for name, other in others.items() if compiled.value(other) is part_wanted
            )
            return
        if len(failing) < len(values):
            yield frozenset(SetSchool(name, taken=False) for name in failing)
        yield from _joined([[*own[name], frozenset({SetSchool(name, taken=False)})] for name in failing])


def _joined(parts: list[list[Way]]) -> Iterator[Way]:
    """One way of each part, together; where two contradict each other they are no way."""
    for chosen in islice(product(*(part[:6] for part in parts)), 400):
        together = frozenset().union(*chosen)
        if is_possible(together):
            yield together


def is_possible(way: Iterable[Atom]) -> bool:
    """Whether no fact gets two values."""
    values: dict[tuple[str, str], FactValue] = {}
    return all(values.setdefault((one.fact, one.subject), one.value) == one.value for one in way if isinstance(one, SetFact))


def count(way: Iterable[Atom]) -> int:
    """How many changes a set is: the same answer for several lines or schools is one, and so are all schools together."""
    facts = {(one.fact, str(one.value)) for one in way if isinstance(one, SetFact)}
    return len(facts) + len({one.taken for one in way if isinstance(one, SetSchool)})


def _smallest(ways: Iterable[Way]) -> list[Way]:
    """Ways of at most three changes without those that hold a smaller one."""
    kept: list[Way] = []
    for way in sorted(dict.fromkeys(ways), key=lambda one: (count(one), len(one))):
        if count(way) <= MOST and not any(smaller < way for smaller in kept):
            kept.append(way)
    return kept[:_MOST_WAYS]

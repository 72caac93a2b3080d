"""What named conditions rest on: each other, never in a circle, and sometimes one school."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemfunds.rulebook.model import Definition
from stemfunds.rulebook.operands import facts_named
from stemfunds.rulebook.terms import AllOf, AnyOf, Comparison, Condition, Holds, Negation, Quantified


def circles(definitions: Mapping[str, Definition]) -> Iterator[tuple[str, ...]]:
    """Definitions that mean themselves, as the way around: first, those between, first again. Each circle once."""
    done: set[str] = set()
    for name in definitions:
        way = _way_back(name, (name,), definitions, done)
        if way:
            yield way
            done.update(way)
        done.add(name)


def speaks_of_one_school(condition: Condition, definitions: Mapping[str, Definition]) -> bool:
    """Whether a condition reads a school's fact without going over schools, itself or through definitions. No circles, please."""
    if isinstance(condition, Comparison):
        return any(fact.startswith("school.") for fact in (condition.fact, *facts_named(condition.operand)))
    if isinstance(condition, AllOf | AnyOf):
        return any(speaks_of_one_school(part, definitions) for part in condition.parts)
    if isinstance(condition, Negation):
        return speaks_of_one_school(condition.part, definitions)
    if isinstance(condition, Quantified):
        return condition.over != "schools" and speaks_of_one_school(condition.part, definitions)
    meant = definitions.get(condition.definition)
    return meant is not None and speaks_of_one_school(meant.means, definitions)


def _way_back(name: str, way: tuple[str, ...], definitions: Mapping[str, Definition], done: set[str]) -> tuple[str, ...]:
    """The way from a definition through those it rests on back to the first one, or nothing."""
    for other in _rests_on(definitions[name].means):
        if other == way[0]:
            return (*way, other)
        if other in definitions and other not in way and other not in done:
            found = _way_back(other, (*way, other), definitions, done)
            if found:
                return found
    return ()


def _rests_on(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Holds):
        yield condition.definition
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _rests_on(part)
    elif isinstance(condition, Negation | Quantified):
        yield from _rests_on(condition.part)

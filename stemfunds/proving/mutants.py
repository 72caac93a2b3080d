"""Small changes to the rules that the rule tests must notice: a negated condition, a dropped clause, a bound moved by one unit.

A rule whose change no test notices is a rule that could be wrong without anybody knowing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from stemfunds.proving.cases import RuleTest
from stemfunds.proving.runner import run_tests
from stemfunds.rulebook import model, terms
from stemfunds.rulebook.model import Definition, Figure, Limit, Rule, Rulebook
from stemfunds.rulebook.reads import facts_read
from stemfunds.rulebook.terms import Condition

_ONE_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rulebook with one change, and the rule or figure that was changed."""

    changed: str
    change: str
    rulebook: Rulebook

    @property
    def number(self) -> str:
        """The number that was moved by a unit: the change without its direction; empty for other changes."""
        moved = re.sub(r"( ?(up|down|later|earlier)| ?[+-]1 (days|months|years))$", "", self.change)
        return "" if moved == self.change else f"{self.changed}: {moved}"


def mutants(rulebook: Rulebook) -> Iterator[Mutant]:
    """Every mutant of every rule, limit, figure and definition."""
    for rule in rulebook.rules.values():
        for change, mutated in _rule_mutants(rule, rulebook):
            yield Mutant(rule.id, change, msgspec.structs.replace(rulebook, rules={**rulebook.rules, rule.id: mutated}))
    for limit in rulebook.limits.values():
        for change, moved in _limit_mutants(limit, rulebook):
            yield Mutant(limit.id, change, msgspec.structs.replace(rulebook, limits={**rulebook.limits, limit.id: moved}))
    for figure in rulebook.figures.values():
        for change, shifted in _figure_mutants(figure):
            figures = {**rulebook.figures, figure.id: shifted}
            yield Mutant(f"figure.{figure.id}", change, msgspec.structs.replace(rulebook, figures=figures))
    for definition in rulebook.definitions.values():
        for change, means in _definition_mutants(definition, rulebook):
            definitions = {**rulebook.definitions, definition.id: msgspec.structs.replace(definition, means=means)}
            yield Mutant(f"definition.{definition.id}", change, msgspec.structs.replace(rulebook, definitions=definitions))


def survivors(
    rulebook: Rulebook, tests: Iterable[RuleTest], wanted: Callable[[int, Mutant], bool] = lambda number, mutant: True
) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant that is wanted (by its number and itself), and whether it survived the rule tests that speak of
    what was changed.
    """
    about = _tests_about(rulebook, list(tests))
    for number, mutant in enumerate(mutants(rulebook)):
        if not wanted(number, mutant):
            continue
        outcomes = run_tests(about.get(mutant.changed, ()), mutant.rulebook)
        yield mutant, not any(outcome.failures for outcome in outcomes)


def _tests_about(rulebook: Rulebook, tests: list[RuleTest]) -> dict[str, list[RuleTest]]:
    """By rule or figure, the tests that name it or that set a fact which it reads."""
    found: dict[str, list[RuleTest]] = defaultdict(list)
    reads = {one.id: _reads(one, rulebook) for one in rulebook.rules_and_limits()}
    owner = {one.id: one.owner for one in rulebook.rules_and_limits()}
    users = _users(rulebook)
    for test in tests:
        owners, named, given = rulebook.owners_for(test.fund), test.expected.names(), test.given()
        reached = {name for name in reads if owner[name] in owners and (name in named or given & reads[name])}
        for name in reached:
            found[name].append(test)
        for name, rules in users.items():
            if rules & (reached if name.startswith("definition.") else named):
                found[name].append(test)
        if test.expected.figure:
            found[f"figure.{test.expected.figure}"].append(test)
    return {name: sorted(those, key=lambda test: name not in _expects(test)) for name, those in found.items()}


def _expects(test: RuleTest) -> set[str]:
    """What a test speaks of by name; such a test is the likeliest to notice a change, and is run first."""
    return {*test.expected.names(), f"figure.{test.expected.figure}"}


def _conditions(one: Rule | Limit) -> list[Condition]:
    if isinstance(one, Rule):
        return list(one.conditions)
    parts = [one.applies, one.counts.where, one.base.where if isinstance(one.base, model.Counted) else None]
    return [part for part in parts if part is not None]


def _reads(one: Rule | Limit, rulebook: Rulebook) -> frozenset[str]:
    return frozenset(fact for condition in _conditions(one) for fact in facts_read(condition, rulebook))


def _users(rulebook: Rulebook) -> dict[str, set[str]]:
    """By figure and definition (`figure.NAME`, `definition.NAME`), the rules and limits that use it, also through definitions."""
    inside = {name: _named_in(definition.means) for name, definition in rulebook.definitions.items()}
    users: dict[str, set[str]] = defaultdict(set)
    for one in rulebook.rules_and_limits():
        base = rulebook.bases[one.base.base] if isinstance(one, Limit) and isinstance(one.base, model.BaseRef) else None
        open_names, seen = [*_named_in(one), *(_named_in(base) if base is not None else ())], set[str]()
        while open_names:
            name = open_names.pop()
            if name not in seen:
                seen.add(name)
                open_names += inside.get(name.removeprefix("definition."), ())
        for name in seen:
            users[name].add(one.id)
    return users


def _named_in(part: terms.Frozen | Condition) -> set[str]:
    text = msgspec.json.encode(part).decode()
    return {f"{what}.{name}" for what, name in re.findall(r'"(figure|definition)":"([^"]+)"', text)}


def _rule_mutants(rule: Rule, rulebook: Rulebook) -> Iterator[tuple[str, Rule]]:
    if rule.test is not None:
        yield "condition negated", msgspec.structs.replace(rule, test=terms.Negation(rule.test))
        for change, condition in _condition_mutants(rule.test, rulebook):
            yield change, msgspec.structs.replace(rule, test=condition)
    if rule.applies is not None:
        yield "trigger negated", msgspec.structs.replace(rule, applies=terms.Negation(rule.applies))
        for change, condition in _condition_mutants(rule.applies, rulebook):
            yield f"trigger: {change}", msgspec.structs.replace(rule, applies=condition)
    if rule.unless is not None:
        yield "exception negated", msgspec.structs.replace(rule, unless=terms.Negation(rule.unless))
        for change, condition in _condition_mutants(rule.unless, rulebook):
            yield f"exception: {change}", msgspec.structs.replace(rule, unless=condition)


def _definition_mutants(definition: Definition, rulebook: Rulebook) -> Iterator[tuple[str, Condition]]:
    yield "negated", terms.Negation(definition.means)
    yield from _condition_mutants(definition.means, rulebook)


def _limit_mutants(limit: Limit, rulebook: Rulebook) -> Iterator[tuple[str, Limit]]:
    if isinstance(limit.bound, terms.Value):
        step: int | Decimal = 1 if limit.bound_unit == "money" else _ONE_HUNDREDTH
        for change, value in _moved(limit.bound.value, step):
            yield change, msgspec.structs.replace(limit, bound=terms.Value(value))
    if limit.applies is not None:
        yield "trigger negated", msgspec.structs.replace(limit, applies=terms.Negation(limit.applies))
        for change, condition in _condition_mutants(limit.applies, rulebook):
            yield f"trigger: {change}", msgspec.structs.replace(limit, applies=condition)
    if limit.counts.where is not None:
        for change, condition in _condition_mutants(limit.counts.where, rulebook):
            counted = msgspec.structs.replace(limit.counts, where=condition)
            yield f"counted: {change}", msgspec.structs.replace(limit, counts=counted)


def _figure_mutants(figure: Figure) -> Iterator[tuple[str, Figure]]:
    steps: dict[str, int | Decimal] = {"money": 1, "percent": _ONE_HUNDREDTH}
    step = steps.get(figure.unit, Decimal(1))
    for number, entry in enumerate(figure.values):
        for change, value in _moved(entry.value, step):
            assert isinstance(value, int | str)
            values = list(figure.values)
            values[number] = msgspec.structs.replace(entry, value=value)
            yield f"value of {entry.since} {change}", msgspec.structs.replace(figure, values=tuple(values))


def _condition_mutants(condition: Condition, rulebook: Rulebook) -> Iterator[tuple[str, Condition]]:
    """The condition with one part dropped, or with one bound moved by a unit."""
    if isinstance(condition, terms.AllOf | terms.AnyOf):
        for number, part in enumerate(condition.parts):
            rest = (*condition.parts[:number], *condition.parts[number + 1 :])
            if rest:
                yield f"part {number + 1} dropped", type(condition)(rest)
            for change, mutated in _condition_mutants(part, rulebook):
                yield change, type(condition)((*condition.parts[:number], mutated, *condition.parts[number + 1 :]))
    elif isinstance(condition, terms.Negation):
        for change, part in _condition_mutants(condition.part, rulebook):
            yield change, terms.Negation(part)
    elif isinstance(condition, terms.Quantified):
        for change, part in _condition_mutants(condition.part, rulebook):
            yield change, terms.Quantified(condition.quantifier, condition.over, part)
    elif isinstance(condition, terms.Comparison):
        yield from _bound_mutants(condition, rulebook)


def _bound_mutants(condition: terms.Comparison, rulebook: Rulebook) -> Iterator[tuple[str, Condition]]:
    fact = rulebook.facts[condition.fact]
    operand = condition.operand
    if isinstance(operand, terms.ShareOf) and isinstance(operand.percent, terms.Value):
        for change, value in _moved(operand.percent.value, _ONE_HUNDREDTH):
            share = terms.ShareOf(terms.Value(value), operand.of)
            yield f"{fact.id} {change}", terms.Comparison(condition.fact, condition.operator, share)
    elif isinstance(operand, terms.DateShift):
        for step in (1, -1):
            shift = terms.DateShift(operand.count + step, operand.unit, operand.of)
            yield f"{fact.id} {step:+d} {operand.unit}", terms.Comparison(condition.fact, condition.operator, shift)
    elif isinstance(operand, terms.Value) and condition.operator in ("at_least", "at_most", "before", "after"):
        step_by: int | Decimal | timedelta = 1
        if fact.type == "date":
            step_by = timedelta(days=1)
        elif fact.type in ("number", "percent"):
            step_by = Decimal(1) if fact.type == "number" else _ONE_HUNDREDTH
        for change, value in _moved(operand.value, step_by):
            yield f"{fact.id} {change}", terms.Comparison(condition.fact, condition.operator, terms.Value(value))


def _moved(value: object, step: int | Decimal | timedelta) -> Iterator[tuple[str, int | str]]:
    """A stored literal one unit up and one unit down."""
    if isinstance(step, timedelta):
        day = date.fromisoformat(str(value))
        yield "a day later", (day + step).isoformat()
        yield "a day earlier", (day - step).isoformat()
    elif isinstance(step, int):
        assert isinstance(value, int)
        yield "one cent up", value + step
        yield "one cent down", value - step
    else:
        number = Decimal(str(value))
        yield f"{step} up", str(number + step)
        yield f"{step} down", str(number - step)

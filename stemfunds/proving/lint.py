"""What a rulebook that loads can still have wrong: things that nothing uses, rules that nothing reaches, texts that do not help.

Mistakes that keep a rulebook from loading are found while it is read; see `stemfunds.rulebook.loader`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec

from stemfunds.proving.cases import RuleTest
from stemfunds.proving.one_place import twice_or_nowhere
from stemfunds.rulebook import model, terms
from stemfunds.rulebook.citations import is_confirmed
from stemfunds.rulebook.model import Citation, Limit, Rule, Rulebook
from stemfunds.rulebook.places import Place, Places
from stemfunds.rulebook.reads import facts_read
from stemfunds.rulebook.terms import Condition


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: of what (a list and an id), where, whether it must be mended (`warning`) or only known (`note`)."""

    about: tuple[str, str]
    place: Place
    message: str
    severity: str = "warning"

    def __str__(self) -> str:
        return f"{self.place}  {self.severity}: {self.message}"


def remarks(rulebook: Rulebook, tests: Iterable[RuleTest], known: Places | None = None) -> list[Remark]:
    """Everything that a rule writer should look at, in the order of the files.

    Where `known` has no place, a rule is told by its file and line, and a word by the list that it is a member of.
    """
    found = [
        *_unhelpful(rulebook),
        *_unreachable(rulebook),
        *_contradictions(rulebook),
        *_untested(rulebook, tests),
        *_unused(rulebook),
        *_unverified(rulebook),
        *(_of(limit, message) for limit, message in twice_or_nowhere(rulebook)),
    ]
    placed = [replace(remark, place=(known or {}).get(remark.about, remark.place)) for remark in found]
    return sorted(placed, key=lambda remark: (remark.severity != "warning", remark.place, remark.message))


def _of(rule: Rule | Limit, message: str, severity: str = "warning") -> Remark:
    return Remark(("rules", rule.id), Place(rule.file, rule.line), message, severity)


def _of_word(section: str, name: str, message: str, severity: str = "warning") -> Remark:
    return Remark((section, name), Place(section), message, severity)


def _conditions(rule: Rule | Limit) -> list[Condition]:
    if isinstance(rule, Rule):
        return list(rule.conditions)
    base = rule.base.where if isinstance(rule.base, model.Counted) else None
    return [part for part in (rule.applies, rule.counts.where, base) if part is not None]


def _conditions_of_bases(rulebook: Rulebook) -> Iterator[Condition]:
    """What decides which charges a base counts and leaves out."""
    for base in rulebook.bases.values():
        counted = [base.counts, *(part.counts for part in base.leaves_out if part.counts is not None)]
        yield from (one.where for one in counted if one.where is not None)


def _unhelpful(rulebook: Rulebook) -> Iterator[Remark]:
    """Rules that refuse or limit without saying what to do then."""
    for rule in rulebook.rules.values():
        refuses = rule.section in ("requirements", "prohibitions", "not_authorized") or (
            rule.section == "authorities" and rule.test is not None
        )
        if refuses and not rule.repair:
            yield _of(rule, f"{rule.id} refuses without a repair hint")
    for limit in rulebook.limits.values():
        if not limit.repair:
            yield _of(limit, f"{limit.id} limits without a repair hint")


def _unreachable(rulebook: Rulebook) -> Iterator[Remark]:
    """Rules of a fund for kinds that no authority of the fund reaches, so that no charge gets as far as they do."""
    for fund in rulebook.funds:
        owners = rulebook.owners_for(fund)
        authorities = [rule for rule in rulebook.rules.values() if rule.owner in owners and rule.section == "authorities"]
        if any(not rule.selector.kinds for rule in authorities):
            continue
        reached = {kind for rule in authorities for kind in rule.selector.kinds}
        for rule in rulebook.rules.values():
            kinds = set(rule.selector.kinds)
            if rule.owner == fund and rule.section not in ("authorities", "not_authorized") and kinds and not kinds & reached:
                yield _of(rule, f"{rule.id} is for {', '.join(sorted(kinds))}, which no authority of {fund} reaches")


def _contradictions(rulebook: Rulebook) -> Iterator[Remark]:
    """Conditions that can never hold: one fact that would have to have two values."""
    for rule in rulebook.rules_and_limits():
        for condition in _conditions(rule):
            for fact in _impossible(condition):
                yield _of(rule, f"{rule.id} wants two values of {fact} at once and can never hold")


def _impossible(condition: Condition) -> Iterator[str]:
    if isinstance(condition, terms.Negation | terms.Quantified):
        yield from _impossible(condition.part)
    elif isinstance(condition, terms.AnyOf):
        for part in condition.parts:
            yield from _impossible(part)
    elif isinstance(condition, terms.AllOf):
        wanted: dict[str, set[str]] = {}
        for part in condition.parts:
            yield from _impossible(part)
            if isinstance(part, terms.Comparison) and part.operator == "is" and isinstance(part.operand, terms.Value):
                value = part.operand.value
                values = set(value) if isinstance(value, tuple) else {str(value)}
                wanted[part.fact] = wanted.get(part.fact, values) & values
        yield from (fact for fact, values in wanted.items() if not values)


def _untested(rulebook: Rulebook, tests: Iterable[RuleTest]) -> Iterator[Remark]:
    named = {name for test in tests for name in test.expected.names()}
    for rule in rulebook.rules_and_limits():
        if rule.id not in named:
            yield _of(rule, f"{rule.id} is named by no test")


def _unused(rulebook: Rulebook) -> Iterator[Remark]:
    """Facts that no rule reads, figures that no rule uses, definitions that no rule holds, sources that nothing cites."""
    conditions = [condition for rule in rulebook.rules_and_limits() for condition in _conditions(rule)]
    read = {fact for condition in conditions for fact in facts_read(condition, rulebook)}
    read |= {fact for rule in rulebook.rules.values() for fact in rule.weigh}
    for limit in rulebook.limits.values():
        read |= {one.fact for one in (limit.base, limit.bound) if isinstance(one, terms.FactRef)}
    worked = [one.part for fact in rulebook.facts.values() for one in fact.worked_out if one.part is not None]
    read |= {asked.fills for part in worked for asked in part.inputs}
    for base in rulebook.bases.values():
        read |= {part.amount.fact for part in base.leaves_out if part.amount is not None}
    of_bases = list(_conditions_of_bases(rulebook))
    read |= {fact for condition in of_bases for fact in facts_read(condition, rulebook)}
    for fact in rulebook.facts.values():
        if not fact.built_in and fact.id not in read:
            yield _of_word("facts", fact.id, f"no rule reads the fact {fact.id}")
    held = set(_definitions_held([*conditions, *of_bases], rulebook))
    for name in rulebook.definitions:
        if name not in held:
            yield _of_word("definitions", name, f"no rule holds the definition {name}")
    used = set(_figures_used(rulebook))
    for name in rulebook.figures:
        if name not in used:
            yield _of_word("figures", name, f"no rule, definition or window uses the figure {name}", "note")
    cited = {citation.source for citation in _citations(rulebook)}
    for source in rulebook.sources.values():
        if source.id not in cited:
            yield _of_word("sources", source.id, f"nothing cites the source {source.id}", "note")


def _figures_used(rulebook: Rulebook) -> Iterator[str]:
    users = (rulebook.rules, rulebook.limits, rulebook.definitions, rulebook.windows(), rulebook.bases, rulebook.calculators)
    text = msgspec.json.encode(users).decode()
    yield from (name for name in rulebook.figures if f'"figure":"{name}"' in text)


def _definitions_held(conditions: Iterable[Condition], rulebook: Rulebook) -> Iterator[str]:
    for condition in conditions:
        if isinstance(condition, terms.Holds):
            yield condition.definition
            yield from _definitions_held([rulebook.definitions[condition.definition].means], rulebook)
        elif isinstance(condition, terms.AllOf | terms.AnyOf):
            yield from _definitions_held(condition.parts, rulebook)
        elif isinstance(condition, terms.Negation | terms.Quantified):
            yield from _definitions_held([condition.part], rulebook)


def _citations(rulebook: Rulebook) -> Iterator[Citation]:
    for rule in rulebook.rules_and_limits():
        yield from rule.cite
    for fund in rulebook.funds.values():
        yield from fund.cite
        yield from fund.window.cite if fund.window is not None else ()
    for figure in rulebook.figures.values():
        for value in figure.values:
            yield from value.cite
    for item in rulebook.items.values():
        yield from item.cite
    for definition in rulebook.definitions.values():
        yield from definition.cite
    for reference in rulebook.references.values():
        yield from reference.cite
    for base in rulebook.bases.values():
        yield from base.cite
    for calculator in rulebook.calculators.values():
        yield from calculator.cite
        for step in calculator.steps:
            yield from step.cite
    yield from rulebook.account_codes.cite
    for example in rulebook.letter.values():
        yield from example.rests_on


def _unverified(rulebook: Rulebook) -> Iterator[Remark]:
    for rule in rulebook.rules_and_limits():
        if not any(is_confirmed(citation, rulebook.sources) for citation in rule.cite):
            yield _of(rule, f"{rule.id} rests on no confirmed source; it may only warn or attach a condition", "note")

"""Generated cases over the federal rulebook: kinds, items, funds and facts come from its vocabulary, not from this file.

A `Scene` is a plan as rule tests describe it: some facts given, some taken away, every other fact as in a district in good order.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from stemfunds.judging.case import FactValue
from stemfunds.judging.judge import Judge
from stemfunds.judging.operands import typed
from stemfunds.judging.result import PlanResult
from stemfunds.plan.charges import split
from stemfunds.plan.model import Activity, Award, Cents, Charge, District, Line, Period, Plan
from stemfunds.proving.cases import Expected, Given, RuleTest
from stemfunds.proving.scenario import Ordinary, ordinary_answers, scenario
from stemfunds.rulebook import model, terms
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.model import Fact, Limit, Rule, Rulebook
from stemfunds.rulebook.reads import facts_behind, facts_read
from stemfunds.rulebook.terms import FactRef, FigureRef

ALWAYS_KNOWN = frozenset(
    "activity.kind activity.amount line.kind line.item line.object line.amount "
    "award.federal_fiscal_year award.amount award.awarded_on award.is_carryover award.charged award.available "
    "award.transferred_in award.transferred_out award.with_transfers_in award.after_transfers "
    "award.opens award.closes award.liquidate_by "
    "fund.id fund.indirect_rate plan.starts plan.ends plan.total charge.amount charge.obligated_from charge.obligated_to "
    "line.object_agrees line.kind_agrees line.charges_agree line.is_split district.state activity.starts activity.ends activity.schools".split()
)
"""Facts that a plan cannot leave out, or that follow from others: no law speaks of taking them away."""

_WORDS = st.sampled_from(["a kit for two classes", "registration of two teams"])


def examples(number: int) -> int:
    """How many cases a law is tried on; STEMFUNDS_TEST_TIMES=50 tries fifty times as many (with HYPOTHESIS_PROFILE=search)."""
    return number * int(os.environ.get("STEMFUNDS_TEST_TIMES", "1"))


@cache
def ordinary() -> Ordinary:
    """The answers of an ordinary plan, gathered once."""
    return ordinary_answers(federal_rulebook())


@cache
def federal_rulebook() -> Rulebook:
    """The rules of this checkout, from their compiled copy where it is right."""
    return load_rulebook()


@cache
def federal_with(*packs: Path) -> Rulebook:
    """The rules of this checkout with State packs on top, read once."""
    return load_rulebook(packs)


@cache
def federal_judge() -> Judge:
    """A judge of the federal rules."""
    return Judge(federal_rulebook())


# --- scenes -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scene:
    """A plan by its facts: one activity with one line for each member of `lines`, all charged to one award of `fund`."""

    fund: str
    lines: tuple[Given, ...]
    schools: tuple[Given, ...] = ({},)
    stream: str = "july"

    def result(self) -> PlanResult:
        """The judgement of the plan as of its first day."""
        test = RuleTest("a generated plan", "generated", 1, self.fund, self.lines, self.schools, self.stream, None, Expected())
        plan = scenario(test, ordinary())
        return federal_judge().judge(plan.plan, plan.as_of, plan.overrides)

    def answered(self, fact: str, value: FactValue, number: int) -> Scene:
        """The same plan with one more fact: of the line and activity (or the school) of that number, or of all there is."""
        scope = fact.partition(".")[0]
        if scope == "school":
            return replace(self, schools=_set(self.schools, fact, value, number))
        if scope in ("activity", "line", "charge"):
            return replace(self, lines=_set(self.lines, fact, value, number))
        return replace(self, lines=tuple({**line, fact: value} for line in self.lines))

    def unknown(self) -> list[tuple[str, int]]:
        """The facts that are taken away, with the number of the line or school."""
        of_lines = [(fact, number) for number, line in enumerate(self.lines) for fact, value in line.items() if value is None]
        return of_lines + [
            (fact, number) for number, school in enumerate(self.schools) for fact, value in school.items() if value is None
        ]


def _set(members: tuple[Given, ...], fact: str, value: FactValue, number: int) -> tuple[Given, ...]:
    return tuple({**one, fact: value} if place == number else one for place, one in enumerate(members))


@st.composite
def scenes(draw: st.DrawFn, most_lines: int = 2, fewest_unknown: int = 0) -> Scene:
    """Plans around the rules of one fund: kinds that it pays for (or not), facts that its rules read, many of them unknown."""
    rulebook = federal_rulebook()
    fund = draw(st.sampled_from(sorted(rulebook.funds)))
    lines: list[Given] = []
    schools: list[Given] = [{} for _ in range(draw(st.integers(1, 2)))]
    for _ in range(draw(st.integers(1, most_lines))):
        kind, item = draw(st.sampled_from(_kinds_of(fund))), draw(st.sampled_from(_items_of(fund)))
        reads = _facts_for(fund, kind, item)
        given: dict[str, FactValue | None] = {"activity.kind": kind, "line.item": item}
        for fact in draw(st.lists(st.sampled_from(reads), unique=True, max_size=8)):
            _place(draw, fact, draw(values(fact)), given, schools)
        can_miss = [fact for fact in reads if fact not in ALWAYS_KNOWN]
        for fact in draw(st.lists(st.sampled_from(can_miss), unique=True, min_size=fewest_unknown, max_size=8)):
            _place(draw, fact, None, given, schools)
        lines.append(given)
    common = {fact: value for line in lines for fact, value in line.items() if _belongs_to_all(fact)}
    return Scene(fund, tuple({**line, **common} for line in lines), tuple(schools))


def _belongs_to_all(fact: str) -> bool:
    return fact.partition(".")[0] in ("plan", "district", "award", "fund")


def _place(draw: st.DrawFn, fact: str, value: FactValue | None, given: dict[str, FactValue | None], schools: list[Given]) -> None:
    if fact.startswith("school."):
        number = draw(st.integers(0, len(schools) - 1))
        schools[number] = {**schools[number], fact: value}
    else:
        given[fact] = value


# --- values -----------------------------------------------------------------------------------------------------------


@cache
def values(fact_id: str) -> st.SearchStrategy[Any]:
    """Values of a fact, most of them on or beside a figure that some rule compares with."""
    fact = federal_rulebook().facts[fact_id]
    if fact.type == "yes-no":
        return st.booleans()
    if fact.type == "choice":
        return st.sampled_from(sorted(fact.choices))
    if fact.type == "choices":
        return st.frozensets(st.sampled_from(sorted(fact.choices)), min_size=1, max_size=4)
    if fact.type == "text":
        return _text_of(fact)
    if fact.type == "date":
        return _dates_of(fact)
    known = sorted({near for bound in _bounds()[fact.type] for near in (bound - 1, bound, bound + 1) if near >= 0})
    if fact.type == "money":
        return st.sampled_from([int(bound) for bound in known])
    if fact.id == "award.federal_fiscal_year":
        return st.sampled_from([Decimal(year) for year in (2021, 2024, 2025, 2026)])
    return st.sampled_from(known)


def _text_of(fact: Fact) -> st.SearchStrategy[str]:
    rulebook = federal_rulebook()
    names = {"line.object": list(rulebook.object_classes), "district.state": ["OH", "TX"]}.get(fact.id)
    return _WORDS if names is None else st.sampled_from(sorted(names))


def _dates_of(fact: Fact) -> st.SearchStrategy[date]:
    """Any day around the figures; the day of an order inside the plan's period, which the plan says already."""
    if fact.id == "line.committed_on":
        return st.dates(date(2026, 7, 1), date(2027, 6, 30))
    if fact.id in ("plan.starts", "plan.ends"):
        return st.just(date(2026, 7, 1) if fact.id == "plan.starts" else date(2027, 6, 30))
    bounds = sorted({day + timedelta(days=shift) for day in _bounds()["date"] for shift in (-1, 0, 1)})
    return st.sampled_from(bounds) | st.dates(date(2024, 1, 1), date(2029, 1, 1))


@cache
def _bounds() -> Mapping[str, frozenset[Any]]:
    """Every figure and literal that some rule compares with, by type of fact."""
    rulebook = federal_rulebook()
    found: dict[str, set[Any]] = {"money": {100_000}, "number": {Decimal(6)}, "percent": {Decimal(50)}, "date": set()}
    for figure in rulebook.figures.values():
        for value in figure.values:
            found.setdefault(figure.unit, set()).add(typed(value.value, figure.unit))
            found["date"].add(date.fromisoformat(value.since))
    for condition in _conditions(rulebook):
        for part in _comparisons(condition):
            fact = rulebook.facts[part.fact]
            if isinstance(part.operand, terms.Value) and fact.type in found and not isinstance(part.operand.value, tuple):
                found[fact.type].add(typed(part.operand.value, fact.type))
    return {name: frozenset(bounds) for name, bounds in found.items()}


def _conditions(rulebook: Rulebook) -> list[terms.Condition]:
    definitions = [definition.means for definition in rulebook.definitions.values()]
    of_rules = [condition for rule in rulebook.rules.values() for condition in (rule.applies, rule.test)]
    return definitions + [condition for condition in of_rules if condition is not None]


def _comparisons(condition: terms.Condition) -> list[terms.Comparison]:
    if isinstance(condition, terms.Comparison):
        return [condition]
    if isinstance(condition, terms.AllOf | terms.AnyOf):
        return [one for part in condition.parts for one in _comparisons(part)]
    if isinstance(condition, terms.Negation | terms.Quantified):
        return _comparisons(condition.part)
    return []


# --- what a fund's rules reach and read -------------------------------------------------------------------------------


@cache
def _rules_of(fund: str) -> tuple[Rule, ...]:
    rulebook = federal_rulebook()
    return tuple(rule for rule in rulebook.rules.values() if rule.owner in rulebook.owners_for(fund))


@cache
def _kinds_of(fund: str) -> list[str]:
    """The kinds that the fund's rules name, twice as often as the others."""
    rulebook = federal_rulebook()
    named = {kind for rule in _rules_of(fund) if rule.section == "authorities" for kind in rule.selector.kinds}
    return sorted(named) * 2 + sorted(rulebook.kinds)


@cache
def _items_of(fund: str) -> list[str]:
    return sorted(federal_rulebook().items)


@cache
def _facts_for(fund: str, kind: str, item: str) -> list[str]:
    """The facts that decide about a charge: those of the rules that reach it, and of the fund's limits."""
    rulebook = federal_rulebook()
    bought = rulebook.items[item]
    reaching = [r for r in _rules_of(fund) if r.selector.reaches(bought.kind or kind, item, bought.object, fund)]
    conditions = [condition for rule in reaching for condition in (rule.applies, rule.test) if condition is not None]
    read = {fact for condition in conditions for fact in facts_read(condition, rulebook)}
    for limit in rulebook.limits.values():
        if limit.owner in rulebook.owners_for(fund):
            read |= _facts_of_limit(limit, rulebook)
    return sorted(fact for fact in read if _may_be_given(rulebook.facts.get(fact)))


def _facts_of_limit(limit: Limit, rulebook: Rulebook) -> set[str]:
    wheres = [limit.counts.where, limit.base.where if isinstance(limit.base, model.Counted) else None, limit.applies]
    operands = [limit.base, limit.bound]
    if isinstance(limit.base, model.BaseRef):
        base = rulebook.bases[limit.base.base]
        wheres += [base.counts.where, *(part.counts.where for part in base.leaves_out if part.counts is not None)]
        operands += [operand for part in base.leaves_out for operand in (part.amount, part.beyond) if operand is not None]
    read = {fact for where in wheres if where is not None for fact in facts_read(where, rulebook)}
    for operand in operands:
        if isinstance(operand, FactRef | FigureRef):
            read |= set(facts_behind(operand, rulebook))
    return read


def _may_be_given(fact: Fact | None) -> bool:
    """Not what follows from other facts: to contradict it would be no plan."""
    return fact is not None and (fact.id not in ALWAYS_KNOWN or fact.id in ("line.amount", "award.amount"))


# --- plans with shared lines ------------------------------------------------------------------------------------------

_AWARDS = ("A-ONE", "B-TWO", "C-THREE")


@st.composite
def shared_plans(draw: st.DrawFn) -> Plan:
    """Plans whose lines are shared among up to three awards, by percentages with fractions."""
    rulebook = federal_rulebook()
    funds = draw(st.lists(st.sampled_from(sorted(rulebook.funds)), min_size=1, max_size=3))
    awards = tuple(
        Award(id=identity, fund=fund, federal_fiscal_year=2026, amount=Cents(draw(st.integers(0, 90_000_000))))
        for identity, fund in zip(_AWARDS, funds, strict=False)
    )
    activities = tuple(_activity(draw, number, awards) for number in range(1, draw(st.integers(1, 3)) + 1))
    return Plan(
        plan=1,
        title="A generated plan",
        district=District(name="Generated district", state="OH", nces_id="3900000"),
        period=Period(starts=date(2026, 7, 1), ends=date(2027, 6, 30)),
        awards=awards,
        activities=activities,
    )


def _activity(draw: st.DrawFn, number: int, awards: tuple[Award, ...]) -> Activity:
    rulebook = federal_rulebook()
    lines = tuple(_line(draw, f"A{number}-{place}", awards) for place in range(1, draw(st.integers(1, 3)) + 1))
    goals: list[Any] = draw(st.lists(st.sampled_from(sorted(rulebook.goals)), unique=True))
    kind = draw(st.sampled_from(sorted(rulebook.kinds)))
    return Activity(id=f"A{number}", title=f"Activity {number}", kind=kind, goals=tuple(goals), lines=lines)


def _line(draw: st.DrawFn, identity: str, awards: tuple[Award, ...]) -> Line:
    amount = Cents(draw(st.integers(0, 50_000_000)))
    payers = draw(st.lists(st.sampled_from([award.id for award in awards]), unique=True, min_size=1))
    parts = split(amount, {award: Decimal(draw(st.integers(1, 999))) / 8 for award in payers})
    return Line(
        id=identity,
        description="",
        item=draw(st.sampled_from(sorted(federal_rulebook().items))),
        amount=amount,
        charges=tuple(Charge(award=award, amount=cents) for award, cents in parts.items()),
    )

"""The same conditions over the same charges in two rule engines: CEL (common-expression-language) and zen-engine.

Conditions of the federal rules that compare facts with words and amounts are translated; those over dates, figures, other facts
and quantifiers are left out, for the peers' sake. CEL can say that a missing fact leaves a condition open, so its answers are
compared everywhere; zen cannot, and is compared where all facts are known that a condition reads.
Run it with:  python -m benchmarks.peers [--charges 100]        (after: pip install '.[bench]')
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import cel
import zen

from benchmarks.plan_maker import PlanMaker, as_json
from stemfunds.judging.case import Case, Span
from stemfunds.judging.cases import PlanCases
from stemfunds.judging.columns import Columns, Planes, places
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.planes import PlaneCompiler
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import parse_plan
from stemfunds.rulebook import terms
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.kleene import Truth
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.reads import facts_read
from stemfunds.rulebook.terms import Condition

AS_OF = date(2026, 11, 23)
ROUNDS = 5
_THOUSANDTHS = 1000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a language writes what the rules say."""

    both: str
    either: str
    denied: str
    operators: Mapping[str, str]


CEL = Dialect(
    " && ",
    " || ",
    "!({})",
    {"includes": "f.{}.exists(v, v in {})", "only": "f.{}.all(v, v in {})", "in": "f.{} in {}", "is": "f.{} == {}"},
)
ZEN = Dialect(
    " and ",
    " or ",
    "not ({})",
    {"includes": "some(f.{}, # in {})", "only": "all(f.{}, # in {})", "in": "f.{} in {}", "is": "f.{} == {}"},
)


def main() -> None:
    """Print evaluations per second of each engine, the ratio, and how many answers agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charges", type=int, default=100)
    rulebook, number = load_rulebook(), parser.parse_args().charges
    cases = _cases(rulebook, number)
    conditions = _translatable(rulebook)
    read = {fact for condition in conditions for fact in facts_read(condition, rulebook)}
    known = [_flat(case, read, rulebook) for case in cases]
    print(f"{len(conditions)} conditions × {len(cases)} charges, median of {ROUNDS} rounds")

    planes = PlaneCompiler(Compiler(rulebook))
    nodes = [planes.compile(one) for one in conditions]
    ours_seconds, answered = _measured(lambda: list(map(Columns(cases).planes, nodes)))
    ours = _truths(answered, len(cases))
    print(f"{'stemfunds':<12} {len(conditions) * len(cases) / ours_seconds:14,.0f} evaluations a second")

    programs = [cel.compile(_written(one, CEL, rulebook)) for one in conditions]
    expressions = [zen.compile_expression(_written(one, ZEN, rulebook)) for one in conditions]
    reads = [facts_read(one, rulebook) for one in conditions]
    peers: dict[str, Callable[[], list[list[Any]]]] = {
        "CEL": lambda: [_all_asked([program.execute for program in programs], cel.Context({"f": facts})) for facts in known],
        "zen-engine": lambda: [_all_asked([one.evaluate for one in expressions], {"f": facts}) for facts in known],
    }
    for name, ask in peers.items():
        seconds, answers = _measured(ask, 1)
        pairs = [
            (one, other)
            for facts, mine, theirs in zip(known, ours, answers, strict=True)
            for one, other, needs in zip(mine, theirs, reads, strict=True)
            if name == "CEL" or all(_name(fact) in facts for fact in needs)
        ]
        same = sum(one is other for one, other in pairs)
        rate, ratio = len(conditions) * len(cases) / seconds, seconds / ours_seconds
        print(f"{name:<12} {rate:14,.0f} evaluations a second; stemfunds × {ratio:,.0f}; {same} of {len(pairs)} answers agree")


def _measured(work: Callable[[], list[T]], rounds: int = ROUNDS) -> tuple[float, list[T]]:
    times, answers = [], list[T]()
    for _ in range(rounds):
        start = time.process_time()
        answers = work()
        times.append(time.process_time() - start)
    return sorted(times)[len(times) // 2], answers


def _truths(answers: Iterable[Planes], number: int) -> list[list[Truth]]:
    """What each case is told by each condition."""
    truths: list[list[Truth]] = [[] for _ in range(number)]
    for yes, no in answers:
        for told in truths:
            told.append(None)
        for truth, plane in ((True, yes), (False, no)):
            for at in places(plane):
                truths[at][-1] = truth
    return truths


def _all_asked(asks: list[Callable[[Any], Any]], facts: Any) -> list[Truth]:
    return [_asked(ask, facts) for ask in asks]


def _asked(ask: Callable[[Any], Any], facts: Any) -> Truth:
    try:
        answer = ask(facts)
    except (KeyError, RuntimeError, ValueError, TypeError):
        return None
    return answer if isinstance(answer, bool) else None


# --- cases ------------------------------------------------------------------------------------------------------------


def _cases(rulebook: Rulebook, number: int) -> list[Case]:
    """The cases of that many charges of generated plans, each tenth one."""
    found, words = list[Case](), plan_vocabulary(rulebook)
    for document in PlanMaker(rulebook).documents(number // 9 + 1):
        plan = parse_plan(as_json(document), "plan", "json", words)
        found += [charge.case for charge in PlanCases(plan, rulebook, AS_OF).charges()]
    return found[::10][:number]


def _flat(case: Case, read: set[str], rulebook: Rulebook) -> dict[str, Any]:
    """The known facts of a case by one name each, numbers in thousandths."""
    flat = {}
    for fact in (rulebook.facts[one] for one in sorted(read)):
        value = case.facts(fact.scope).get(fact.name)
        if value is not None and not isinstance(value, date | Span):
            number = int(value * _THOUSANDTHS) if isinstance(value, Decimal) else value
            flat[_name(fact.id)] = sorted(number) if isinstance(number, frozenset) else number
    return flat


def _name(fact: str) -> str:
    return fact.replace(".", "_")


# --- conditions -------------------------------------------------------------------------------------------------------


def _translatable(rulebook: Rulebook) -> list[Condition]:
    conditions = [one for rule in rulebook.rules.values() for one in (rule.applies, rule.test) if one is not None]
    return [one for one in conditions if _fits(one, rulebook)]


def _fits(condition: Condition, rulebook: Rulebook) -> bool:
    if isinstance(condition, terms.Comparison):
        is_plain = isinstance(condition.operand, terms.Value) and rulebook.facts[condition.fact].type != "date"
        return is_plain and condition.operator != "given"
    if isinstance(condition, terms.AllOf | terms.AnyOf):
        return all(_fits(part, rulebook) for part in condition.parts)
    if isinstance(condition, terms.Negation):
        return _fits(condition.part, rulebook)
    return isinstance(condition, terms.Holds) and _fits(rulebook.definitions[condition.definition].means, rulebook)


def _written(condition: Condition, dialect: Dialect, rulebook: Rulebook) -> str:
    """A condition in the language of a peer."""
    if isinstance(condition, terms.Comparison):
        return _comparison(condition, dialect, rulebook)
    if isinstance(condition, terms.AllOf | terms.AnyOf):
        word = dialect.both if isinstance(condition, terms.AllOf) else dialect.either
        return f"({word.join(_written(part, dialect, rulebook) for part in condition.parts)})"
    if isinstance(condition, terms.Negation):
        return dialect.denied.format(_written(condition.part, dialect, rulebook))
    assert isinstance(condition, terms.Holds)
    return _written(rulebook.definitions[condition.definition].means, dialect, rulebook)


def _comparison(condition: terms.Comparison, dialect: Dialect, rulebook: Rulebook) -> str:
    assert isinstance(condition.operand, terms.Value)
    kind, value = rulebook.facts[condition.fact].type, condition.operand.value
    several = isinstance(value, tuple)
    literal = json.dumps([_literal(one, kind) for one in value] if isinstance(value, tuple) else _literal(value, kind))
    if condition.operator in ("at_least", "at_most"):
        return f"f.{_name(condition.fact)} {'>=' if condition.operator == 'at_least' else '<='} {literal}"
    operator = "in" if condition.operator == "is" and several else condition.operator
    return dialect.operators[operator].format(_name(condition.fact), literal)


def _literal(value: bool | int | str, kind: str) -> Any:
    if kind in ("number", "percent"):
        return int(Decimal(value) * _THOUSANDTHS)
    if kind == "yes-no":
        return value if isinstance(value, bool) else value == "True"
    return int(value) if kind == "money" else value


if __name__ == "__main__":
    main()

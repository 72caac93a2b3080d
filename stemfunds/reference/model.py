"""What the reference shows, free of any format: the rules of every fund and framework, and the fund × kind matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from stemfunds.calculate.engine import formula_of
from stemfunds.judging.findings import FindingMaker
from stemfunds.judging.result import CitedSource
from stemfunds.proving.cases import RuleTest
from stemfunds.reporting.condition_words import condition_lines
from stemfunds.reporting.rule_words import asked_words, bound_words, in_force_words, reach_words
from stemfunds.rulebook.calculator_model import Calculator
from stemfunds.rulebook.model import Counted, Limit, Rule, Rulebook
from stemfunds.rulebook.terms import Condition

SECTION_TITLES = {
    "authorities": "What it may pay for",
    "not_authorized": "What it does not pay for",
    "requirements": "Requirements",
    "prohibitions": "Prohibitions",
    "conditions": "Conditions to meet",
    "limits": "Caps, floors and set-asides",
    "judgements": "Judgements",
    "advice": "Warnings and notes",
}


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule as the reference prints it. `reach` names kinds, items and classes; `tests` are the names of its tests.

    Of a limit, `bound` says how much of what, and `base` which charges are in that sum.
    """

    id: str
    says: str
    reach: str
    applies: tuple[tuple[int, str], ...]
    condition: tuple[tuple[int, str], ...]
    silent: tuple[tuple[int, str], ...]
    bound: str
    base: tuple[tuple[int, str], ...]
    asked: str
    otherwise: str
    repair: str
    keep: tuple[str, ...]
    in_force: str
    citations: tuple[CitedSource, ...]
    tests: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A fund or a framework with its rules by section."""

    id: str
    title: str
    purpose: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[RuleEntry, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A calculator with its steps: letter, label and formula."""

    id: str
    title: str
    says: str
    steps: tuple[tuple[str, str, str], ...]
    citations: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Which fund can pay for which kind: `yes`, `if` (on conditions) or `no`, by kind and fund."""

    funds: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole reference."""

    version: str
    digest: str
    chapters: tuple[Chapter, ...]
    matrix: Matrix
    sheets: tuple[Sheet, ...] = ()


def reference(rulebook: Rulebook, tests: Iterable[RuleTest]) -> Reference:
    """The reference of a rulebook; tests are shown beside the rules that they name."""
    named: dict[str, list[str]] = defaultdict(list)
    for test in tests:
        for name in sorted(test.expected.names()):
            named[name].append(test.name)
    chapters = tuple(_chapter(owner, rulebook, named) for owner in (*rulebook.funds, *rulebook.frameworks))
    sheets = tuple(_sheet(calculator, rulebook) for calculator in rulebook.calculators.values())
    return Reference(rulebook.version, rulebook.digest, chapters, matrix(rulebook), sheets)


def _sheet(calculator: Calculator, rulebook: Rulebook) -> Sheet:
    steps = tuple((step.letter, step.label, formula_of(step, rulebook)) for step in calculator.steps)
    return Sheet(calculator.id, calculator.title, calculator.says, steps, FindingMaker(rulebook).cited(calculator.cite))


def matrix(rulebook: Rulebook) -> Matrix:
    """The fund × kind chart of the federal funds, from their authorities alone."""
    funds = [fund for fund in rulebook.funds.values() if fund.window is not None]
    rows = tuple(
        (kind.id, kind.name, tuple(_cell(fund.id, kind.id, rulebook) for fund in funds)) for kind in rulebook.kinds.values()
    )
    return Matrix(tuple((fund.id, fund.short) for fund in funds), rows)


def _cell(fund: str, kind: str, rulebook: Rulebook) -> str:
    owners = rulebook.owners_for(fund)
    authorities = [
        rule
        for rule in rulebook.rules.values()
        if rule.owner in owners
        and rule.section == "authorities"
        and (not rule.selector.kinds or kind in rule.selector.kinds)
        and (not rule.selector.funds or fund in rule.selector.funds)
    ]
    if not authorities:
        return "no"
    return "yes" if any(rule.test is None for rule in authorities) else "if"


def _chapter(owner: str, rulebook: Rulebook, named: dict[str, list[str]]) -> Chapter:
    sections = []
    for section, title in SECTION_TITLES.items():
        entries = tuple(
            _entry(rule, rulebook, named)
            for rule in rulebook.rules_and_limits()
            if rule.owner == owner and (section == "limits" if isinstance(rule, Limit) else rule.section == section)
        )
        if entries:
            sections.append((title, entries))
    fund = rulebook.funds.get(owner)
    if fund is None:
        framework = rulebook.frameworks[owner]
        return Chapter(owner, framework.title, framework.means, (), tuple(sections))
    facts = [
        ("Assistance Listing", fund.assistance_listing),
        ("Obligation window", fund.window.says if fund.window else "No federal window."),
        ("Supplement, not supplant", fund.supplement_not_supplant),
        ("Also follows", ", ".join(rulebook.frameworks[name].title for name in fund.follows)),
    ]
    return Chapter(owner, f"{fund.short}: {fund.name}", fund.purpose, tuple(pair for pair in facts if pair[1]), tuple(sections))


def _entry(rule: Rule | Limit, rulebook: Rulebook, named: dict[str, list[str]]) -> RuleEntry:
    limit = rule if isinstance(rule, Limit) else None
    condition = rule.counts.where if isinstance(rule, Limit) else rule.test
    return RuleEntry(
        id=rule.id,
        says=rule.says,
        reach=reach_words(rule.counts.selector if isinstance(rule, Limit) else rule.selector, rulebook),
        applies=_words(rule.applies, rulebook),
        condition=_words(condition, rulebook),
        silent=() if isinstance(rule, Limit) else _words(rule.unless, rulebook),
        bound="" if limit is None else bound_words(limit, rulebook),
        base=_words(limit.base.where, rulebook) if limit is not None and isinstance(limit.base, Counted) else (),
        asked=asked_words(rule),
        otherwise=rule.otherwise,
        repair=rule.repair if isinstance(rule, Limit) else rule.repair or rule.do,
        keep=() if isinstance(rule, Limit) else rule.keep,
        in_force=in_force_words(rule),
        citations=FindingMaker(rulebook).cited(rule.cite),
        tests=tuple(named.get(rule.id, ())),
        file=rule.file,
        line=rule.line,
    )


def _words(condition: Condition | None, rulebook: Rulebook) -> tuple[tuple[int, str], ...]:
    return () if condition is None else tuple(condition_lines(condition, rulebook))

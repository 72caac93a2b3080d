"""A rule on a page: its sentence, its condition in words, its citations, what to do, and the file that says so."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.judging.findings import FindingMaker
from stemfunds.reporting.condition_words import condition_lines
from stemfunds.reporting.rule_words import asked_words, bound_words, in_force_words, reach_words
from stemfunds.reporting.styled import Line, shortened, wrapped
from stemfunds.rulebook.model import Citation, Counted, Limit, Rule, Rulebook, Window
from stemfunds.rulebook.terms import Condition

_MEANS = {
    "authorities": "An authority: lets the fund pay.",
    "not_authorized": "Not authorized: nothing in the fund permits it.",
    "requirements": "A requirement: must hold.",
    "prohibitions": "A prohibition: must not hold.",
    "conditions": "A condition: the district must do something.",
    "advice": "Advice: changes no verdict.",
    "judgements": "A judgement: a person decides and records why.",
}


def rule_page(identity: str, rulebook: Rulebook, width: int) -> list[Line] | None:
    """The page of a rule, limit or window; None when there is none of that id."""
    if (rule := rulebook.rules.get(identity)) is not None:
        return list(_rule(rule, rulebook, width))
    if (limit := rulebook.limits.get(identity)) is not None:
        return list(_limit(limit, rulebook, width))
    if (window := rulebook.windows().get(identity)) is not None:
        return list(_window(window, rulebook, width))
    return None


def rule_list(rulebook: Rulebook, query: str, width: int) -> list[Line]:
    """Rules and limits whose id, owner or sentence contains every word of a query."""
    wanted = query.lower().split()
    lines: list[Line] = []
    for one in rulebook.rules_and_limits():
        text = f"{one.id} {one.owner} {one.says}".lower()
        if all(word in text for word in wanted):
            lines.append([(f"{one.id:<28} ", "rule"), (shortened(one.says, width - max(29, len(one.id) + 1)), "")])
    return lines


def nearest_rule_list(query: str, found: list[tuple[str, str]], rulebook: Rulebook, width: int) -> list[Line]:
    """Rules found by meaning, each with the words of the query that speak for it; nothing where there are none."""
    if not found:
        return []
    says = {one.id: one.says for one in rulebook.rules_and_limits()}
    lines = wrapped(f'No rule has all the words of "{query}". Nearest by meaning:', width, 0)
    for identity, matched in found:
        lines += wrapped(f"{says[identity]} Matched: {matched}.", width, 30, first=[(f"  {identity:<27} ", "rule")])
    return lines


def _rule(rule: Rule, rulebook: Rulebook, width: int) -> Iterator[Line]:
    yield from _head(rule.id, _MEANS[rule.section], rule.says, rule.owner, rulebook, width)
    yield from _text("Reaches", reach_words(rule.selector, rulebook), width)
    yield from _text("Asked", asked_words(rule), width)
    yield from _condition("Applies when", rule.applies, rulebook, width)
    word = {"requirements": "Must hold", "authorities": "Pays when"}.get(rule.section, "Holds when")
    yield from _condition(word, rule.test, rulebook, width)
    yield from _condition("Silent when", rule.unless, rulebook, width)
    yield from _text("When it fails", rule.otherwise, width)
    yield from _text("What to do", rule.repair or rule.do, width)
    yield from _text("Keep", "; ".join(rule.keep), width)
    yield from _text("Letter examples that support it", ", ".join(rule.supported_by), width)
    yield from _text("In force", in_force_words(rule), width)
    yield from _sources(rule.cite, rulebook, width)
    yield from _file(rule.file, rule.line, width)


def _limit(limit: Limit, rulebook: Rulebook, width: int) -> Iterator[Line]:
    word = "A cap" if limit.direction == "at_most" else "A floor"
    yield from _head(limit.id, f"{word} for each {limit.per}.", limit.says, limit.owner, rulebook, width)
    yield from _text("Bound", bound_words(limit, rulebook), width)
    if isinstance(limit.base, Counted):
        yield from _condition("The base counts charges where", limit.base.where, rulebook, width)
    yield from _condition("Applies when", limit.applies, rulebook, width)
    yield from _text("Counts charges for", reach_words(limit.counts.selector, rulebook), width)
    yield from _condition("Counts charges where", limit.counts.where, rulebook, width)
    yield from _text("When it is broken", limit.otherwise, width)
    yield from _text("What to do", limit.repair, width)
    shown = f"stemfunds calc {limit.calculator} shows the same sum, step by step." if limit.calculator else limit.no_calculator
    yield from _text("The arithmetic", shown, width)
    yield from _text("In force", in_force_words(limit), width)
    yield from _sources(limit.cite, rulebook, width)
    yield from _file(limit.file, limit.line, width)


def _window(window: Window, rulebook: Rulebook, width: int) -> Iterator[Line]:
    yield from _head(window.id, "An obligation window.", window.says, window.owner, rulebook, width)
    yield from _text("When it fails", window.otherwise, width)
    yield from _text("What to do", window.repair, width)
    yield from _sources(window.cite, rulebook, width)
    yield from _file(window.file, window.line, width)


def _head(identity: str, means: str, says: str, owner: str, rulebook: Rulebook, width: int) -> Iterator[Line]:
    fund, framework = rulebook.funds.get(owner), rulebook.frameworks.get(owner)
    whose = fund.short if fund else (framework.title if framework else owner)
    yield [(identity, "title"), (f"  {whose}", "quiet")]
    yield from wrapped(says, width, 0)
    yield from wrapped(means, width, 0, "quiet")


def _condition(title: str, condition: Condition | None, rulebook: Rulebook, width: int) -> Iterator[Line]:
    if condition is None:
        return
    yield []
    yield [(title, "title")]
    for depth, words in condition_lines(condition, rulebook):
        yield from wrapped(words, width, 4 + 2 * depth, first=[("  " * (depth + 1), "")])


def _text(title: str, text: str, width: int) -> Iterator[Line]:
    if text:
        yield []
        yield [(title, "title")]
        yield from wrapped(text, width, 2)


def _sources(citations: tuple[Citation, ...], rulebook: Rulebook, width: int) -> Iterator[Line]:
    if not citations:
        return
    yield []
    yield [("Citations", "title")]
    how = {"read": "read", "secondary": "as another source reports it", "memory": "not confirmed"}
    for cited in FindingMaker(rulebook).cited(citations):
        when = f" {cited.confirmed_on}" if cited.confirmed_on else ""
        text = f"{cited.text} ({cited.weight}; {how[cited.verified_how]}{when})"
        yield from wrapped(text, width, 4, first=[("  ", "")])
        if cited.url:
            yield [("    ", ""), (cited.url, "quiet")]


def _file(file: str, line: int, width: int) -> Iterator[Line]:
    yield []
    yield from wrapped(f"Written in {file}, line {line}.", width, 0, "quiet")

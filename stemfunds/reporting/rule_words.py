"""The parts of a rule that are no condition, in words: whom it reaches, when it is in force, how often it is asked, its bound."""

from __future__ import annotations

from stemfunds.judging.findings import in_words
from stemfunds.judging.operands import typed
from stemfunds.reporting.condition_words import operand_words
from stemfunds.rulebook.model import BaseRef, Limit, Rule, Rulebook, Selector
from stemfunds.rulebook.terms import FactRef, FigureRef

_DIRECTIONS = {"at_most": "at most", "at_least": "at least"}


def reach_words(chosen: Selector, rulebook: Rulebook) -> str:
    """The kinds, items, object classes and funds that are chosen, by their names; nothing where all are."""
    names = [
        *(rulebook.kinds[kind].name for kind in chosen.kinds),
        *(rulebook.items[item].name for item in chosen.items),
        *(rulebook.object_classes[name].title for name in chosen.objects),
        *(rulebook.funds[fund].short for fund in chosen.funds),
    ]
    return "; ".join(names)


def in_force_words(rule: Rule | Limit) -> str:
    """From when until when a rule is law; nothing where it always is. The day of the award decides."""
    first = f" from {rule.in_force_from}" if rule.in_force_from else ""
    last = f" until {rule.in_force_until}" if rule.in_force_until else ""
    return f"for awards{first}{last}" if first or last else ""


def asked_words(rule: Rule | Limit) -> str:
    """How often a rule is asked; nothing for one that is asked of every charge."""
    if isinstance(rule, Limit):
        return f"once for each {rule.per}"
    return "" if rule.per == "charge" else f"once for each {rule.per}, charged or not"


def bound_words(limit: Limit, rulebook: Rulebook) -> str:
    """How much it may be, or must be, and of what: `at most 15 percent of the award's allocation (award.amount)`."""
    bound = f"{_DIRECTIONS[limit.direction]} {_amount(limit, rulebook)}"
    if limit.base is None:
        return bound
    if isinstance(limit.base, FactRef):
        called = rulebook.facts[limit.base.fact].called
        return f"{bound} of {called[:1].lower() + called[1:]} ({limit.base.fact})" if called else f"{bound} of {limit.base.fact}"
    if isinstance(limit.base, BaseRef):
        base = rulebook.bases[limit.base.base]
        less = "; ".join(f"less {part.says}" for part in base.leaves_out)
        return f"{bound} of this base: {base.says}{f'; {less}' if less else ''}"
    reach = reach_words(limit.base.selector, rulebook)
    return f"{bound} of the charges{f' for {reach}' if reach else ''}{' that count in its base' if limit.base.where else ''}"


def _amount(limit: Limit, rulebook: Rulebook) -> str:
    """The bound itself; of a dated figure each value that differs from the one before, with the day since which it holds."""
    if not isinstance(limit.bound, FigureRef):
        return operand_words(limit.bound, limit.bound_unit, rulebook)
    words: dict[str, str] = {}
    for one in rulebook.figures[limit.bound.figure].values:
        words.setdefault(in_words(typed(one.value, limit.bound_unit), limit.bound_unit), one.since)
    return next(iter(words)) if len(words) == 1 else "; ".join(f"{value} from {since}" for value, since in words.items())

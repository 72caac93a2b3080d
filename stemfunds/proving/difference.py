"""Which verdicts of which plans change when the rules change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.plan.model import Plan
from stemfunds.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that differs between two rulebooks, with the rules that decide it in each."""

    plan: str
    place: str
    fund: str
    before: str
    after: str
    because_before: tuple[str, ...]
    because_after: tuple[str, ...]


def rules_changed(old: Rulebook, new: Rulebook) -> tuple[list[str], list[str], list[str]]:
    """The ids of rules, limits, windows, definitions and figures that are new, gone, and changed."""
    before, after = _all_that_decides(old), _all_that_decides(new)
    changed = [name for name in before.keys() & after.keys() if _substance(before[name]) != _substance(after[name])]
    return sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys()), sorted(changed)


def verdicts_changed(old: Rulebook, new: Rulebook, plans: Iterable[Plan], as_of: date) -> Iterator[Change]:
    """Every charge and limit of the plans whose verdict differs."""
    judges = Judge(old), Judge(new)
    for plan in plans:
        before, after = (_verdicts(judge.judge(plan, as_of)) for judge in judges)
        for key in before.keys() | after.keys():
            first, second = before.get(key, ("not measured", ())), after.get(key, ("not measured", ()))
            if first[0] != second[0]:
                yield Change(plan.path or plan.title, key[0], key[1], first[0], second[0], first[1], second[1])


def _all_that_decides(rulebook: Rulebook) -> dict[str, object]:
    found: dict[str, object] = {rule.id: rule for rule in rulebook.rules_and_limits()}
    found |= rulebook.windows()
    found |= {f"definition.{name}": definition for name, definition in rulebook.definitions.items()}
    return found | {f"figure.{name}": figure for name, figure in rulebook.figures.items()}


def _substance(rule: object) -> tuple[object, ...]:
    """What a rule says, without the line on which it says it."""
    fields: tuple[str, ...] = getattr(rule, "__struct_fields__", ())
    return tuple(getattr(rule, name) for name in fields if name not in ("file", "line"))


def _verdicts(result: PlanResult) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    found: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
    for activity, line, charge in result.placed_charges:
        rules = tuple(dict.fromkeys(one.rule for one in charge.findings if one.verdict is charge.verdict))
        if charge.authority is not None:
            rules = (charge.authority.rule, *rules)
        found[f"{activity.id}/{line.id}", charge.award.id] = (charge.verdict.value, rules)
    for limit in result.limits:
        place = f"limit {limit.rule}" + (f" of {limit.activity}" if limit.activity else "")
        found[place, limit.award] = (limit.status, (limit.rule,))
    return found

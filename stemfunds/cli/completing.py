"""What the shell offers for a word that is begun: ids of the rulebook, with what they mean.

A mistake in the surroundings offers nothing: a shell has no place for a message.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from typer import Context

from stemfunds.reading.problems import UnusableInput

if TYPE_CHECKING:
    from stemfunds.rulebook.model import Rulebook

Offer = tuple[str, str]
"""A word and what it means."""

MOST = 200
"""Rules are many; a list that no screen holds helps nobody."""


def funds(incomplete: str) -> list[Offer]:
    """Fund ids."""
    book = _rulebook()
    return _begun(((fund.id, fund.name) for fund in book.funds.values()) if book else (), incomplete)


def kinds(incomplete: str) -> list[Offer]:
    """Activity kinds."""
    book = _rulebook()
    return _begun(((kind.id, kind.name) for kind in book.kinds.values()) if book else (), incomplete)


def items(incomplete: str) -> list[Offer]:
    """Cost items."""
    book = _rulebook()
    return _begun(((item.id, item.name) for item in book.items.values()) if book else (), incomplete)


def rules(incomplete: str) -> list[Offer]:
    """Ids of rules and limits."""
    book = _rulebook()
    return _begun(((rule.id, rule.says) for rule in book.rules_and_limits()) if book else (), incomplete)


def calculators(incomplete: str) -> list[Offer]:
    """Names of the calculators."""
    book = _rulebook()
    return _begun(((one.id, one.title) for one in book.calculators.values()) if book else (), incomplete)


def activities(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids of the activities of the plan that the call names."""
    from stemfunds.plan.reader import read_plan

    plan = ctx.params.get("plan")
    if plan is None:
        return []
    try:
        found = read_plan(plan).activities
    except (UnusableInput, OSError):
        return []
    return _begun(((activity.id, activity.title) for activity in found), incomplete)


def findings_of_plans(ctx: Context, incomplete: str) -> list[Offer]:
    """What `check --explain` takes: rules that found something in the plans that the call names, and all."""
    return []


def facts(incomplete: str) -> list[Offer]:
    """Fact names, up to the sign ``=`` behind which the answer stands; after it, the choices."""
    name, equals, answer = incomplete.partition("=")
    book = _rulebook()
    if book is None:
        return []
    if not equals:
        return _begun(((f"{fact.id}=", fact.question) for fact in book.facts.values()), name)
    fact = book.facts.get(name)
    if fact is None:
        return []
    choices = fact.choices or ({"yes": "", "no": ""} if fact.type == "yes-no" else {})
    return _begun(((f"{name}={choice}", means) for choice, means in choices.items()), f"{name}={answer}")


def _begun(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    return [offer for offer in offers if offer[0].startswith(incomplete)][:MOST]


def _rulebook() -> Rulebook | None:
    from stemfunds.rulebook.compiled import load_rulebook

    try:
        return load_rulebook([])
    except (UnusableInput, OSError):
        return None

"""What the shell offers for a word that is begun: ids of the rulebook, with what they mean.

A mistake in the surroundings offers nothing: a shell has no place for a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
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
    book = rulebook()
    return begun(((fund.id, fund.name) for fund in book.funds.values()) if book else (), incomplete)


def kinds(incomplete: str) -> list[Offer]:
    """Activity kinds."""
    book = rulebook()
    return begun(((kind.id, kind.name) for kind in book.kinds.values()) if book else (), incomplete)


def items(incomplete: str) -> list[Offer]:
    """Cost items."""
    book = rulebook()
    return begun(((item.id, item.name) for item in book.items.values()) if book else (), incomplete)


def rules(incomplete: str) -> list[Offer]:
    """Ids of rules and limits."""
    book = rulebook()
    return begun(((rule.id, rule.says) for rule in book.rules_and_limits()) if book else (), incomplete)


def calculators(incomplete: str) -> list[Offer]:
    """Names of the calculators."""
    book = rulebook()
    return begun(((one.id, one.title) for one in book.calculators.values()) if book else (), incomplete)


def facts(incomplete: str) -> list[Offer]:
    """Fact names, up to the sign ``=`` behind which the answer stands; after it, the choices."""
    name, equals, answer = incomplete.partition("=")
    book = rulebook()
    if book is None:
        return []
    if not equals:
        return begun(((f"{fact.id}=", fact.question) for fact in book.facts.values()), name)
    fact = book.facts.get(name)
    if fact is None:
        return []
    choices = fact.choices or ({"yes": "", "no": ""} if fact.type == "yes-no" else {})
    return begun(((f"{name}={choice}", means) for choice, means in choices.items()), f"{name}={answer}")


def sources(incomplete: str) -> list[Offer]:
    """Ids of the sources of law."""
    book = rulebook()
    return begun(((source.id, source.title) for source in book.sources.values()) if book else (), incomplete)


def answers(ctx: Context, incomplete: str) -> list[Offer]:
    """What the calculator that the call names asks for, up to the sign ``=``."""
    book = rulebook()
    calculator = None if book is None else book.calculators.get(str(ctx.params.get("name")))
    if calculator is None:
        return []
    return begun(((f"{asked.id}=", asked.question) for asked in calculator.inputs), incomplete)


def forms(ctx: Context, incomplete: str) -> list[Offer]:
    """State forms of the packs that the call names."""
    book = rulebook(ctx.params.get("packs") or ())
    packs = book.packs.values() if book else ()
    return begun(((form.id, form.title) for pack in packs for form in pack.forms.values()), incomplete)


def one_of(words: Sequence[str]) -> Callable[[str], list[Offer]]:
    """What an option takes that knows some words only."""

    def offered(incomplete: str) -> list[Offer]:
        return begun(((word, "") for word in words), incomplete)

    return offered


def begun(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    """The offers that go on as was typed."""
    return [offer for offer in offers if offer[0].startswith(incomplete)][:MOST]


def rulebook(packs: Iterable[Path] = ()) -> Rulebook | None:
    """The rules, with the packs of the call; none where they cannot be used."""
    from stemfunds.rulebook.compiled import load_rulebook

    try:
        return load_rulebook(list(packs))
    except (UnusableInput, OSError):
        return None

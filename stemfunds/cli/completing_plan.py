"""What the shell offers from the plan that the call names: its activities, its awards, and what a check finds in it.

A plan that cannot be read offers nothing: a shell has no place for a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Context

from stemfunds.cli.completing import Offer, begun, rulebook
from stemfunds.reading.numbers import money_text
from stemfunds.reading.problems import UnusableInput

if TYPE_CHECKING:
    from stemfunds.judging.result import Finding, PlanResult
    from stemfunds.plan.model import Line, Plan
    from stemfunds.rulebook.model import Rulebook


def activities(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids of the plan's activities."""
    return begun(((activity.id, activity.title) for plan in _plans(ctx) for activity in plan.activities), incomplete)


def awards(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids of the plan's awards."""
    offers = ((award.id, f"{award.fund}, {award.federal_fiscal_year}") for plan in _plans(ctx) for award in plan.awards)
    return begun(offers, incomplete)


def awards_with_amounts(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids of the plan's awards, each with the sign before an amount; behind the sign ``=`` all that the award has."""
    award, sign, _ = incomplete.partition("=")
    if not sign:
        return [(f"{identity}=", words) for identity, words in awards(ctx, incomplete)]
    available = [one.available for plan in _plans(ctx) for one in plan.awards if one.id == award]
    return begun(((f"{award}={money_text(cents)}", "all that it has") for cents in available), incomplete)


def lines(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids of the plan's activities and lines."""
    named = {line.id: line.description for plan in _plans(ctx) for line in _lines(plan)}
    return [*activities(ctx, incomplete), *begun(named.items(), incomplete)]


def payers_of_lines(ctx: Context, incomplete: str) -> list[Offer]:
    """The plan's funds and awards; behind the sign ``:`` its lines."""
    payer, sign, _ = incomplete.partition(":")
    plans = list(_plans(ctx))
    if sign:
        return begun(((f"{payer}:{line.id}", line.description) for plan in plans for line in _lines(plan)), incomplete)
    payers = {name: award.fund for plan in plans for award in plan.awards for name in (award.fund, award.id)}
    return begun(((f"{name}:", words) for name, words in payers.items()), incomplete)


def findings(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids of findings: rules that say something of the plan, then the other rules; behind the sign ``@`` the places."""
    book = rulebook(ctx.params.get("packs") or ())
    if book is None:
        return []
    from stemfunds.explaining.choosing import all_findings

    rule, at, _ = incomplete.partition("@")
    results = [_judged(plan, book, ctx) for plan in _plans(ctx, book)]
    found = [finding for result in results for finding in all_findings(result)]
    if at:
        places = _places(rule, found) or {line.id: line.description for result in results for line in _lines(result.plan)}
        return begun(((f"{rule}@{place}", words) for place, words in places.items()), incomplete)
    said = {finding.rule: finding.message for finding in found}
    others = {one.id: one.says for one in book.rules_and_limits() if one.id not in said}
    return begun((said | others).items(), incomplete)


def findings_or_all(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids of findings, and the word for every one."""
    return [*begun([("all", "every finding of the plan")], incomplete), *findings(ctx, incomplete)]


def _plans(ctx: Context, book: Rulebook | None = None) -> Iterator[Plan]:
    """The plans that the call names so far; with a rulebook, only those in which every word is known."""
    from stemfunds.judging.vocabulary import plan_vocabulary
    from stemfunds.plan.reader import read_plan
    from stemfunds.plan.vocabulary import Vocabulary

    # where an option still waits for its value, what stands before it is left over
    named = ctx.params.get("plan") or ctx.params.get("plans") or ctx.args
    for path in [named] if isinstance(named, str | Path) else named:
        try:
            yield read_plan(Path(path), Vocabulary() if book is None else plan_vocabulary(book))
        except (UnusableInput, OSError):
            continue


def _judged(plan: Plan, book: Rulebook, ctx: Context) -> PlanResult:
    from stemfunds.judging.judge import Judge

    on = ctx.params.get("as_of")
    return Judge(book).judge(plan, on if isinstance(on, date) else date.today())


def _places(rule: str, found: list[Finding]) -> dict[str, str]:
    """The lines and activities where a rule found something, with what it says of them."""
    own = [finding for finding in found if finding.rule == rule]
    return {place: finding.message for finding in own for place in (finding.line, finding.activity) if place}


def _lines(plan: Plan) -> Iterator[Line]:
    for activity in plan.activities:
        yield from activity.lines

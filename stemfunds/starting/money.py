"""The awards: taken from the State's allocation list, or ticked and typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from msgspec import structs

from stemfunds.judging.windows import obligation_window
from stemfunds.plan.forms import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR
from stemfunds.plan.model import Award, Cents
from stemfunds.reading import scalars
from stemfunds.reading.nodes import Node
from stemfunds.reading.numbers import dollars
from stemfunds.reading.problems import Problems, UnusableInput
from stemfunds.rulebook.model import Fund, Rulebook
from stemfunds.starting.asker import Asker, walk
from stemfunds.starting.draft import Draft
from stemfunds.starting.questions import QUESTIONS as ASK
from stemfunds.starting.questions import Question
from stemfunds.starting.whom import a_text

_YEARS_BACK = 2
"""Money of earlier years can be open still."""


def ask_awards(asker: Asker, draft: Draft, rulebook: Rulebook, as_of: date) -> None:
    """Ask for the awards; the amounts of a State's list are offered before anything has to be typed."""

    def listed() -> None:
        draft.awards.clear()
        if not draft.district.nces_id:
            return
        typed = asker.line(ASK["list"], a_text)
        if typed is not None:
            draft.awards.extend(_from_list(asker, typed, draft.district.nces_id, rulebook))

    def ticked() -> None:
        first = draft.period.starts if draft.period is not None else as_of
        there = {award.fund for award in draft.awards}
        open_funds = [fund for fund in rulebook.funds.values() if fund.id not in there and years_open(fund, first)]
        closed = [fund.short for fund in rulebook.funds.values() if not years_open(fund, first)]
        if closed:
            asker.say(f"Closed to new costs, and so not in the list: {', '.join(closed)}.", "quiet")
        kept = draft.awards[:]
        chosen = asker.tick(ASK["funds"], [(_title(fund), fund.id) for fund in open_funds])
        draft.awards = kept + [_award(rulebook.funds[fund], first) for fund in chosen]

    def amounts() -> None:
        typed = [number for number, award in enumerate(draft.awards) if not award.amount]
        walk(asker, [step for number in typed for step in _of_one(asker, draft, number, rulebook)])

    walk(asker, [listed, ticked, amounts])


def years_open(fund: Fund, first: date) -> list[int]:
    """The federal fiscal years whose money can be spent at some time from a day on; the year of that day where no law says."""
    if fund.window is None:
        return [first.year]
    years = range(first.year - _YEARS_BACK, first.year + 1)
    return [year for year in years if obligation_window(fund.window, year, "july").closes >= first]


def _title(fund: Fund) -> str:
    return fund.short if fund.name.startswith(fund.short) else f"{fund.short}: {fund.name}"


def _award(fund: Fund, first: date) -> Award:
    """An award of the latest year that is open, without its amount."""
    return _of_year(fund.id, years_open(fund, first)[-1])


def _of_year(fund: str, year: int) -> Award:
    return Award(id=f"{fund}-{year % 100:02}", fund=fund, federal_fiscal_year=year, amount=Cents(0))


def _of_one(asker: Asker, draft: Draft, number: int, rulebook: Rulebook) -> list[Callable[[], None]]:
    """The questions about one award."""
    name = rulebook.funds[draft.awards[number].fund].short

    def year() -> None:
        begun = str(draft.awards[number].federal_fiscal_year)
        found = asker.line(_about(name, ASK["year"]), _fiscal_year, begun)
        if found is not None:
            draft.awards[number] = _of_year(draft.awards[number].fund, found)

    def amount() -> None:
        found = asker.line(_about(name, ASK["amount"]), scalars.money)
        draft.awards[number] = structs.replace(draft.awards[number], amount=Cents(found or 0))

    return [year, amount]


def _about(name: str, question: Question) -> Question:
    return replace(question, text=f"{name}: {question.text}")


def _fiscal_year(node: Node, problems: Problems, name: str) -> int | None:
    return scalars.integer(node, problems, "federal fiscal year", FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR)


def _from_list(asker: Asker, typed: str, nces_id: str, rulebook: Rulebook) -> tuple[Award, ...]:
    """The district's awards in a State's list; what is wrong with the list is told, and nothing is taken."""
    from stemfunds.awards.block import awards_of
    from stemfunds.awards.lists import read_allocations

    try:
        found = read_allocations(Path(typed.strip("\"'")).expanduser(), rulebook)
    except UnusableInput as unusable:
        for line in str(unusable).splitlines():
            asker.say(line, "bad", 2)
        asker.say("Nothing is taken from the list. Tick the funds, or add the awards later: stemfunds awards -h", indent=2)
        return ()
    awards = awards_of(found.of(nces_id))
    for award in awards:
        asker.say(f"{rulebook.funds[award.fund].of_year(award.federal_fiscal_year)}: {dollars(award.available)}", indent=2)
    if not awards:
        asker.say(f"The list has no amount for {nces_id}. Tick the funds.", indent=2)
    return awards

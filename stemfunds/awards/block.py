"""From the amounts of one district to the awards of its plan, and to the block of the plan file that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from stemfunds.awards.model import Allocation, AllocationKind
from stemfunds.judging.windows import obligation_window
from stemfunds.plan.model import Award, Cents
from stemfunds.reading.numbers import money_text
from stemfunds.rulebook.model import Rulebook

_Key = tuple[str, int]


def awards_of(allocations: Iterable[Allocation]) -> tuple[Award, ...]:
    """The awards that one district's amounts make, in the order of the list.

    A final amount takes the place of a preliminary one. Carryover is an award of its own, of the year that it is left from; where
    the list has that year's amount, too, it is the award's allocation.
    """
    amounts: dict[_Key, dict[AllocationKind, Cents]] = {}
    for one in allocations:
        amounts.setdefault((one.fund, one.federal_fiscal_year), {})[one.kind] = one.amount
    return tuple(_award(fund, year, kinds) for (fund, year), kinds in amounts.items())


def _award(fund: str, year: int, kinds: Mapping[AllocationKind, Cents]) -> Award:
    carryover = kinds.get("carryover")
    amount = kinds.get("final", kinds.get("preliminary", carryover or Cents(0)))
    name = f"{fund}-{year % 100:02d}" + ("-carryover" if carryover is not None else "")
    return Award(id=name, fund=fund, federal_fiscal_year=year, amount=amount, carryover=carryover)


def last_day(award: Award, rulebook: Rulebook) -> date | None:
    """The last day on which the award can be obligated, its carryover months included; None for money without a window."""
    window = rulebook.funds[award.fund].window
    return None if window is None else obligation_window(window, award.federal_fiscal_year, award.stream or "july").closes


def awards_block(awards: Iterable[Award], allocations: Iterable[Allocation], rulebook: Rulebook) -> str:
    """The awards as the block of a plan file, each with a remark on its name and its last day."""
    preliminary = _preliminary(allocations)
    lines = ["awards:"]
    for award in awards:
        lines += [f"  {line}" for line in award_lines(award, (award.fund, award.federal_fiscal_year) in preliminary, rulebook)]
    return "\n".join(lines) + "\n"


def award_lines(award: Award, is_preliminary: bool, rulebook: Rulebook) -> Iterator[str]:
    """One entry of the list of awards, without indentation in front of its dash."""
    name = rulebook.funds[award.fund].of_year(award.federal_fiscal_year)
    closes = last_day(award, rulebook)
    last = f"obligate by {closes}" if closes else "no federal window"
    yield f"- id: {award.id}    # {name}{' carryover' if award.is_carryover else ''}; {last}"
    yield f"  fund: {award.fund}"
    yield f"  federal_fiscal_year: {award.federal_fiscal_year}"
    remark = "    # preliminary; replace it when the final amount is known" if is_preliminary else ""
    yield f"  amount: {money_text(award.amount)}{remark}"
    if award.carryover is not None:
        yield f"  carryover: {money_text(award.carryover)}"


def _preliminary(allocations: Iterable[Allocation]) -> frozenset[_Key]:
    """The funds and years of which the list has a preliminary amount and no other."""
    kinds: dict[_Key, set[AllocationKind]] = {}
    for one in allocations:
        kinds.setdefault((one.fund, one.federal_fiscal_year), set()).add(one.kind)
    return frozenset(key for key, found in kinds.items() if found == {"preliminary"})

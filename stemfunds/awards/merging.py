"""Awards of an allocation list and the awards of a plan, put together: which are the same, which differ, which are new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from msgspec.structs import replace

from stemfunds.plan.model import Award, Cents

Key: TypeAlias = tuple[str, int, bool]
"""What makes two awards the same: fund, federal fiscal year, and being carryover."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One award: as the plan has it and as the list has it, either of which may be missing, and as it is from now on.

    `shares` is how many awards of the plan have the same fund and year. The list has one amount for them all, so the plan's
    stay as they are.
    """

    now: Award
    planned: Award | None = None
    listed: Award | None = None
    shares: int = 1

    @property
    def is_new(self) -> bool:
        """Whether the plan did not have it."""
        return self.planned is None

    @property
    def differs(self) -> bool:
        """Whether the plan has other amounts than the list."""
        before = self.planned
        return before is not None and (before.amount, before.carryover) != (self.now.amount, self.now.carryover)


def merged_awards(planned: Sequence[Award], listed: Sequence[Award]) -> tuple[Merged, ...]:
    """The plan's awards in their order, with the amounts of the list, then those that the plan does not have.

    The plan's awards keep their ids, dates, transfers and facts; a new one gets an id that no other has.
    """
    of_list = {key_of(award): award for award in listed}
    counts: dict[Key, int] = {}
    for award in planned:
        counts[key_of(award)] = counts.get(key_of(award), 0) + 1
    found = [_merged(award, of_list.get(key_of(award)), counts[key_of(award)]) for award in planned]
    taken = {award.id for award in planned}
    for award in listed:
        if key_of(award) not in counts:
            name, number = award.id, 2
            while name in taken:
                name, number = f"{award.id}-{number}", number + 1
            taken.add(name)
            found.append(Merged(replace(award, id=name), listed=award))
    return tuple(found)


def key_of(award: Award) -> Key:
    """The fund, the federal fiscal year, and whether it is carryover."""
    return award.fund, award.federal_fiscal_year, award.is_carryover


def _merged(old: Award, listed: Award | None, shares: int) -> Merged:
    if listed is None or shares > 1:
        return Merged(old, old, listed, shares)
    return Merged(replace(old, amount=_allocation(old, listed), carryover=listed.carryover), old, listed)


def _allocation(old: Award, listed: Award) -> Cents:
    """The award's allocation; the plan's own where the list has the carryover alone."""
    is_alone = listed.carryover is not None and listed.amount == listed.carryover
    return old.amount if is_alone and old.amount >= listed.amount else listed.amount

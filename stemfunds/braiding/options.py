"""The ways in which each line could be paid.

A line is paid by one fund, and may be divided between awards of that fund. It is shared by several funds only as the plan shares
it already: that share is a measure of benefit, and what money is left is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from stemfunds.braiding.request import Request
from stemfunds.braiding.trial import Pair, Trial, lines_of
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Line, Plan
from stemfunds.rulebook.model import Braiding, Rulebook


@dataclass(frozen=True, slots=True)
class Part:
    """An amount of a line in cents, and the awards of one fund that may pay it, together where there are several."""

    cents: int
    awards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to pay a line. `kept` is the way that the call asks for, whatever the judge says of it."""

    line: str
    parts: tuple[Part, ...]
    keeps_measure: bool = True
    kept: bool = False

    @property
    def awards(self) -> frozenset[str]:
        """All awards that may pay."""
        return frozenset(award for part in self.parts for award in part.awards)


@dataclass(slots=True)
class Choices:
    """What may be chosen for the lines of a plan: `alone` tries lines with one payer, `shared` those that funds share now."""

    plan: Plan
    rulebook: Rulebook
    alone: Trial
    shared: Trial
    request: Request
    refused: Collection[tuple[str, frozenset[str]]] = ()
    fund_of: Mapping[str, str] = field(init=False)
    lines: Mapping[str, Line] = field(init=False)

    def __post_init__(self) -> None:
        self.fund_of = {award.id: award.fund for award in self.plan.awards}
        self.lines = {line.id: line for line in lines_of(self.plan)}

    def of(self, line: Line) -> tuple[Option, ...]:
        """The ways to pay a line, those of the plan first; none where no award may."""
        present = present_cents(line)
        if line.id in self.request.kept:
            parts = tuple(Part(cents, (award,)) for award, cents in present.items())
            return (Option(line.id, parts, kept=True),) if parts else ()
        shares = tuple(self._shares(line, present))
        measured = len({award.fund for award in self.plan.awards if award.id in present}) > 1
        found = [Option(line.id, shares)] if shares else []
        found += [Option(line.id, parts, keeps_measure=not measured) for parts in self._single(line)]
        return tuple(one for one in found if (line.id, one.awards) not in self.refused)

    def may_pay(self, trial: Trial, line: str, award: str) -> bool:
        """Whether the judge lets an award pay, and nobody bars it."""
        if (line, award) in self.request.barred or self.is_foreign(line, award):
            return False
        return holds(trial.candidates[line, award].verdict, optimistic=self.request.optimistic)

    def surely_pays(self, line: str, award: str) -> bool:
        """Whether an award may pay the whole of a line, with no question open."""
        return self.may_pay(self.alone, line, award) and holds(self.alone.candidates[line, award].verdict, optimistic=False)

    def questions(self, option: Option, award: str) -> int:
        """How many answers a charge waits for."""
        findings = self.trial(option).findings[option.line, award]
        return len({needed.fact for finding in findings for needed in finding.facts_needed})

    def is_foreign(self, line: str, award: str) -> bool:
        """Whether a line runs or reviews another award than this one, and so is a cost of that other one."""
        now = self.funds_now(line)
        fund = self.fund_of[award]
        if not now or fund in now or self.rulebook.funds[fund].window is None:
            return False
        return self.alone.candidates[line, award].kind in self.rulebook.braiding.choice("stays-with-fund").kinds

    def funds_now(self, line: str) -> frozenset[str]:
        """The funds that pay a line in the plan as it stands."""
        return frozenset(self.fund_of[charge.award] for charge in self.lines[line].charges)

    def ties(self) -> list[tuple[str, str]]:
        """Lines that follow others, with these: they go to the same funds, unless the plan has them with others now."""
        choice, found = self.rulebook.braiding.choice("follows-pay"), list[tuple[str, str]]()
        for activity in self.plan.activities:
            leads = [line.id for line in activity.lines if self._object(line) in choice.follows]
            for line in activity.lines:
                if self._object(line) not in choice.objects or line.id in self.request.kept:
                    continue
                bases = [base for base in (line.fringe.base_lines if line.fringe else ()) if base in self.lines] or leads
                now = self.funds_now(line.id)
                if not now or all(self.funds_now(base) == now for base in bases):
                    found += [(line.id, base) for base in bases]
        return found

    def _object(self, line: Line) -> str:
        return line.object or self.rulebook.items[line.item].object

    def verdict(self, option: Option, award: str) -> Verdict:
        """What the judge says of a charge that an option makes."""
        return self.trial(option).candidates[option.line, award].verdict

    def trial(self, option: Option) -> Trial:
        """The trial of an option: that of lines that several funds share, or that of lines with one payer."""
        return self.shared if len(self.funds_of(option)) > 1 else self.alone

    def funds_of(self, option: Option) -> frozenset[str]:
        """The funds that an option lets pay."""
        return frozenset(self.fund_of[award] for award in option.awards)

    def _shares(self, line: Line, present: Mapping[str, int]) -> Iterator[Part]:
        """The shares of a line that funds share now, each with the awards of its fund; none where one of them does not hold."""
        by_fund: dict[str, int] = {}
        for award in self.plan.awards:
            if award.id in present:
                by_fund[award.fund] = by_fund.get(award.fund, 0) + present[award.id]
        if len(by_fund) < 2 or sum(present.values()) != line.amount:
            return
        parts = [Part(cents, self._payers(self.shared, line, fund)) for fund, cents in by_fund.items()]
        if all(part.awards for part in parts):
            yield from (
                part if self._is_divisible(line, part.cents) else Part(part.cents, self._first(part, present)) for part in parts
            )

    def _first(self, part: Part, present: Mapping[str, int]) -> tuple[str, ...]:
        """The one award that pays an undivided share: the one that pays most of it now."""
        return (max(part.awards, key=lambda award: present.get(award, 0)),)

    def _single(self, line: Line) -> Iterator[tuple[Part, ...]]:
        """One fund for the whole line."""
        for fund in dict.fromkeys(award.fund for award in self.plan.awards):
            awards = self._payers(self.alone, line, fund)
            if len(awards) > 1 and self._is_divisible(line, line.amount):
                yield (Part(line.amount, awards),)
            else:
                yield from ((Part(line.amount, (award,)),) for award in awards)

    def _payers(self, trial: Trial, line: Line, fund: str) -> tuple[str, ...]:
        return tuple(award.id for award in self.plan.awards if award.fund == fund and self.may_pay(trial, line.id, award.id))

    def _is_divisible(self, line: Line, cents: int) -> bool:
        braiding = self.rulebook.braiding
        return self._object(line) not in braiding.choice("kept-whole").objects and cents >= 2 * max(
            braiding.amount("smallest-charge"), 1
        )


def present_cents(line: Line) -> dict[str, int]:
    """What each award pays of a line in the plan as it stands, in cents."""
    found: dict[str, int] = {}
    for charge in line.charges:
        found[charge.award] = found.get(charge.award, 0) + charge.amount
    return found


def holds(verdict: Verdict, *, optimistic: bool) -> bool:
    """Whether a verdict lets an award pay; open questions only for those who hope for the best."""
    return verdict in (Verdict.ALLOWABLE, Verdict.WITH_CONDITIONS) or (optimistic and verdict is Verdict.NEEDS_INFORMATION)


def pairs_of(option: Option) -> list[Pair]:
    """The charges that an option may make."""
    return [(option.line, award) for part in option.parts for award in part.awards]


def smallest_charge(braiding: Braiding) -> int:
    """The least that an award pays of a line that is divided, in cents."""
    return max(braiding.amount("smallest-charge"), 1)

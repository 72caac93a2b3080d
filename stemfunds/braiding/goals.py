"""What makes one assignment better than another: goals, the first of which goes before all others.

Most money carried by charges that hold; then, for every dollar, the money that closes soonest, and of what closes together what
has the narrowest purpose; then few changes and payers. In the order of spending, a change, payer or condition has its price.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stemfunds.braiding.options import Choices, Option, present_cents
from stemfunds.braiding.program import MOST_NODES, Program, Weights
from stemfunds.braiding.trial import lines_of
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Plan

GoalName = Literal["limits", "paid", "open", "measure", "order", "calm"]
IN_WORDS: Mapping[GoalName, str] = {
    "limits": "keeping the limits",
    "paid": "paying as much as possible",
    "open": "leaving few charges to an answer",
    "measure": "keeping shares as they are",
    "order": "spending first what closes first",
    "calm": "changing little",
}
"""What a goal does, while it is sought."""

_CONDITION_IN_CALM = 0.01
_NODES_OF_CALM = 60
_PURPOSE = 0.5
_STEP = 0.0001
"""What it weighs that an award stands one place later in the plan: of equals, the first is taken."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A weighted sum of columns, what is wanted of it, and how far it is searched."""

    name: GoalName
    way: Literal["most", "least"]
    weights: Weights
    near: float = 0.0
    nodes: int = MOST_NODES


@dataclass(frozen=True, slots=True)
class Reached:
    """A goal with what the assignment reaches, and the best that the search could not exclude; both in dollars but for `calm`."""

    name: GoalName
    reached: float
    possible: float
    near: float

    @property
    def is_proved(self) -> bool:
        """Whether no assignment does better by more than the goal's own tolerance."""
        return abs(self.possible - self.reached) <= self.near + max(0.006, 1e-7 * abs(self.reached))


@dataclass(frozen=True, slots=True)
class Order:
    """In which order awards are spent: when each closes, and which share of the plan's money its fund could pay."""

    closes: Mapping[str, date | None]
    reach: Mapping[str, float]

    def worth(self, award: str) -> float:
        """What it is worth to spend a dollar of an award: one for each later closing day, and up to a half for a narrow purpose,
        so that the closing day goes before the purpose.
        """
        days = sorted({day for day in self.closes.values() if day is not None})
        own = self.closes[award]
        later = 0 if own is None else len(days) - days.index(own)
        return later + _PURPOSE * (1 - self.reach[award])


def order_of(plan: Plan, choices: Choices, closes: Mapping[str, date | None]) -> Order:
    """The order of the awards of a plan; how much each could pay is what the judge says of every line."""
    lines, total = lines_of(plan), max(plan.total, 1)
    by_fund: dict[str, float] = {}
    for fund in dict.fromkeys(award.fund for award in plan.awards):
        own = [award.id for award in plan.awards if award.fund == fund]
        can = (line.amount for line in lines if any(choices.surely_pays(line.id, award) for award in own))
        by_fund[fund] = sum(can) / total
    return Order(closes, {award.id: by_fund[award.fund] for award in plan.awards})


def goals(program: Program, choices: Choices, order: Order) -> Iterator[Goal]:
    """The goals of a program, the first of which goes before all others."""
    braiding = choices.rulebook.braiding
    near = braiding.amount("close-enough") / 100
    weigher = _Weigher(program, choices)
    if program.slack:
        yield Goal("limits", "least", dict.fromkeys(program.slack.values(), 1.0))
    yield Goal("paid", "most", weigher.dollars(lambda option, award: 1.0))
    if choices.request.optimistic:
        yield Goal("open", "least", weigher.dollars(weigher.is_newly_open))
    if not all(option.keeps_measure for option in program.options):
        yield Goal("measure", "least", weigher.dollars(lambda option, award: float(not option.keeps_measure)))
    prices = weigher.prices(
        braiding.amount("a-change") / 100, braiding.amount("another-payer") / 100, braiding.amount("a-condition") / 100
    )
    worth = {award.id: order.worth(award.id) for award in choices.plan.awards}
    if len(set(worth.values())) > 1:
        yield Goal("order", "most", _plus(weigher.dollars(lambda option, award: worth[award]), prices, -1.0), near)
    in_order = {column: _STEP * place for column, place in weigher.places().items()}
    yield Goal("calm", "least", _plus(weigher.prices(1.0, 1.0, _CONDITION_IN_CALM), in_order, 1.0), _STEP / 2, _NODES_OF_CALM)


def _plus(first: Weights, second: Weights, times: float) -> Weights:
    return {column: first.get(column, 0.0) + times * second.get(column, 0.0) for column in first | second}


class _Weigher:
    def __init__(self, program: Program, choices: Choices) -> None:
        self.program, self.choices = program, choices
        self.present = {line.id: present_cents(line) for line in lines_of(choices.plan)}
        self.by_column = dict(zip(program.chosen, program.options, strict=True))

    def dollars(self, weight: Callable[[Option, str], float]) -> Weights:
        """The dollars of all charges, each with a weight."""
        found: Weights = {}
        for flow in self.program.flows:
            each = weight(self.by_column[flow.chosen], flow.pair[1])
            if each:
                found[flow.column] = found.get(flow.column, 0.0) + each * flow.dollars
        return found

    def is_newly_open(self, option: Option, award: str) -> float:
        """One for a charge that waits for an answer and is not in the plan now."""
        is_open = self.choices.verdict(option, award) is Verdict.NEEDS_INFORMATION
        return float(is_open and award not in self.present[option.line])

    def prices(self, change: float, payer: float, condition: float) -> Weights:
        """What an assignment costs in changes, further payers and conditions; an answer that is waited for counts as a change."""
        found: Weights = {}
        for column, option in self.by_column.items():
            found[column] = 0.0 if self._is_present(option) else change
            found[column] -= payer * sum(len(part.awards) > 1 for part in option.parts)
            single = [part.awards[0] for part in option.parts if len(part.awards) == 1]
            found[column] += sum(self._doubts(option, award, change, condition) for award in single)
        for pays, (line, award), column in self.program.payers:
            option = self.by_column[column]
            is_new = self._is_present(option) and award not in self.present[line]
            found[pays] = payer + (change if is_new else 0.0) + self._doubts(option, award, change, condition)
        return found

    def places(self) -> Weights:
        """The place in the plan of the first award of each option."""
        place = {award.id: number for number, award in enumerate(self.choices.plan.awards)}
        return {column: float(min(place[award] for award in option.awards)) for column, option in self.by_column.items()}

    def _is_present(self, option: Option) -> bool:
        """Whether an option can leave a line as it is."""
        present = self.present[option.line]
        cents = [(part.cents, sum(present.get(award, 0) for award in part.awards)) for part in option.parts]
        return set(present) <= option.awards and all(wanted == now for wanted, now in cents)

    def _doubts(self, option: Option, award: str, change: float, condition: float) -> float:
        """What the conditions and open questions of a charge weigh."""
        verdict = self.choices.verdict(option, award)
        if verdict is Verdict.NEEDS_INFORMATION:
            return change * self.choices.questions(option, award)
        return condition if verdict is Verdict.WITH_CONDITIONS else 0.0

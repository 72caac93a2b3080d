"""Why an assignment is as it is: what stands in the way of a payer, which limits cost something, and what the runner-up would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from msgspec.structs import replace

from stemfunds.braiding.braider import Braider, Proposal
from stemfunds.braiding.goals import Goal, GoalName
from stemfunds.braiding.options import holds
from stemfunds.braiding.program import Weights
from stemfunds.braiding.request import awards_of
from stemfunds.braiding.rows import Row
from stemfunds.braiding.trial import Pair, lines_of
from stemfunds.judging.matching import match
from stemfunds.judging.result import Finding
from stemfunds.lifting.smallest import Lifter
from stemfunds.lifting.words import lift_words
from stemfunds.plan.model import Award
from stemfunds.reporting.match_report import is_closed

_CENT = 0.01
_DOLLAR = 1.0
_FEW_NODES = 10
_MOST_BINDINGS = 6
_ABOUT_MONEY = ("limits", "paid", "open", "measure")


@dataclass(frozen=True, slots=True)
class Full:
    """A limit that has no room for a line: what it still has, in cents, and what the line would need of it."""

    row: Row
    room: int
    needed: int


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an award does not pay a line: what the judge says, that the call bars it, that the line runs or reviews another award
    or follows another line, or the limits that have no room.

    Where nothing of that is so, `worse` is the first goal that would suffer, by so many dollars; it is empty where the assignment
    would be as good.
    """

    line: str
    award: Award
    finding: Finding | None = None
    barred: bool = False
    foreign: bool = False
    follows: str = ""
    full: tuple[Full, ...] = ()
    worse: GoalName | Literal["", "pays", "nothing"] = ""
    by: float = 0.0


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A line that no award pays, with what stands in the way of each, and the smallest change that would let one pay."""

    line: str
    obstacles: tuple[Obstacle, ...]
    change: str


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit that costs something: without it so many cents more of the plan would be paid, or so many cents of money that no
    window closes would be freed; `room` is how much wider it would have to be for that.
    """

    row: Row
    paid: int
    freed: int
    room: int


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The best assignment without the award that pays most: what would be paid less, and what more by money that never closes."""

    award: Award
    pays: int
    less_paid: int
    more_open_ended: int


class Reasons:
    """Answers about one proposal; each that compares assignments solves again."""

    def __init__(self, braider: Braider, proposal: Proposal) -> None:
        self.braider, self.proposal = braider, proposal
        self.plan = braider.plan
        self.cents: dict[Pair, int] = {
            (line, award): cents for line, paid in proposal.charges.items() for award, cents in paid.items()
        }
        self.measured = [(row, row.measured(self.cents), any(pair in row.counted for pair in self.cents)) for row in braider.rows]
        self.by_line = {line.id: line for line in lines_of(self.plan)}
        self.activity_of = {line.id: activity for activity in self.plan.activities for line in activity.lines}

    # --- one line -------------------------------------------------------------------------------------------------------

    def unpaid(self) -> list[Unpaid]:
        """Every line that nobody pays."""
        return [Unpaid(line, tuple(self.obstacles(line)), self._smallest_change(line)) for line in self.proposal.unpaid]

    def obstacles(self, line: str) -> Iterator[Obstacle]:
        """What stands in the way of each award of the plan; nothing is solved again."""
        for award in self.plan.awards:
            yield self._in_the_way(line, award) or Obstacle(line, award, full=self._full(line, award))

    def why_not(self, payer: str, line: str) -> list[Obstacle]:
        """Why a fund, or one award, does not pay a line."""
        return [self._why_not(award, line) for award in awards_of(self.plan, payer)]

    def _why_not(self, award: Award, line: str) -> Obstacle:
        if award.id in self.proposal.charges.get(line, {}):
            return Obstacle(line, award, worse="pays")
        found = self._in_the_way(line, award)
        if found is not None:
            return found
        forced = self._columns_of(line, award)
        if not forced:
            return Obstacle(line, award, worse="measure", by=self.by_line[line].amount / 100)
        reached, solved = self.braider.chain(forced=forced)
        if solved is None:
            return Obstacle(line, award, full=self._full(line, award), worse="nothing")
        for goal, ours, theirs in zip(self.braider.goals, self.proposal.reached, reached, strict=False):
            loss = ours.reached - theirs.reached if goal.way == "most" else theirs.reached - ours.reached
            if loss > max(_CENT, ours.near):
                return Obstacle(line, award, full=self._full(line, award), worse=goal.name, by=loss)
        return Obstacle(line, award)

    def _in_the_way(self, line: str, award: Award) -> Obstacle | None:
        """What the judge or the call has against a charge."""
        if (line, award.id) in self.braider.request.barred:
            return Obstacle(line, award, barred=True)
        if holds(self.braider.alone.candidates[line, award.id].verdict, optimistic=self.braider.request.optimistic):
            if self.braider.choices.is_foreign(line, award.id):
                return Obstacle(line, award, foreign=True)
            return self._behind(line, award)
        return Obstacle(line, award, finding=next(iter(self.braider.alone.findings[line, award.id]), None))

    def _behind(self, line: str, award: Award) -> Obstacle | None:
        """The line that this one follows, where the award's fund does not pay that one."""
        fund_of, charges = self.braider.choices.fund_of, self.proposal.charges
        for led, leading in self.braider.choices.ties():
            if led == line and award.fund not in {fund_of[payer] for payer in charges.get(leading, {})}:
                return Obstacle(line, award, follows=leading)
        return None

    def _columns_of(self, line: str, award: Award) -> list[int]:
        """The columns that make an award pay a line by itself, or with others of its fund."""
        program = self.braider.program
        for column, option in zip(program.chosen, program.options, strict=True):
            if option.line == line and len(option.parts) == 1 and award.id in option.awards:
                pays = [own for own, pair, of in program.payers if of == column and pair == (line, award.id)]
                return [column, *pays]
        return []

    def _full(self, line: str, award: Award) -> tuple[Full, ...]:
        """The limits that would break if an award paid a line as well, with all else as it is proposed."""
        found = []
        paid = self.proposal.charges.get(line, {})
        for row, measured, counts in self.measured:
            before = measured - sum(row.sums.get((line, payer), Fraction(0)) * cents for payer, cents in paid.items())
            needed = row.sums.get((line, award.id), Fraction(0)) * self.by_line[line].amount
            now, then = (
                row.gap(measured, counts=counts),
                row.gap(before + needed, counts=counts or (line, award.id) in row.counted),
            )
            if then > now:
                room, sign = row.bound - row.gate - before, 1 if row.direction == "at_most" else -1
                found.append(Full(row, max(int(sign * room), 0), ceil(sign * needed)))
        return tuple(found)

    def _smallest_change(self, line: str) -> str:
        """The smallest change of facts that lets another award of the plan pay, in words; empty where none was found."""
        activity = replace(self.activity_of[line], lines=(self.by_line[line],))
        plan, judge = replace(self.plan, activities=(activity,)), self.braider.judge
        lifter, own = Lifter(plan, judge, self.braider.as_of), {award.fund for award in self.plan.awards}
        found = next(iter(match(plan, judge, self.braider.as_of, activity.id)))
        best: tuple[int, int, str] | None = None
        for answer in found.answers:
            lift = lifter.lift(activity, answer, found.answers) if answer.fund in own and not is_closed(answer) else None
            if lift is None or lift.verdict is None or not holds(lift.verdict, optimistic=False):
                continue
            told = (
                lift.verdict.rank,
                len(lift.changes),
                f"{judge.rulebook.funds[answer.fund].short}: {lift_words(lift, answer, judge.rulebook)}",
            )
            best = told if best is None or told[:2] < best[:2] else best
        return best[2] if best is not None else ""

    # --- the whole ------------------------------------------------------------------------------------------------------

    def bindings(self) -> list[Binding]:
        """The limits and balances that cost most, the dearest first; those of which lines paid in part say so are looked at."""
        here = self._quickly()
        gains = [
            (_gain(here, self._quickly(without=(number,))), number)
            for number, row in enumerate(self.braider.rows)
            if self._could_bind(row)
        ]
        dearest = sorted((one for one in gains if one[0] > _DOLLAR), key=lambda one: (-one[0], one[1]))[:_MOST_BINDINGS]
        paid, open_ended = sum(self.cents.values()), self._open_ended()
        found = [self._binding(number, paid, open_ended) for _, number in dearest]
        return sorted((one for one in found if one.paid or one.freed), key=lambda one: (-one.paid, -one.freed, one.row.key))

    def runner_up(self) -> RunnerUp | None:
        """The best assignment without the award that pays most; nothing where nobody pays anything."""
        pays: dict[str, int] = {}
        for (_, award), cents in self.cents.items():
            pays[award] = pays.get(award, 0) + cents
        if not pays:
            return None
        most = max(self.plan.awards, key=lambda award: pays.get(award.id, 0))
        program = self.braider.program
        closed = [
            column
            for column, option in zip(program.chosen, program.options, strict=True)
            if any(part.awards == (most.id,) for part in option.parts) and not option.kept
        ]
        closed += [own for own, pair, _ in program.payers if pair[1] == most.id]
        reached, _ = self.braider.chain(self._money_goals(), closed=closed, nodes=_FEW_NODES)
        by_name = {one.name: one for one in reached}
        less = sum(self.cents.values()) - round(by_name["paid"].possible * 100)
        more = round(by_name["calm"].reached * 100) - self._open_ended() if "calm" in by_name else 0
        return RunnerUp(most, pays[most.id], max(less, 0), more)

    def _could_bind(self, row: Row) -> bool:
        """Whether a charge that is not made would meet the row: it has less room than the largest of those."""
        room = abs(row.bound - row.gate - row.measured(self.cents))
        program = self.braider.program
        missing = (
            abs(part) * self.by_line[pair[0]].amount
            for pair, part in row.sums.items()
            if pair in program.by_pair and pair not in self.cents
        )
        return room < max(missing, default=Fraction(0))

    def _binding(self, number: int, paid: int, open_ended: int) -> Binding:
        """What is gained without a row, by a short search that begins with the proposal, and how much wider it must be."""
        row = self.braider.rows[number]
        weights = self.braider.program.weighted({pair: float(part) for pair, part in row.sums.items()})
        room = Goal("order", "least" if row.direction == "at_most" else "most", weights, 1.0)
        reached, _ = self.braider.chain(
            [*self._money_goals(), room], without=(number,), nodes=_FEW_NODES, begin=self.proposal.solved
        )
        by_name = {one.name: round(one.reached * 100) for one in reached}
        more, freed = by_name["paid"] - paid, open_ended - by_name.get("calm", open_ended)
        unproved = sum(round(abs(one.possible - one.reached) * 100) for one in self.proposal.reached if one.name == "paid")
        more = more if more > unproved + 1 else 0
        freed = freed if not more and freed > self.braider.rulebook.braiding.amount("a-change") else 0
        over = by_name.get("order", 0) - float(row.bound - row.gate)
        return Binding(row, more, freed, max(round(over if row.direction == "at_most" else -over), 0))

    def _quickly(self, *, without: Sequence[int] = ()) -> tuple[float, float]:
        """The dollars that could be paid, and how few of them by money that never closes, if lines could be paid in part."""
        reached, _ = self.braider.chain(self._money_goals(), without=without, divisible=True)
        by_name = {one.name: one.reached for one in reached}
        return by_name["paid"], by_name.get("calm", 0.0)

    def _open_ended(self) -> int:
        """The cents that money without a closing day pays in the proposal."""
        return sum(cents for (_, award), cents in self.cents.items() if self.braider.order.closes[award] is None)

    def _money_goals(self) -> list[Goal]:
        weights: Weights = {}
        for flow in self.braider.program.flows:
            if self.braider.order.closes[flow.pair[1]] is None:
                weights[flow.column] = weights.get(flow.column, 0.0) + flow.dollars
        return [*(goal for goal in self.braider.goals if goal.name in _ABOUT_MONEY), Goal("calm", "least", weights, 1.0)]


def _gain(here: tuple[float, float], there: tuple[float, float]) -> float:
    """What is paid more, or else what money without a closing day pays less."""
    more = there[0] - here[0]
    return more if more > _DOLLAR else here[1] - there[1]

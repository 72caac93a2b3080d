"""The search for the best assignment: solve, settle to the cent, judge the plan that comes out, and where it does not hold, cut
and solve again. The judge has the last word, never the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil

from stemfunds.braiding.goals import IN_WORDS, Goal, Order, Reached, goals, order_of
from stemfunds.braiding.options import Choices, Option, holds, present_cents, smallest_charge
from stemfunds.braiding.program import MOST_NODES, Program, Solved, Tie
from stemfunds.braiding.request import Request
from stemfunds.braiding.rows import LimitKey, Row, key_of, limit_rows
from stemfunds.braiding.settling import Charged, settled, with_charges
from stemfunds.braiding.solver import Search
from stemfunds.braiding.trial import Pair, Trial, lines_of
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import AwardUse, ChargeResult, LimitResult, PlanResult
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.plan.model import Plan
from stemfunds.rulebook.model import Rulebook

_MOST_ROUNDS = 12
BALANCE, CEILING = "balance", "ceiling"
"""What stands in place of an activity in the key of a row that no rule says: the award's balance, and what the call allows."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A limit that no assignment keeps, and by how many cents the nearest one breaks it."""

    row: Row
    cents: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The plan before and after, both judged; `open_limits` and `doubtful` are what the judge still says against it."""

    before: PlanResult
    after: PlanResult
    charges: Charged
    options: Mapping[str, Option]
    reached: tuple[Reached, ...]
    broken: tuple[Broken, ...]
    solved: Solved
    doubtful: tuple[str, ...] = ()

    @property
    def unpaid(self) -> tuple[str, ...]:
        """The lines that nobody pays, by their ids."""
        return tuple(line.id for line in lines_of(self.after.plan) if line.amount and line.id not in self.charges)

    @property
    def falls_short(self) -> bool:
        """Whether something cannot be paid by a charge that holds, or a limit cannot be kept."""
        refused = any(charge.amount and charge.verdict is Verdict.NOT_ALLOWABLE for charge in self.after.charges)
        return bool(self.unpaid or self.broken or self.doubtful or refused)


class Braider:
    """One plan with what is wanted of it, and all that the search has learned."""

    def __init__(
        self, plan: Plan, judge: Judge, as_of: date, request: Request, watch: Callable[[str], None] = lambda words: None
    ) -> None:
        """`watch` is told in words what is sought next; a search can take half a minute."""
        self.plan, self.judge, self.as_of, self.request, self.watch = plan, judge, as_of, request, watch
        watch("looking at every line with every award")
        self.before = judge.judge(plan, as_of)
        self.rulebook: Rulebook = judge.rulebook
        lines = [line.id for line in lines_of(plan)]
        charged = {use.award.id: use.charged for use in self.before.awards}
        self.alone = Trial(plan, judge, as_of, charged, lines)
        shared = [line.id for line in lines_of(plan) if len(line.charges) > 1]
        self.shared = Trial(plan, judge, as_of, charged, shared, shared=True)
        self.now = {key_of(limit): limit for limit in self.before.limits}
        self.refused: set[tuple[str, frozenset[str]]] = set()
        self.rows = _distinct((*_balances(plan, self.before.awards, request), *self._limits(self.alone)))
        self.choices = Choices(plan, self.rulebook, self.alone, self.shared, request, self.refused)
        self.order: Order = order_of(plan, self.choices, {use.award.id: use.closes for use in self.before.awards})
        self._ready()

    def propose(self) -> Proposal:
        """The best assignment that the judge lets stand."""
        doubtful: tuple[str, ...] = ()
        for rounds in range(1, _MOST_ROUNDS + 1):
            reached, solved = self.chain()
            assert solved is not None, "without its limits, nobody paying for anything is an assignment"
            charges, options = settled(self.program, solved)
            charges |= {line.id: present_cents(line) for line in lines_of(self.plan) if not line.amount}
            if rounds < _MOST_ROUNDS and self._tightened(charges, solved):
                continue
            after = self.judge.judge(with_charges(self.plan, charges), self.as_of)
            doubtful, learned = self._against(after, charges, options)
            if not doubtful or not learned or rounds == _MOST_ROUNDS:
                return Proposal(self.before, after, charges, options, tuple(reached), self._broken(charges), solved, doubtful)
        raise AssertionError("the last round returns")

    def chain(
        self,
        wanted: Sequence[Goal] = (),
        *,
        without: Iterable[int] = (),
        forced: Iterable[int] = (),
        closed: Iterable[int] = (),
        nodes: int = MOST_NODES,
        begin: Solved | None = None,
        divisible: bool = False,
    ) -> tuple[list[Reached], Solved | None]:
        """Every goal in its order, or others that are wanted; the assignment is None where no assignment keeps all rows."""
        search = Search(
            self.program, without=without, forced=forced, closed=closed, nodes=nodes, begin=begin, divisible=divisible
        )
        is_other = bool(without or forced or closed or divisible)
        reached: list[Reached] = []
        for goal in wanted or self.goals:
            self.watch("comparing with other ways" if is_other else IN_WORDS[goal.name])
            found = search.reach(goal.weights, goal.way, goal.near, goal.nodes)
            if found is None and not reached:
                return reached, None
            if found is None:
                break  # the search ended before it found anything for this goal; what was found for those before stands
            search.hold(goal.weights, found.reached, goal.way)
            reached.append(Reached(goal.name, found.reached, found.possible, goal.near))
        return reached, search.found

    def _ready(self) -> None:
        options = [option for line in lines_of(self.plan) if line.amount for option in self.choices.of(line)]
        smallest = smallest_charge(self.rulebook.braiding)
        self.program = Program(options, self.rows, smallest, self._ties(options), pinned=bool(self.request.kept))
        self.goals: list[Goal] = list(goals(self.program, self.choices, self.order))

    def _ties(self, options: Sequence[Option]) -> list[Tie]:
        """For each line that follows another, and each way in which funds pay it, the same way of the other."""
        by_line: dict[str, dict[frozenset[str], list[int]]] = {}
        for number, option in enumerate(options):
            by_line.setdefault(option.line, {}).setdefault(self.choices.funds_of(option), []).append(number)
        return [
            Tie(tuple(led), tuple(by_line.get(leading, {}).get(funds, ())))
            for line, leading in self.choices.ties()
            for funds, led in by_line.get(line, {}).items()
        ]

    def _limits(self, trial: Trial) -> list[Row]:
        return limit_rows(trial, self.now, optimistic=self.request.optimistic)

    # --- what is learned from an assignment ---------------------------------------------------------------------------

    def _tightened(self, charges: Charged, solved: Solved) -> bool:
        """Whether cents settle over a limit that the solver's dollars keep; then its row is made a cent or so narrower."""
        cents, narrower = _pairs(charges), False
        given = {number for number, column in self.program.slack.items() if solved.values[column] > 0.004}
        for number, row in enumerate(self.rows):
            over = row.over(cents)
            if 0 < over <= 100 and number not in given:
                by = Fraction(ceil(over) + 1)
                self.rows[number] = replace(row, bound=row.bound - by if row.direction == "at_most" else row.bound + by)
                narrower = True
        if narrower:
            self._ready()
        return narrower

    def _against(self, after: PlanResult, charges: Charged, options: Mapping[str, Option]) -> tuple[tuple[str, ...], bool]:
        """What the judge says against an assignment that it did not say of the plan, and whether anything is learned from it."""
        said: list[str] = []
        learned = False
        for charge in after.charges:
            if self._is_wrong(charge):
                said += [
                    f"{finding.rule} on {charge.line} ({charge.award.id})"
                    for finding in charge.findings
                    if finding.verdict is charge.verdict
                ]
                key = charge.line, options[charge.line].awards
                if charge.reason is not Reason.OVER_LIMIT and key not in self.refused:
                    self.refused.add(key)
                    learned = True
        known = {(finding.rule, finding.award, finding.activity) for finding in self.before.findings}
        limits = {limit.rule for limit in after.limits}
        said += [
            f"{finding.rule} ({finding.award or finding.activity or 'the plan'})"
            for finding in after.findings
            if finding.verdict.rank >= Verdict.NEEDS_INFORMATION.rank
            and finding.line is None
            and finding.rule not in limits
            and (finding.rule, finding.award, finding.activity) not in known
        ]
        worse = [limit for limit in after.limits if self._is_worse(limit)]
        said += [f"{limit.rule} ({limit.award or limit.fund})" for limit in worse]
        if worse:
            learned |= self._take_rows(after, {key_of(limit) for limit in worse})
        if learned:
            self._ready()
        return tuple(dict.fromkeys(said)), learned

    def _is_wrong(self, charge: ChargeResult) -> bool:
        return (
            bool(charge.amount)
            and charge.line not in self.request.kept
            and not holds(charge.verdict, optimistic=self.request.optimistic)
        )

    def _is_worse(self, limit: LimitResult) -> bool:
        """Whether a limit stands worse than in the plan. One that no assignment keeps is told by itself."""
        before = self.now.get(key_of(limit))
        if limit.status == "met" or (before is not None and before.status == limit.status):
            return False
        return limit.status == "breached" or before is None or before.status == "met"

    def _take_rows(self, after: PlanResult, wanted: set[LimitKey]) -> bool:
        """Limits as they apply to the assignment that was found, beside those of the plan: what it charges decides that, too."""
        charged = {use.award.id: use.charged for use in after.awards}
        trial = Trial(self.plan, self.judge, self.as_of, charged, [line.id for line in lines_of(self.plan)])
        more = [row for row in self._limits(trial) if row.key in wanted]
        before = len(self.rows)
        self.rows = _distinct((*self.rows, *more))
        return len(self.rows) > before

    def _broken(self, charges: Charged) -> tuple[Broken, ...]:
        cents = _pairs(charges)
        return tuple(Broken(row, ceil(row.over(cents))) for row in self.rows if row.over(cents))


def _pairs(charges: Charged) -> dict[Pair, int]:
    return {(line, award): cents for line, paid in charges.items() for award, cents in paid.items()}


def _balances(plan: Plan, uses: Iterable[AwardUse], request: Request) -> list[Row]:
    """No award pays more than it has, nor more than the call allows."""
    rows = []
    for use in uses:
        award = use.award.id
        sums = {(line.id, award): Fraction(1) for line in lines_of(plan)}
        bounds = [(BALANCE, use.available)] + ([(CEILING, request.at_most[award])] if award in request.at_most else [])
        rows += [
            Row(
                ("", award, what),
                "",
                "at_most",
                sums,
                Fraction(cents),
                frozenset(sums),
                fund=use.award.fund,
                is_balance=what == BALANCE,
            )
            for what, cents in bounds
        ]
    return rows


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """Each row once: a limit that says what the balance says goes before it, because it can be cited."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        same = row.direction, row.bound, row.gate, frozenset(row.sums.items())
        if same not in found or (found[same].is_balance and row.rule and not found[same].rule):
            found[same] = replace(row, is_balance=row.is_balance or same in found)
    return list(found.values())

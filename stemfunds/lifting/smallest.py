"""The search for the smallest change: one change first, then two and three together, each judged for real before it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from stemfunds.judging.binding import Overrides
from stemfunds.judging.case import Case
from stemfunds.judging.cases import PlanCases
from stemfunds.judging.findings import in_words
from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import FundAnswer, tried_plan
from stemfunds.judging.operands import lookup_fact
from stemfunds.judging.result import ActivityResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.windows import ObligationWindow, narrowed
from stemfunds.lifting.blockers import Blocker, blockers
from stemfunds.lifting.changes import AwardChange, Change, DateChange, FactChange, SplitOff, applied, order_of
from stemfunds.lifting.grouping import changes_of
from stemfunds.lifting.singles import single_facts
from stemfunds.lifting.ways import MOST, Way, WayFinder, count, is_possible
from stemfunds.plan.model import Activity, Award, Plan

_MOST_JUDGED = 40
_MOST_STATES = 150


@dataclass(frozen=True, slots=True)
class Lift:
    """The smallest change that lifts a verdict, and the verdict then. Without changes nothing was found that a district
    could state or decide; `funds` are those that could pay instead, best first, and `in_part` those that could pay more of
    the lines, or with less in the way.
    """

    changes: tuple[Change, ...]
    verdict: Verdict | None
    funds: tuple[str, ...] = ()
    at_least: int = 0
    in_part: tuple[str, ...] = ()


@dataclass(slots=True)
class Search:
    """One activity tried with one fund; `awards` are the plan's other awards of it."""

    plan: Plan
    overrides: Overrides
    judge: Judge
    as_of: date
    awards: tuple[Award, ...] = ()
    result: ActivityResult = field(init=False)
    blockers: list[Blocker] = field(init=False)
    _judged: int = field(init=False, default=0)
    _states: int = field(init=False, default=0)
    _finder: WayFinder = field(init=False)

    def __post_init__(self) -> None:
        self.result = self._outcome(())
        self.blockers = blockers(self.result, self._cases(()), self.judge)
        self._finder = WayFinder(self.judge.rulebook)

    def smallest(self, refused: Sequence[str]) -> Lift | None:
        """The smallest change that lifts the verdict; `refused` are lines that the fund cannot pay."""
        found = self._best(self._singles(refused))
        if found is not None or self._must_be_more():
            return found
        for limit in range(2, MOST + 1):
            found = self._best(self._combined(limit))
            if found is not None:
                return found
        return None

    def outcome(self, changes: Iterable[Change]) -> ActivityResult:
        """The activity judged with changes."""
        return self._outcome(tuple(changes))

    @property
    def disjoint(self) -> int:
        """How many changes are needed at the very least: blockers that read nothing in common need one each."""
        apart: list[frozenset[str]] = []
        for blocker in sorted(self.blockers, key=lambda one: len(one.reads)):
            if all(blocker.reads.isdisjoint(other) for other in apart):
                apart.append(blocker.reads)
        return len(apart)

    # --- one change -------------------------------------------------------------------------------------------------

    def _singles(self, refused: Sequence[str]) -> Iterator[tuple[Change, ...]]:
        yield from ((change,) for change in self._awards())
        dates = self._dates()
        if dates is not None and len(dates) == 1:
            yield (dates[0],)
        if not any(blocker.window for blocker in self.blockers):
            yield from ((change,) for change in single_facts(self.blockers, self._finder))
            yield from (changes for changes in self._combined(1))
        (activity,) = self.plan.activities
        if self.result.verdict is Verdict.NOT_ALLOWABLE and 0 < len(refused) < len(activity.lines):
            yield (SplitOff(tuple(refused)),)

    def _awards(self) -> Iterator[AwardChange]:
        """The lines that are blocked, or else all of them, charged to another award."""
        (activity,) = self.plan.activities
        every = tuple(line.id for line in activity.lines)
        blocked = tuple(line for line in every if line in {blocker.line for blocker in self.blockers})
        for award in self.awards:
            year = self.judge.rulebook.funds[award.fund].of_year(award.federal_fiscal_year)
            name = f"{year} carryover" if award.is_carryover else year
            for lines in dict.fromkeys((blocked, every)):
                if lines:
                    yield AwardChange(lines, award.id, name, award)

    def _dates(self) -> list[DateChange] | None:
        """The lines outside a window, brought inside; None where no line is outside or no day is left."""
        missed = [blocker for blocker in self.blockers if blocker.window]
        found: list[DateChange] = []
        for ordered in (True, False):
            lines = [one for one in missed if self._is_ordered(one.line) is ordered]
            if not lines:
                continue
            span = self._window(lines[0].case)
            if span is None:
                return None
            names = tuple(dict.fromkeys(one.line for one in lines))
            found.append(DateChange(names, max(span.opens, self.as_of) if ordered else span.opens, span.closes, ordered))
        return found if found and all(one.opens <= one.closes for one in found) else None

    def _is_ordered(self, line: str) -> bool:
        (activity,) = self.plan.activities
        item = next(one.item for one in activity.lines if one.id == line)
        return self.judge.rulebook.items[item].obligated == "commitment"

    @staticmethod
    def _window(case: Case) -> ObligationWindow | None:
        opens, closes = case.award.get("opens"), case.award.get("closes")
        if not isinstance(opens, date) or not isinstance(closes, date):
            return None
        return narrowed(ObligationWindow(opens, closes), [span for _, span in case.state_windows])

    # --- several ----------------------------------------------------------------------------------------------------

    def _must_be_more(self) -> bool:
        return self.disjoint > MOST or any(blocker.goal is None and not blocker.window for blocker in self.blockers)

    def _combined(self, limit: int) -> Iterator[tuple[Change, ...]]:
        """Sets of exactly so many changes after which nothing that is known stands in the way any more."""
        dates: tuple[Change, ...] = tuple(self._dates() or ())
        if any(blocker.window for blocker in self.blockers) and not dates:
            return
        self._states = 0
        for way in self._ways(frozenset(), dates, limit - len(dates), tuple(self.blockers)):
            yield (*changes_of(way), *dates)

    def _ways(self, way: Way, dates: tuple[Change, ...], limit: int, open_: tuple[Blocker, ...]) -> Iterator[Way]:
        if self._states >= _MOST_STATES or limit < 0:
            return
        self._states += 1
        changed = (*changes_of(way), *dates)
        cases = self._cases(changed)
        by_line = {charge.bound.line.id: charge.case for charge in cases.charges()}
        still = [
            blocker
            for blocker in open_
            if blocker.goal is not None and self._finder.compiler.compile(blocker.goal).value(by_line[blocker.line]) is not True
        ]
        if not still:
            if count(way) == limit:
                yield way
            return
        first = still[0]
        if first.goal is None:
            return
        others = self._other_schools(by_line[first.line], cases)
        for more in self._finder.ways(first.goal, True, by_line[first.line], first.line, others):
            together = way | more
            if more and together != way and count(together) <= limit and is_possible(together):
                yield from self._ways(together, dates, limit, tuple(still))

    def _other_schools(self, case: Case, cases: PlanCases) -> dict[str, Case]:
        """The schools of the plan that the activity does not serve, each as the case of that school."""
        return {
            school.id: msgspec.structs.replace(
                case, school=cases.binder.school_facts(school), subject=school.id, subject_scope="school"
            )
            for school in self.plan.schools
            if school.id not in case.schools
        }

    # --- judging ----------------------------------------------------------------------------------------------------

    def _best(self, tried: Iterable[tuple[Change, ...]]) -> Lift | None:
        """The set of changes with the best verdict among those that lift it; the first of equals."""
        best: Lift | None = None
        for changes in dict.fromkeys(tried):
            if self._judged >= _MOST_JUDGED:
                break
            verdict = self._outcome(changes).verdict
            if verdict.rank < (self.result.verdict if best is None or best.verdict is None else best.verdict).rank:
                best = Lift(tuple(sorted((self._told(one) for one in changes), key=order_of)), verdict)
        return best

    def _told(self, change: Change) -> Change:
        """A change of a fact with the value that the plan gives it now, in words."""
        if not isinstance(change, FactChange):
            return change
        fact, case = self.judge.rulebook.facts[change.fact], self.blockers[0].case
        if fact.scope == "line":
            case = next((one.case for one in self.blockers if one.line in change.subjects), case)
        elif fact.scope == "school":
            return change
        value = lookup_fact(fact.id)(case)
        return change if value is None else replace(change, before=in_words(value, fact.type))

    def _outcome(self, changes: tuple[Change, ...]) -> ActivityResult:
        self._judged += 1
        plan, overrides = applied(self.plan, self.overrides, changes)
        return self.judge.judge(plan, self.as_of, overrides, whole=False).activities[0]

    def _cases(self, changes: Sequence[Change]) -> PlanCases:
        plan, overrides = applied(self.plan, self.overrides, changes)
        return PlanCases(plan, self.judge.rulebook, self.as_of, overrides, self.judge.scopes)


class Lifter:
    """Finds the smallest changes for the answers of one plan; sums are left out, as in the matching itself."""

    def __init__(self, plan: Plan, judge: Judge, as_of: date) -> None:
        self.plan = plan
        self.judge = judge
        self.as_of = as_of

    def search(self, activity: Activity, fund: str) -> Search:
        """The search for one activity and one fund."""
        plan, overrides = tried_plan(self.plan, [activity], [fund], self.judge.rulebook, self.as_of)
        return Search(plan, overrides, self.judge, self.as_of, self.other_awards(fund))

    def other_awards(self, fund: str) -> tuple[Award, ...]:
        """The plan's awards of a fund besides the one with which activities are tried."""
        tried = tried_plan(self.plan, (), [fund], self.judge.rulebook, self.as_of)[0].awards[0]
        return tuple(award for award in self.plan.awards if award.fund == fund and award.id != tried.id)

    def lift(self, activity: Activity, answer: FundAnswer, answers: Sequence[FundAnswer]) -> Lift | None:
        """The smallest change for one answer; None where it is allowable already."""
        if answer.verdict is Verdict.ALLOWABLE or not activity.lines:
            return None
        search = self.search(activity, answer.fund)
        found = search.smallest(answer.refused)
        if found is not None:
            return found
        better = tuple(one.fund for one in answers if one.verdict.rank < answer.verdict.rank)
        in_part = tuple(one.fund for one in answers if one.rest.rank < answer.rest.rank and one.fund not in better)
        return Lift((), None, better, search.disjoint, in_part)

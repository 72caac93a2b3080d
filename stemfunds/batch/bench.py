"""The work on one plan, the same for every engine: read, join, judge, and pack what the store needs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date

from stemfunds.batch import record
from stemfunds.batch.engine import Done, Task
from stemfunds.batch.journal import Entry
from stemfunds.batch.settings import Join
from stemfunds.batch.source import Archives, Content, content_of, plan_in, problem_of
from stemfunds.judging.findings import FindingMaker
from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import match_in_short
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.reading.problems import Problem, UnusableInput
from stemfunds.rulebook.model import Rulebook


class Bench:
    """What a worker needs to judge plans, made once. With `match` every activity is tried with every fund, too."""

    def __init__(self, rulebook: Rulebook, as_of: date, join: Join | None = None, match: bool = False) -> None:
        self.rulebook, self.as_of, self.join, self.match = rulebook, as_of, join, match
        self.judge = Judge(rulebook)
        self.words = plan_vocabulary(rulebook)
        self.make = FindingMaker(rulebook)
        self.archives = Archives()

    def __reduce__(self) -> tuple[type[Bench], tuple[Rulebook, date, Join | None, bool]]:
        return Bench, (self.rulebook, self.as_of, self.join, self.match)  # elsewhere it is built again from what it was made of

    def work(self, task: Task) -> Done:
        """Read and judge one plan; whatever is wrong with it is a failure of this plan only."""
        started = time.perf_counter()
        try:
            content = content_of(task.source, self.archives)
        except UnusableInput as unusable:
            return unreadable(task, unusable)
        return self.work_on(task, content, started)

    def work_on(self, task: Task, content: Content, started: float | None = None) -> Done:
        """Judge a plan whose bytes are read."""
        started = time.perf_counter() if started is None else started
        source = task.source
        if content.sha256 == task.known:
            return Done(task.number, Entry(source.path, content.sha256, "", time.perf_counter() - started))
        try:
            result = self._judged(plan_in(source, content, self.words))
            made = record.judged(result, self.rulebook, source.label, content.sha256)
            if self.match:
                record.add_matches(made, match_in_short(result.plan, self.judge, self.as_of))
        except UnusableInput as unusable:
            return _failed(task, content.sha256, unusable.problems, started)
        except (Exception, RecursionError) as error:  # one plan never ends the run of thousands, whatever is wrong with it
            fault = f"stemfunds failed on this plan ({type(error).__name__}: {error}); please report it with the plan"
            return _failed(task, content.sha256, [problem_of(source, fault)], started)
        entry = Entry(source.path, content.sha256, made.verdict, time.perf_counter() - started)
        return Done(task.number, entry, record=record.packed(made))

    def _judged(self, plan: Plan) -> PlanResult:
        if self.join is None:
            return self.judge.judge(plan, self.as_of)
        from stemfunds.awards.joining import with_findings

        joined, findings = self.join(plan, self.make)
        return with_findings(self.judge.judge(joined, self.as_of), findings, self.make)


def unreadable(task: Task, unusable: UnusableInput) -> Done:
    """The failure of a plan whose bytes cannot be read."""
    return _failed(task, "", unusable.problems, time.perf_counter())


def lost(task: Task, reason: str) -> Done:
    """The failure of a plan whose worker came to an end over it."""
    return _failed(task, "", [problem_of(task.source, reason)], time.perf_counter())


def _failed(task: Task, sha256: str, problems: Iterable[Problem], started: float) -> Done:
    made = record.failed(task.source.path, sha256, problems)
    entry = Entry(task.source.path, sha256, made.verdict, time.perf_counter() - started)
    return Done(task.number, entry, record=record.packed(made))

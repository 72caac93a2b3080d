"""One call of `stemfunds batch`, from its words to what it says in the end."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from stemfunds.awards.command import AwardsCall, CallError, read_list
from stemfunds.awards.joining import AllocationJoin, allocation_join
from stemfunds.batch.bench import Bench
from stemfunds.batch.errors import BatchError
from stemfunds.batch.extras import Extras, refuse_among_plans, refuse_other_rules, write_extras
from stemfunds.batch.inputs import Found, find_sources, plan_suffixes
from stemfunds.batch.progress import progress_on
from stemfunds.batch.runner import Ended, Request, dask_engine, day_of_run, local_engine, run_batch
from stemfunds.batch.settings import settings_of
from stemfunds.batch.source import printable
from stemfunds.batch.store import open_store
from stemfunds.batch.summary import ending_lines, summary_document, summary_lines, summary_of, verdict_lines
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.output import width
from stemfunds.reporting.styled import Line
from stemfunds.reporting.words import counted
from stemfunds.rulebook.model import Rulebook

_INTERRUPTED = 130
_MOST_PASSED_OVER = 5


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked for. `jobs` is None for one process a core; a day that was not given is that of the run that is resumed;
    `scheduler` is the address of a Dask cluster, which then does the work; `match` tries every activity with every fund, too.
    """

    named: Sequence[str]
    lists: Sequence[Path]
    output: Path
    rulebook: Rulebook
    today: date
    is_day_given: bool = True
    jobs: int | None = None
    resume: bool = False
    quiet: bool = False
    color: bool = True
    scheduler: str = ""
    match: bool = False
    allocations: AwardsCall | None = None
    extras: Extras = field(default_factory=Extras)


@dataclass(frozen=True, slots=True)
class Said:
    """What a batch says: the summary for standard output, notes on the run for standard error, and the exit status."""

    status: int
    notes: list[str]
    lines: list[Line] = field(default_factory=list)
    document: str = ""


def run_call(call: Call, form: str, fail_on: str) -> Said:
    """Find the plans, judge them, and tell what came of it; raises BatchError when nothing can be done."""
    gc.enable()  # a run of hours does make garbage
    if not call.named and not call.lists:
        return _only_extras(call, form, Verdict(fail_on))
    refuse_among_plans(call.extras, call.named)
    found = find_sources(call.named, call.lists, [call.allocations.path] if call.allocations else [])
    if not found.sources:
        suffixes = ", ".join(sorted(plan_suffixes()))
        raise BatchError(f"there are no plans in {', '.join(call.named) or call.lists[0]}; expected files such as {suffixes}")
    day = call.today if call.is_day_given or not call.resume else day_of_run(call.output) or call.today
    listed = _allocations(call) if call.allocations else None
    settings = settings_of(call.rulebook, day, listed.digest if listed else "", call.match)
    jobs = min(call.jobs or _cores(), len(found.sources))
    bench = Bench(call.rulebook, day, listed.join if listed else None, call.match)
    request = Request(found.sources, call.output, bench, settings, jobs, call.resume)
    engine = dask_engine(call.scheduler) if call.scheduler else local_engine
    ended = run_batch(request, lambda total: progress_on(sys.stderr, total, quiet=call.quiet, color=call.color), engine)
    said = _said(call, found, ended, day, form, Verdict(fail_on))
    if listed and not call.quiet:
        said.notes.extend(listed.remarks)
    return said


@dataclass(frozen=True, slots=True)
class _Listed:
    """A State's allocation list, read: what joins it to plans, what its reader should know, and what decides its amounts."""

    join: AllocationJoin
    remarks: tuple[str, ...]
    digest: str


def _allocations(call: Call) -> _Listed:
    assert call.allocations is not None  # the caller has looked
    try:
        found = read_list(call.allocations, call.rulebook)
    except CallError as error:
        raise BatchError(str(error)) from None
    # the amounts as they were read: neither a new name of the file nor a column that nobody reads is a change
    read = [(one.nces_id, one.fund, one.federal_fiscal_year, one.amount, one.kind) for one in found.allocations]
    return _Listed(allocation_join(found), found.remarks, hashlib.sha256(repr(read).encode()).hexdigest())


def _said(call: Call, found: Found, ended: Ended, day: date, form: str, fail_on: Verdict) -> Said:
    notes = list(ending_lines(ended, call.output))
    if found.passed_over:
        notes.append(_passed_over(found.passed_over))
    if day != call.today:
        notes.append(f"Judged as of {day.isoformat()}, the date of the run that was resumed; --as-of chooses another.")
    said = _summed_up(call, form, fail_on, Extras() if ended.interrupted else call.extras)
    if ended.interrupted and call.extras.are_wanted:
        notes.append("Letters and checklists are written when the run is complete.")
    shown = notes if not call.quiet else notes[-2:] if ended.interrupted and form != "json" else []
    return replace(said, status=_INTERRUPTED if ended.interrupted else said.status, notes=shown)


def _passed_over(names: list[str]) -> str:
    """Which files were left alone; one of them may be a plan that a district sent as a document."""
    shown = [printable(name) for name in names[:_MOST_PASSED_OVER]]
    more = [f"and {len(names) - len(shown)} more"] if len(names) > len(shown) else []
    were = "was" if len(names) == 1 else "were"
    return f"{counted(len(names), 'other file')} {were} passed over: {', '.join([*shown, *more])}."


def _only_extras(call: Call, form: str, fail_on: Verdict) -> Said:
    """Letters and checklists of a run that is done, from its store; no plan is read."""
    with open_store(call.output) as store:
        refuse_other_rules(store, call.rulebook)
        if not store.is_complete:
            raise BatchError(f"{store.path}: this run is not complete; name its plans again, with --resume")
    return _summed_up(call, form, fail_on, call.extras)


def _summed_up(call: Call, form: str, fail_on: Verdict, extras: Extras) -> Said:
    """The page and what else is wanted, and the summary, all from the store."""
    with open_store(call.output) as store:
        watch = (lambda words: None) if call.quiet else (lambda words: print(words, file=sys.stderr))
        more = write_extras(store, call.rulebook, call.output, extras, watch)
        summary = summary_of(store)
        status = summary.status(fail_on)
        if form == "json":
            return Said(status, [], document=summary_document(summary, store, call.output))
    lines = list(verdict_lines(summary, width())) if call.quiet else list(summary_lines(summary, call.output, width(), more))
    return Said(status, [], lines)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

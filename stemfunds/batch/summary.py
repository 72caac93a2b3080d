"""What a batch came to: counts by verdict and State, the rules that speak most often, the broken plans, the files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from stemfunds.batch.building import CROSS, FAILURES, FINDINGS
from stemfunds.batch.page.render import NAME as REPORT
from stemfunds.batch.progress import duration
from stemfunds.batch.runner import Ended
from stemfunds.batch.store import FILE, Store
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.numbers import dollars, money_text
from stemfunds.reporting.styled import Line, plain, shortened, wrapped
from stemfunds.reporting.words import NAMES, SIGNS, STYLES, counted

_MOST_STATES = 12
_MOST_RULES = 10
_MOST_FAILURES = 5
_EFFECTS = {Verdict.NOT_ALLOWABLE: "refuses", Verdict.NEEDS_INFORMATION: "asks"} | dict.fromkeys(list(Verdict)[:2], "warns")
_WORST_FIRST = tuple(reversed(Verdict))


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule says a verdict, and in how many plans."""

    rule: str
    verdict: Verdict
    findings: int
    plans: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A broken plan: its first problem, and how many it has."""

    path: str
    message: str
    problems: int


@dataclass(frozen=True, slots=True)
class FundMatches:
    """For how many activities a fund could pay: wholly, wholly once questions are answered, and for some of the lines only."""

    fund: str
    wholly: int
    if_answered: int
    partly: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A batch in figures, all from its store."""

    plans: int
    missing: int
    is_complete: bool
    total: int
    verdicts: dict[Verdict, int]
    states: dict[str, dict[Verdict, int]]
    rules: list[RuleCount]
    failures: list[Failure]
    matches: list[FundMatches]

    def status(self, fail_on: Verdict) -> int:
        """The exit status: 2 when no plan could be judged, 1 at the verdict or a worse one or with a broken plan, else 0."""
        if not self.verdicts:
            return 2
        return int(bool(self.failures) or any(verdict.at_least_as_bad_as(fail_on) for verdict in self.verdicts))


def summary_of(store: Store) -> Summary:
    """The figures of a store."""
    states: dict[str, dict[Verdict, int]] = {}
    for state, verdict, number in store.query("SELECT state, verdict, count(*) FROM plans GROUP BY state, verdict"):
        states.setdefault(state, {})[Verdict(verdict)] = number
    verdicts = {one: sum(counts.get(one, 0) for counts in states.values()) for one in _WORST_FIRST}
    rules = store.query(
        "SELECT rule, verdict, count(*) findings, count(DISTINCT plan) plans FROM findings "
        "WHERE verdict IN ('needs-information', 'not-allowable') OR (severity <> 'note' AND NOT explained) "
        "GROUP BY rule, verdict ORDER BY verdict = 'not-allowable' DESC, plans DESC, findings DESC, rule, verdict LIMIT ?",
        (_MOST_RULES,),
    )
    failures = store.query(
        "SELECT path, file || ':' || iif(place = '', line || ':' || \"column\", ' ' || place) || '  ' || message, "
        "count(*), min(rowid) "
        "FROM failures GROUP BY plan ORDER BY plan"
    )
    [total] = store.query("SELECT coalesce(sum(total_cents), 0) FROM plans")
    matches = store.query(
        "SELECT fund, sum(verdict LIKE 'allowable%') wholly, sum(verdict = 'needs-information') if_answered, "
        "sum(verdict = 'not-allowable') partly FROM matches GROUP BY fund ORDER BY wholly DESC, if_answered DESC, fund"
    )
    return Summary(
        plans=int(store.meta["plans"]),
        missing=int(store.meta["missing"]),
        is_complete=store.is_complete,
        total=total[0],
        verdicts={verdict: number for verdict, number in verdicts.items() if number},
        states=dict(sorted(states.items(), key=lambda one: (-sum(one[1].values()), one[0]))),
        rules=[RuleCount(rule, Verdict(verdict), findings, plans) for rule, verdict, findings, plans in rules],
        failures=[Failure(row[0], row[1], row[2]) for row in failures],
        matches=[FundMatches(*row) for row in matches],
    )


def files_of(output: Path) -> list[Path]:
    """What a batch has written."""
    return [path for name in (FILE, REPORT, FINDINGS, FAILURES, CROSS) if (path := output / name).exists()]


def summary_document(summary: Summary, store: Store, output: Path) -> str:
    """The figures as JSON; money is decimal text."""
    whole = {
        **store.head(),
        "complete": summary.is_complete,
        "plans": summary.plans,
        "judged": sum(summary.verdicts.values()),
        "failed": len(summary.failures),
        "missing": summary.missing,
        "total": money_text(summary.total),
        "verdicts": _by_word(summary.verdicts),
        "states": [{"state": state, "verdicts": _by_word(counts)} for state, counts in summary.states.items()],
        "rules": [
            {"rule": one.rule, "verdict": one.verdict.value, "findings": one.findings, "plans": one.plans}
            for one in summary.rules
        ],
        "failures": [{"path": one.path, "problems": one.problems, "first": one.message} for one in summary.failures],
        "matches": [asdict(one) for one in summary.matches],
        "files": [str(path) for path in files_of(output)],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _by_word(counts: dict[Verdict, int]) -> dict[str, int]:
    return {verdict.value: counts.get(verdict, 0) for verdict in Verdict}


def verdict_lines(summary: Summary, width: int) -> Iterator[Line]:
    """How many plans have which verdict, a count never broken: ``1,500 plans: ✗ 410 not allowable, …``."""
    parts = [
        (f"{SIGNS[one]} {summary.verdicts[one]:,} {NAMES[one]}", STYLES[one]) for one in _WORST_FIRST if one in summary.verdicts
    ]
    if summary.failures:
        parts.append((f"! {len(summary.failures):,} broken", "bad"))
    if summary.missing:
        parts.append((f"{summary.missing:,} not judged yet", "open"))
    line: Line = [(f"{counted(summary.plans, 'plan')}: ", "title")]
    for number, (words, style) in enumerate(parts, 1):
        stop = "." if number == len(parts) else ", "
        if len(plain(line)) + 1 + len(words) + len(stop.rstrip()) > width:
            yield line
            line = [("  ", "")]
        line += [(words, style), (stop, "")]
    yield line


def summary_lines(summary: Summary, output: Path, width: int, more: Iterable[str] = ()) -> Iterator[Line]:
    """The figures for a terminal; `more` are folders that were written beside the results."""
    yield from verdict_lines(summary, width)
    yield [(f"Planned in all: {dollars(summary.total)}", "")]
    if summary.states:
        yield []
        yield from _state_lines(summary)
    if summary.rules:
        yield []
        yield [("Rules that refuse, ask or warn in most plans", "title")]
        longest = max(len(one.rule) for one in summary.rules)
        for one in summary.rules:
            counts = f"{counted(one.plans, 'plan')}, {counted(one.findings, 'finding')}"
            yield [("  ", ""), (one.rule.ljust(longest), "rule"), (f"  {_EFFECTS[one.verdict]:<7}  {counts}", "")]
    if summary.matches:
        yield []
        yield from _match_lines(summary)
    if summary.failures:
        yield []
        yield from _failure_lines(summary, width)
    yield []
    yield [("Written", "title")]
    for written in (*map(str, files_of(output)), *more):
        yield [(f"  {written}", "")]


def _state_lines(summary: Summary) -> Iterator[Line]:
    heads = [NAMES[verdict] for verdict in _WORST_FIRST]
    yield [("State   plans  " + "  ".join(heads), "title")]
    for state, counts in list(summary.states.items())[:_MOST_STATES]:
        cells = [f"{counts.get(verdict, 0):>{len(head)},}" for verdict, head in zip(_WORST_FIRST, heads, strict=True)]
        yield [(f"{state:<5}  {sum(counts.values()):>6,}  " + "  ".join(cells), "")]
    if len(summary.states) > _MOST_STATES:
        yield [(f"and {len(summary.states) - _MOST_STATES} more States in the table plans", "quiet")]


def _match_lines(summary: Summary) -> Iterator[Line]:
    longest = max(len(one.fund) for one in summary.matches)
    yield [("Activities for which each fund could pay", "title")]
    heads = ("all of it", "once asked", "part of it")
    yield [("  " + "fund".ljust(longest) + "  " + "  ".join(heads), "quiet")]
    for one in summary.matches:
        cells = zip((one.wholly, one.if_answered, one.partly), heads, strict=True)
        yield [(f"  {one.fund:<{longest}}  " + "  ".join(f"{number:>{len(head)},}" for number, head in cells), "")]


def _failure_lines(summary: Summary, width: int) -> Iterator[Line]:
    yield [(f"Broken plans, not judged ({len(summary.failures):,})", "title")]
    for one in summary.failures[:_MOST_FAILURES]:
        more = f" (and {counted(one.problems - 1, 'more problem')})" if one.problems > 1 else ""
        yield from wrapped(shortened(one.message, 400) + more, width, 4, first=[("  ", "")])
    if len(summary.failures) > _MOST_FAILURES:
        yield [(f"  and {len(summary.failures) - _MOST_FAILURES:,} more in {FAILURES}", "quiet")]


def ending_lines(ended: Ended, output: Path) -> Iterator[str]:
    """What belongs to this run and to no result: time, rate, the slowest plans, how to go on."""
    judged = ended.plans - ended.missing - ended.kept
    rate = f", {judged / ended.seconds:,.0f} a second" if judged > ended.seconds > 0 else ""
    kept = f", {counted(ended.kept, 'plan')} unchanged since the run before" if ended.kept else ""
    yield f"{counted(judged, 'plan')} in {duration(ended.seconds)}{rate}{kept}."
    if ended.slowest and ended.slowest[0].seconds >= 1:
        yield "Slowest: " + "; ".join(f"{one.path} {duration(one.seconds)}" for one in ended.slowest if one.seconds >= 1) + "."
    if ended.interrupted:
        yield f"Stopped. {ended.missing:,} of {counted(ended.plans, 'plan')} are not judged yet; the rest is in {output}."
        yield "Go on with the same command and --resume."

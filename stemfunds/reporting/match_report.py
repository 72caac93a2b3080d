"""Activities against funds, for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from stemfunds import __version__
from stemfunds.judging.matching import FundAnswer, Match
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.reporting.json_report import finding_object
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.reporting.words import STYLES, citation_words, verdict_words
from stemfunds.rulebook.model import Rulebook

_MOST_FACTS = 6

Change: TypeAlias = Callable[[Match, FundAnswer], tuple[str, dict[str, Any]] | None]
"""The smallest change that would lift an answer, in words and as JSON; None where there is nothing to lift."""


def no_change(match: Match, answer: FundAnswer) -> None:
    """Answers without their smallest changes."""


def match_lines(matches: Iterable[Match], rulebook: Rulebook, width: int, change: Change = no_change) -> Iterator[Line]:
    """Each activity with the funds that could pay first, then those that could not and why, each with its smallest change."""
    for match in matches:
        yield [(f"{match.activity.id}  {match.activity.title}", "title"), (f"  ({match.activity.kind})", "quiet")]
        told = [(answer, change(match, answer)) for answer in match.answers]
        closed = [answer for answer, found in told if is_closed(answer) and not lifts(found)]
        said: dict[tuple[str, str], str] = {}
        for answer, found in told:
            if answer not in closed:
                yield from _answer_lines(answer, rulebook, width, said)
                if found is not None:
                    yield from wrapped(found[0], width, 8, first=[("      ", ""), ("↑ ", "hint")])
        if closed:
            names = ", ".join(rulebook.funds[answer.fund].short for answer in closed)
            yield from wrapped(f"Not open on these dates: {names}.", width, 4, "quiet", first=[("  ", "")])
        for reference in match.worth_a_look:
            text = f"{reference.name}. {reference.could_pay} {reference.restriction}"
            yield from wrapped(text, width, 6, first=[("  Could be worth a look: ", "quiet")])
        yield []


def is_closed(answer: FundAnswer) -> bool:
    """Whether a fund can pay for nothing of an activity on these dates."""
    return answer.reason is Reason.OUTSIDE_WINDOW and answer.rest is Verdict.NOT_ALLOWABLE


def lifts(change: tuple[str, dict[str, Any]] | None) -> bool:
    """Whether a change was found."""
    return change is not None and bool(change[1]["changes"])


def _answer_lines(answer: FundAnswer, rulebook: Rulebook, width: int, said: dict[tuple[str, str], str]) -> Iterator[Line]:
    """One answer. What refuses is told once for an activity; `said` has the fund that it was told of."""
    head: Line = [("  ", ""), (f"{verdict_words(answer.rest):<20}", STYLES[answer.rest])]
    short = rulebook.funds[answer.fund].short
    deciding = [finding for finding in answer.findings if finding.verdict is answer.verdict]
    if answer.verdict is Verdict.NOT_ALLOWABLE:
        first = deciding[0]
        if answer.rest is not answer.verdict:
            short += f", all but {', '.join(answer.refused)}"
        before = said.setdefault((first.rule, first.message), rulebook.funds[answer.fund].short)
        is_new = before == rulebook.funds[answer.fund].short
        source = "; ".join(part for part in (first.rule, citation_words(first)) if part)
        words = f"{first.message} [{source}]" if is_new else f"{first.rule}, as for {before}."
        yield from wrapped(f"{short}: {words}", width, 6, first=head)
        if first.hint and is_new:
            yield from wrapped(first.hint, width, 8, "hint", first=[("      → ", "hint")])
        if answer.rest is Verdict.NEEDS_INFORMATION:
            yield from wrapped(f"The other lines wait for {_facts_needed(answer)}", width, 6, first=[("      ", "")])
        elif answer.rest is not Verdict.NOT_ALLOWABLE:
            yield from wrapped(f"The other lines: {_paid(answer)}", width, 6, first=[("      ", "")])
        return
    if answer.verdict is Verdict.NEEDS_INFORMATION:
        yield from wrapped(f"{short}: waits for {_facts_needed(answer)}", width, 6, first=head)
        return
    yield from wrapped(f"{short}: {_paid(answer)}", width, 6, first=head)


def _paid(answer: FundAnswer) -> str:
    """What lets the fund pay, and its conditions; where no line that it pays has one, they are of those that it refuses."""
    if answer.rest is not Verdict.WITH_CONDITIONS:
        return f"by {answer.authority}"
    rules = dict.fromkeys(finding.rule for finding in answer.findings if finding.verdict is Verdict.WITH_CONDITIONS)
    return f"by {answer.authority}; conditions: {', '.join(rules)}"


def _facts_needed(answer: FundAnswer) -> str:
    asking = [finding for finding in answer.findings if finding.verdict is Verdict.NEEDS_INFORMATION]
    facts = list(dict.fromkeys(needed.fact for finding in asking for needed in finding.facts_needed))
    more = f" and {len(facts) - _MOST_FACTS} more" if len(facts) > _MOST_FACTS else ""
    return ", ".join(facts[:_MOST_FACTS]) + more


def match_document(matches: Iterable[Match], rulebook: Rulebook, as_of: str, change: Change = no_change) -> str:
    """All answers as one JSON object."""
    activities = [
        {
            "activity": match.activity.id,
            "kind": match.activity.kind,
            "answers": [_answer_object(answer, change(match, answer)) for answer in match.answers],
            "worth_a_look": [
                {"program": one.id, "name": one.name, "restriction": one.restriction, "status": one.status}
                for one in match.worth_a_look
            ],
        }
        for match in matches
    ]
    head: dict[str, Any] = {
        "stemfunds": __version__,
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "as_of": as_of,
    }
    return json.dumps({**head, "activities": activities}, indent=2, ensure_ascii=False) + "\n"


def _answer_object(answer: FundAnswer, change: tuple[str, dict[str, Any]] | None) -> dict[str, Any]:
    return {
        "fund": answer.fund,
        "verdict": answer.verdict.value,
        "refused_lines": list(answer.refused),
        "reason": None if answer.reason is None else answer.reason.value,
        "authority": answer.authority or None,
        "findings": [finding_object(finding) for finding in answer.findings],
        "smallest_change": None if change is None else change[1],
    }

"""The facts that funds wait for, each once: its question, how it is answered, and for which activities it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemfunds.judging.matching import Match
from stemfunds.judging.result import FactNeeded
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Column, Paragraph, Row, Section, Table, Text, Words
from stemfunds.justify.parts.unsettled import ANSWERS
from stemfunds.justify.words import capital, clean, plain, quiet, sentence, strong
from stemfunds.reporting.match_report import is_closed

_LEAD = "Answer those that matter for the funds you think of, under facts in the plan; then match again."
_COLUMNS = (Column("Fact", 27), Column("Question", 48), Column("Asked for", 25))


def facts_section(matches: Sequence[Match]) -> Section:
    """The table of all facts that are missing, those that most activities wait for first; empty where none is."""
    asked: dict[str, FactNeeded] = {}
    activities: dict[str, dict[str, None]] = {}
    for match, needed in _needed(matches):
        asked.setdefault(needed.fact, needed)
        activities.setdefault(needed.fact, {})[match.activity.id] = None
    if not asked:
        return Section("facts", "")
    order = sorted(asked, key=lambda name: -len(activities[name]))
    rows = tuple(_row(asked[name], list(activities[name]), len(matches)) for name in order)
    return Section(
        "facts",
        "Facts that would decide",
        (Paragraph(plain(_LEAD)), Table("The questions that are open", _COLUMNS, rows)),
        new_page=True,
    )


def _needed(matches: Sequence[Match]) -> Iterator[tuple[Match, FactNeeded]]:
    for match in matches:
        for answer in match.answers:
            if not is_closed(answer) and answer.rest is Verdict.NEEDS_INFORMATION:
                for finding in answer.findings:
                    if finding.verdict is Verdict.NEEDS_INFORMATION:
                        yield from ((match, needed) for needed in finding.facts_needed)


def _row(needed: FactNeeded, activities: list[str], every: int) -> Row:
    form = ANSWERS.get(needed.type, needed.type)
    if needed.choices:
        form = f"{form}: {'; '.join(f'{clean(value)} ({clean(means)})' for value, means in needed.choices)}"
    question: tuple[Text, ...] = (plain(needed.question), quiet(sentence(capital(form))))
    where = "all activities" if len(activities) == every > 1 else ", ".join(map(clean, activities))
    return Row((Words((strong(needed.fact),)), Words(question), Words((plain(where),))))

"""One fund in full: its verdict with the short reason, and all that its rules say, rung by rung of the ladder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from stemfunds.asking.session import Reply
from stemfunds.asking.trial import Answer
from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.reporting.words import STYLES, citation_words, verdict_words
from stemfunds.rulebook.model import Rulebook

_CONDITIONS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class InFull:
    """Tells what one fund of a reply says."""

    reply: Reply
    rulebook: Rulebook
    width: int

    def verdict(self, answer: Answer) -> Iterator[Line]:
        """The verdict, and why it is so: the outlook while facts are open, what grants the cost, or what refuses it."""
        fund, outlook = self.rulebook.funds[answer.fund], self.reply.outlooks[answer.fund]
        head: Line = [(verdict_words(answer.verdict), STYLES[answer.verdict]), ("  ", "")]
        yield from wrapped(f"{fund.short}, {fund.name}", self.width, 2, "title", first=head)
        if answer is not outlook:
            yield from wrapped(self._outlook_words(outlook), self.width, 2)
        if answer.authority is not None:
            cited = "; ".join(one.text for one in answer.authority.citations)
            granted: Line = [("  by ", ""), (answer.authority.rule, "rule"), ("  ", "")]
            yield from wrapped(f"{answer.authority.says} [{cited}]", self.width, 6, first=granted)
        if answer.verdict is Verdict.NOT_ALLOWABLE:
            yield from self._finding(worst(answer))

    def rungs(self, answer: Answer) -> Iterator[Line]:
        """All findings that ask, refuse or attach something, in the order of the ladder."""
        shown = [
            finding for finding in answer.findings if finding.verdict is not Verdict.ALLOWABLE or finding.severity == "warning"
        ]
        if not shown:
            return
        yield from wrapped(f"{self.rulebook.funds[answer.fund].short}, question by question", self.width, 0, "title")
        for step, findings in groupby(shown, key=lambda finding: finding.step):
            yield from wrapped(self.rulebook.ladder[step].title, self.width, 4, "quiet", first=[("  ", "")])
            formal = []
            for finding in findings:
                if self._is_a_matter_of_form(finding):
                    formal.append(finding.rule)
                else:
                    yield from self._finding(finding)
            if formal:
                text = f"Matters of form, of which no answer alone refuses: {', '.join(formal)}."
                yield from wrapped(text, self.width, 6, "quiet", first=[("    ", "")])
        yield []

    def _is_a_matter_of_form(self, finding: Finding) -> bool:
        """Whether no answer to what a finding asks turns a fund away in a district in good order."""
        formal = {fact.needed.fact for fact in self.reply.open if fact.divides == 0}
        return bool(finding.facts_needed) and all(one.fact in formal for one in finding.facts_needed)

    def _finding(self, finding: Finding) -> Iterator[Line]:
        head: Line = [("    ", ""), (finding.rule, STYLES[finding.verdict]), ("  ", "")]
        reason = f"{self.rulebook.reasons[finding.reason.value].title}. " if finding.reason else ""
        yield from wrapped(f"{reason}{finding.message} [{citation_words(finding)}]", self.width, 6, first=head)
        if finding.facts_needed:
            names = ", ".join(one.fact for one in finding.facts_needed)
            yield from wrapped(f"? {names}", self.width, 8, STYLES[finding.verdict])
        elif finding.hint:
            yield from wrapped(finding.hint, self.width, 8, "hint", first=[("      → ", "hint")])

    def _outlook_words(self, outlook: Answer) -> str:
        """What the verdict would be in a district in good order."""
        if outlook.verdict is Verdict.NOT_ALLOWABLE:
            # most open facts have a usual answer that says nothing of this question, such as students of all groups
            return f"With the usual answers it would be not allowable, and others can change that: {worst(outlook).message}"
        if outlook.verdict is Verdict.NEEDS_INFORMATION:
            names = ", ".join(one.fact for one in outlook.facts_needed)
            return f"In a district in good order it would still wait for {names}."
        by = f" by {outlook.authority.rule}" if outlook.authority is not None else ""
        more = "; ".join(duties(outlook))
        return f"In a district in good order it would be {outlook.verdict.value.replace('-', ' ')}{by}." + (
            f" Then: {more}" if more else ""
        )


def duties(answer: Answer) -> list[str]:
    """What a fund attaches to its yes, the first few in words."""
    attached = [finding for finding in answer.findings if finding.verdict is Verdict.WITH_CONDITIONS]
    told = [f"{finding.hint or finding.message} ({finding.rule})" for finding in attached[:_CONDITIONS_SHOWN]]
    return told + ([f"and {len(attached) - _CONDITIONS_SHOWN} more conditions"] if len(attached) > _CONDITIONS_SHOWN else [])


def worst(answer: Answer) -> Finding:
    """The first finding that makes the verdict."""
    return next(finding for finding in answer.findings if finding.verdict is answer.verdict)

"""The plan's explanations beside the findings that they answer, and those that answer none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Explanation


class Explanations:
    """The explanations of one plan; it remembers which of them answered something."""

    def __init__(self, explanations: Iterable[Explanation]) -> None:
        self._explanations = tuple(explanations)
        self._used: set[Explanation] = set()

    def beside(self, finding: Finding) -> Finding:
        """The finding with the first explanation that answers it."""
        for explanation in self._explanations:
            if _answers(explanation, finding):
                self._used.add(explanation)
                return replace(finding, explanation=explanation)
        return finding

    def notices_of(self, make: FindingMaker, *, used: bool) -> Iterator[Finding]:
        """For each explanation that answered something, or for each that answered nothing, the notice that it is not needed."""
        for one in self._explanations:
            if (one in self._used) is used:
                place = Place(award=one.award or None, activity=one.activity or None, line=one.line or None, at=one.at)
                yield make.notice("EXPLANATION-UNUSED", Verdict.ALLOWABLE, place, {"rule": one.rule})


def _answers(explanation: Explanation, finding: Finding) -> bool:
    return (
        explanation.rule == finding.rule
        and explanation.activity in ("", finding.activity)
        and explanation.line in ("", finding.line)
        and explanation.award in ("", finding.award)
    )

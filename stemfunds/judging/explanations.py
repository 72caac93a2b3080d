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
        self._of_rule: dict[str, list[Explanation]] = {}
        for one in self._explanations:
            self._of_rule.setdefault(one.rule, []).append(one)
        self._used: set[Explanation] = set()

    def beside(self, finding: Finding) -> Finding:
        """The finding with the first explanation that answers it."""
        return self.at(finding, finding.award, finding.activity, finding.line)

    def at(self, finding: Finding, award: str | None, activity: str | None, line: str | None) -> Finding:
        """The finding, without its place, with the first explanation that answers it at a place."""
        for one in self._of_rule.get(finding.rule, ()):
            if one.award in ("", award) and one.activity in ("", activity) and one.line in ("", line):
                self._used.add(one)
                return replace(finding, explanation=one)
        return finding

    def notices_of(self, make: FindingMaker, *, used: bool) -> Iterator[Finding]:
        """For each explanation that answered something, or for each that answered nothing, the notice that it is not needed."""
        for one in self._explanations:
            if (one in self._used) is used:
                place = Place(award=one.award or None, activity=one.activity or None, line=one.line or None, at=one.at)
                yield make.notice("EXPLANATION-UNUSED", Verdict.ALLOWABLE, place, {"rule": one.rule})

"""Explanations for a terminal: the value of each condition in words, at the left, and the tree beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stemfunds.explaining.steps import Explanation, Reading, Step
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.reporting.words import STYLES, citation_words, counted, verdict_words
from stemfunds.rulebook.kleene import Truth, in_words

_STYLES: dict[Truth, str] = {True: "good", False: "bad", None: "open"}
_VALUE_WIDTH = 9


@dataclass(frozen=True, slots=True)
class Folding:
    """How much is shown: all of it, or `depth` levels, or else what the outcome rests on."""

    everything: bool = False
    depth: int | None = None


def explanation_lines(explanations: Iterable[Explanation], width: int, folding: Folding) -> Iterator[Line]:
    """Each explanation with its head, its tree, and what was folded."""
    for number, one in enumerate(explanations):
        if number:
            yield []
        yield from _head(one, width)
        if one.tree is not None:
            yield []
            yield from _Tree(width, folding).lines(one.tree)
        if one.also:
            yield from wrapped(f"{'; '.join(one.also)}.", width, 2, "quiet", first=[("The same way for ", "quiet")])


def _head(one: Explanation, width: int) -> Iterator[Line]:
    head: Line = [(one.rule, "title"), (f"  {one.about}", "")]
    if one.finding is not None:
        words, style = verdict_words(one.finding.verdict), STYLES[one.finding.verdict]
        if len(one.rule) + len(one.about) + len(words) + 6 <= width:
            yield [*head, ("  ", ""), (words, style)]
        else:
            yield head
            yield [("  ", ""), (words, style)]
    else:
        yield head
    yield from wrapped(one.says, width, 0)
    for text in (one.means, *one.remarks):
        yield from wrapped(text, width, 0, "quiet")
    if one.finding is not None and one.finding.citations:
        yield from wrapped(f"[{citation_words(one.finding)}]", width, 0, "quiet")


@dataclass(frozen=True, slots=True)
class _Tree:
    width: int
    folding: Folding

    def lines(self, step: Step, depth: int = 0, *, bears: bool = True) -> Iterator[Line]:
        folded = bool(step.parts) and self._is_folded(depth, bears)
        words = f"{step.words} (definition {step.definition})" if step.definition else step.words
        words = f"{words} ({counted(step.size, 'condition')} folded)" if folded else words
        lead = "  " * depth
        value = in_words(step.value)
        first: Line = [(f"{value:<{_VALUE_WIDTH}}", _STYLES[step.value]), (lead, "")]
        yield from wrapped(words, self.width, _VALUE_WIDTH + len(lead) + 2, first=first)
        if not folded:
            for reading in step.readings if self._shows_readings(bears) else ():
                yield from self._reading(reading, depth + 1)
            deciding = step.deciding()
            apart = self._told_together(step, deciding)
            for part in step.parts:
                if part not in apart:
                    yield from self.lines(part, depth + 1, bears=bears and part in deciding)
            if apart:
                yield from self._not_counted(apart, depth + 1)

    def _told_together(self, step: Step, deciding: tuple[Step, ...]) -> list[Step]:
        """The lines that a sum leaves out, where there are several and they would be folded one by one."""
        if step.way != "sum" or self.folding.everything or self.folding.depth is not None:
            return []
        found = [part for part in step.parts if part.parts and part not in deciding]
        return found if len(found) > 1 else []

    def _not_counted(self, steps: list[Step], depth: int) -> Iterator[Line]:
        lead, folded = "  " * depth, sum(1 + step.size for step in steps)
        words = f"{counted(len(steps), 'other line')} count ({counted(folded, 'condition')} folded)"
        first: Line = [(f"{in_words(False):<{_VALUE_WIDTH}}", _STYLES[False]), (lead, "")]
        yield from wrapped(words, self.width, _VALUE_WIDTH + len(lead) + 2, first=first)

    def _is_folded(self, depth: int, bears: bool) -> bool:
        if self.folding.everything:
            return False
        if self.folding.depth is not None:
            return depth >= self.folding.depth
        return not bears

    def _shows_readings(self, bears: bool) -> bool:
        return bears or self.folding.everything or self.folding.depth is not None

    def _reading(self, reading: Reading, depth: int) -> Iterator[Line]:
        lead = " " * _VALUE_WIDTH + "  " * depth
        name = reading.name.removeprefix("figure.").replace("_", " ") if reading.name.startswith("figure.") else reading.name
        if not reading.value:
            yield from wrapped(f"{name}: {reading.origin}. {reading.question}", self.width, len(lead) + 2, "quiet", [(lead, "")])
            return
        where = f" ({reading.at})" if reading.at.line else ""
        source = reading.origin if reading.origin.startswith("computed") else f"from {reading.origin}"
        text = f"{name} = {reading.value}, {source}{where}"
        if reading.name.startswith("figure."):
            text = f"{name} = {reading.value}, {reading.origin}"
        yield from wrapped(text, self.width, len(lead) + 2, "quiet", [(lead, "")])

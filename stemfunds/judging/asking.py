"""Which of several rules speak of a case, asked of all together.

The interpreter is ready at once, and most runs see few cases of a sort. Where many plans are judged, one function is generated
for all the rules, without those that can never speak of such cases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from stemfunds.judging.case import Case
from stemfunds.judging.compiled_rule import CompiledRule, speaking
from stemfunds.judging.generated import Asked, Generator, Known
from stemfunds.judging.reading import reading


class Asking:
    """Some rules, in the order in which they are asked."""

    def __init__(self, rules: Sequence[CompiledRule], generator: Generator, known: Known, figures: Known) -> None:
        self.rules = tuple(rules)
        self._generator, self._known, self._figures = generator, known, figures
        self._cases = 0
        self._generated: Asked[CompiledRule] | None = None

    def speaking(self, case: Case, interpreted: bool) -> Sequence[CompiledRule]:
        """The rules that say something of a case; of authorities, those that grant."""
        if self._generated is not None and not interpreted:
            return self._generated(case)
        if not self.rules:
            return ()
        self._cases += 1
        if self._cases > self._generator.pays_after:
            known = {**self._known, **self._figures}
            self._generated = self._generator.several(map(speaking, self.rules), known)
        return [rule for rule in self.rules if rule.speaks(case)]


class Signature:
    """The values of everything that some rules read of a case: cases with the same values are alike for the rules.

    Empty until so many cases were asked for that reading their values is worth a function.
    """

    def __init__(self, rules: Sequence[CompiledRule], generator: Generator) -> None:
        self._rules, self._generator = tuple(rules), generator
        self._cases = 0
        self._read: Callable[[Case], tuple[Any, ...]] | None = None

    def of(self, case: Case) -> tuple[Any, ...] | None:
        """The values, or None as long as it is not worth the trouble."""
        if self._read is not None:
            return self._read(case)
        self._cases += 1
        if self._cases > self._generator.pays_after:
            conditions = [condition for rule in self._rules for condition in rule.rule.conditions]
            read = reading(conditions, self._generator.rulebook)
            self._read = self._generator.reader(read.facts, read.members)
        return None

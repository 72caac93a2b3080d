"""One rule with its conditions compiled: asked of all cases of a plan at once, or of a single case by the interpreter."""

from __future__ import annotations

from functools import cached_property

from stemfunds.judging.case import Case
from stemfunds.judging.columns import Columns, Counts, Node, Plane, Planes
from stemfunds.judging.conditions import Compiled
from stemfunds.judging.planes import PlaneCompiler
from stemfunds.rulebook.kleene import Truth, implies
from stemfunds.rulebook.model import Rule
from stemfunds.rulebook.terms import Condition

Missing = tuple[tuple[str, str], ...]
"""Facts that are not known, each with the school or line that it is about."""


class CompiledRule:
    """A rule ready to be asked. `order` is its place among all rules."""

    def __init__(self, rule: Rule, order: int, planes: PlaneCompiler) -> None:
        self.rule, self.order, self._compiler = rule, order, planes.compiler
        self._applies, self._test, self._unless = (
            None if condition is None else planes.compile(condition) for condition in (rule.applies, rule.test, rule.unless)
        )
        self._trigger = self._applies if rule.section in ("requirements", "judgements") else self._test

    @property
    def scope(self) -> str:
        """What a finding of the rule is about: the plan, an award, an activity or one charge."""
        if self.rule.per != "charge":
            return self.rule.per
        selector = self.rule.selector
        if selector.items or selector.objects or not (self._applies or self._test):
            return "charge"
        return "activity" if selector.kinds and self.rule.depends != "charge" else self.rule.depends

    # --- of all cases at once -----------------------------------------------------------------------------------------

    def holding(self, columns: Columns) -> Planes:
        """An authority's or prohibition's `when`; for a requirement, whether the duty is met or not triggered."""
        yes, no = _planes(self._test, columns)
        if self._applies is None:
            return yes, no
        applies, does_not = columns.planes(self._applies)
        return does_not | yes, applies & no

    def speaking(self, columns: Columns, reached: Plane) -> tuple[Plane, Plane]:
        """The cases of which the rule says something: those that are decided, and those that facts leave open.

        Of an authority, or of advice, only where it holds; of a judgement, wherever it is triggered.
        """
        section = self.rule.section
        if section == "judgements":
            return reached & _planes(self._applies, columns)[0], 0
        yes, no = self.holding(columns)
        if section == "requirements":
            return reached & no, reached & ~(yes | no)
        if section in ("prohibitions", "conditions"):
            return reached & yes, reached & ~(yes | no)
        silenced = 0 if self._unless is None else columns.planes(self._unless)[0]
        return reached & yes & ~silenced, 0

    def triggered(self, columns: Columns) -> Planes:
        """Whether the rule has anything to say: a requirement's or judgement's `applies`, another rule's `when`."""
        return _planes(self._trigger, columns)

    def missing(self, columns: Columns, plane: Plane) -> list[tuple[Missing, Plane]]:
        """The facts that would decide the rule, each once, with the cases of a plane that lack just these."""
        groups: list[tuple[Missing, Plane]] = [((), plane)]
        for node in (self._applies, self._test):
            for fact, subject, lacking in () if node is None else node.open_facts(columns, plane):
                groups = [
                    (missing if not lacks or (fact, subject) in missing else (*missing, (fact, subject)), part)
                    for missing, among in groups
                    for lacks, part in ((True, among & lacking), (False, among & ~lacking))
                    if part
                ]
        return groups

    def failing(self, columns: Columns) -> Counts:
        """How many parts of an authority's condition do not hold: the nearest one has the fewest."""
        return {0: columns.every} if self._test is None else self._test.failing(columns)

    # --- of one case --------------------------------------------------------------------------------------------------

    @cached_property
    def applies(self) -> Compiled | None:
        """Where the rule applies."""
        return self._compiled(self.rule.applies)

    @cached_property
    def test(self) -> Compiled | None:
        """What the rule asks."""
        return self._compiled(self.rule.test)

    @cached_property
    def unless(self) -> Compiled | None:
        """What silences advice."""
        return self._compiled(self.rule.unless)

    def _compiled(self, condition: Condition | None) -> Compiled | None:
        return None if condition is None else self._compiler.compile(condition)

    def holds(self, case: Case) -> Truth:
        """`holding` for one case."""
        test: Truth = True if self.test is None else self.test.value(case)
        return test if self.applies is None else implies(self.applies.value(case), test)


def _planes(node: Node | None, columns: Columns) -> Planes:
    """What a condition says of the cases; no condition holds for all."""
    return (columns.every, 0) if node is None else columns.planes(node)

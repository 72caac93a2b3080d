"""Builds the tree of a condition for one case: every comparison is asked by the judge's own interpreter."""

from __future__ import annotations

from dataclasses import replace

from stemfunds.explaining.origins import Origins, Subject
from stemfunds.explaining.steps import Reading, Step, Way, combined
from stemfunds.judging.case import Case
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.findings import in_words
from stemfunds.judging.operands import lookup_fact, lookup_figure
from stemfunds.plan.model import Plan
from stemfunds.reporting.condition_words import comparison_words
from stemfunds.rulebook import terms
from stemfunds.rulebook.model import Figure, Rulebook
from stemfunds.rulebook.reads import facts_behind
from stemfunds.rulebook.terms import Comparison, Condition, FigureRef, Operand, Quantified, ShareOf


class TreeBuilder:
    """Builds trees for the cases of one plan."""

    def __init__(self, plan: Plan, rulebook: Rulebook) -> None:
        self.plan = plan
        self.rulebook = rulebook
        self.compiler = Compiler(rulebook)
        self.origins = Origins(plan, rulebook)

    def tree(self, condition: Condition, case: Case, subject: Subject) -> Step:
        """The condition, part by part."""
        if isinstance(condition, Comparison):
            return self._comparison(condition, case, subject)
        if isinstance(condition, terms.AllOf | terms.AnyOf):
            way: Way = "all" if isinstance(condition, terms.AllOf) else "any"
            words = "all of these:" if way == "all" else "one of these:"
            return combined(words, way, (self.tree(part, case, subject) for part in condition.parts))
        if isinstance(condition, terms.Negation):
            return combined("not:", "not", [self.tree(condition.part, case, subject)])
        if isinstance(condition, Quantified):
            return self._quantified(condition, case, subject)
        definition = self.rulebook.definitions[condition.definition]
        return combined(definition.says, "same", [self.tree(definition.means, case, subject)], definition.id)

    def _comparison(self, condition: Comparison, case: Case, subject: Subject) -> Step:
        value = self.compiler.compile(condition).value(case)
        names = dict.fromkeys((condition.fact, *facts_behind(condition.operand, self.rulebook)))
        readings = [self.reading(name, case, subject) for name in names]
        readings += [self._figure(figure, case) for figure in _figures(condition.operand, self.rulebook)]
        return Step(comparison_words(condition, self.rulebook), value, "leaf", tuple(readings))

    def _quantified(self, condition: Quantified, case: Case, subject: Subject) -> Step:
        words = f"{condition.quantifier} of the activity's {condition.over}:"
        members = [self._member(condition, name, case, subject) for name in getattr(case, condition.over)]
        if members:
            return combined(words, condition.quantifier, members)
        none = self.reading(f"activity.{condition.over}", case, subject)
        return Step(words, None, condition.quantifier, (none,))

    def _member(self, condition: Quantified, name: str, case: Case, subject: Subject) -> Step:
        if condition.over == "schools":
            looked_at = self.tree(condition.part, case.at_school(name), replace(subject, school=self.plan.school(name)))
            return combined(f"school {name}:", "same", [looked_at])
        line = next((one for one in subject.activity.lines if one.id == name), None) if subject.activity else None
        return combined(f"line {name}:", "same", [self.tree(condition.part, case.at_line(name), replace(subject, line=line))])

    def reading(self, name: str, case: Case, subject: Subject) -> Reading:
        """A fact as the case has it, and where that comes from."""
        fact = self.rulebook.facts.get(name)
        value = lookup_fact(name)(case)
        question = "" if fact is None else fact.question
        if value is None or fact is None:
            return Reading(name, "", "not given", question)
        origin, at = self.origins.of(name, subject)
        return Reading(name, in_words(value, fact.type), origin, question, at)

    def _figure(self, figure: Figure, case: Case) -> Reading:
        name = f"figure.{figure.id}"
        value, on = lookup_figure(figure)(case), lookup_fact(figure.chosen_by)(case)
        if value is None:
            return Reading(name, "", f"chosen by {figure.chosen_by}, which is not given", figure.says)
        return Reading(
            name, in_words(value, figure.unit), f"in force on {in_words(on, 'date')} ({figure.chosen_by})", figure.says
        )


def _figures(operand: Operand, rulebook: Rulebook) -> list[Figure]:
    if isinstance(operand, FigureRef):
        return [rulebook.figures[operand.figure]]
    if isinstance(operand, ShareOf):
        return [*_figures(operand.percent, rulebook), *_figures(operand.of, rulebook)]
    return []

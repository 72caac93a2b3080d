"""Conditions as rule files write them, read into the typed tree of the model.

Every leaf is checked against the fact vocabulary: the fact must exist, the operator must fit its type, and a
choice must be one of its choices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar, Sequence, described
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.entry import as_text
from stemfunds.rulebook.literals import read_value
from stemfunds.rulebook.model import Fact
from stemfunds.rulebook.operands import facts_named, read_operand
from stemfunds.rulebook.terms import AllOf, AnyOf, Comparison, Condition, Holds, Negation, Operator, Quantified, Value
from stemfunds.rulebook.words import Words

OPERATORS: dict[str, frozenset[str]] = {
    "at_least": frozenset({"money", "number", "percent"}),
    "at_most": frozenset({"money", "number", "percent"}),
    "before": frozenset({"date"}),
    "after": frozenset({"date"}),
    "includes": frozenset({"choices"}),
    "only": frozenset({"choices"}),
    "given": frozenset({"text", "date", "money", "number", "percent"}),
}
_NAMED_WORDS = {"activity.kind": "kinds", "line.kind": "kinds", "line.item": "items", "line.object": "object_classes"}
_NOTHING = AllOf(())


class ConditionReader:
    """Reads the conditions of one file. A definition may speak of one school; whoever uses it must then go over schools."""

    def __init__(self, words: Words, problems: Problems, *, of_definitions: bool = False) -> None:
        self.words = words
        self.problems = problems
        self._one_school = of_definitions
        self._combinators: dict[str, Callable[[Node], Condition]] = {
            "all": lambda node: AllOf(self._parts(node)),
            "any": lambda node: AnyOf(self._parts(node)),
            "not": lambda node: Negation(self.read(node)),
            "every": lambda node: self._quantified("every", node),
            "some": lambda node: self._quantified("some", node),
            "none": lambda node: self._quantified("none", node),
            "holds": self._holds,
        }

    def read(self, node: Node) -> Condition:
        """The condition that a mapping states; several keys must all hold."""
        if not isinstance(node, Mapping) or not node.entries:
            self.problems.add(node, f"expected a condition such as {{activity.organizer: nonprofit}}, found {described(node)}")
            return _NOTHING
        parts = [part for key, value in node for part in self._entry(key, value)]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def read_optional(self, node: Node | None) -> Condition | None:
        """The condition, or None where the key is absent."""
        return None if node is None else self.read(node)

    def _entry(self, key: Scalar, value: Node) -> list[Condition]:
        combinator = self._combinators.get(key.text)
        if combinator is not None:
            return [combinator(value)]
        if "." not in key.text:
            known = [*self._combinators, *self.words.facts]
            self.problems.add(key, f'unknown word "{key.text}" in a condition', nearest=nearest_name(key.text, known))
            return []
        fact = self.words.fact(key, key.text, self.problems)
        if fact is None:
            return []
        self._refuse_no_school(key, fact.id, fact.scope == "school")
        if isinstance(value, Mapping):
            return [self._compared(fact, operator, operand) for operator, operand in value]
        if fact.type == "choices":
            self.problems.add(value, f"{fact.id} is a list: write includes or only before the choices")
        return [Comparison(fact.id, "is", self._literal(value, fact))]

    def _literal(self, node: Node, fact: Fact) -> Value:
        value = read_value(node, fact, self.problems)
        vocabulary = _NAMED_WORDS.get(fact.id)
        if vocabulary:
            known = getattr(self.words, vocabulary)
            names = value.value if isinstance(value.value, tuple) else (str(value.value),)
            for name in names:
                if name not in known:
                    self.problems.add(node, f'{fact.id}: unknown name "{name}"', nearest=nearest_name(name, known.keys()))
        return value

    def _compared(self, fact: Fact, operator: Scalar, operand: Node) -> Condition:
        fits = OPERATORS.get(operator.text)
        if fits is None:
            self.problems.add(
                operator, f'unknown comparison "{operator.text}"', nearest=nearest_name(operator.text, OPERATORS.keys())
            )
            return _NOTHING
        if fact.type not in fits:
            self.problems.add(operator, f"{operator.text} does not fit {fact.id}, whose type is {fact.type}")
            return _NOTHING
        if operator.text == "given":
            if as_text(operand, self.problems, "given") != "yes":
                self.problems.add(operand, 'given: only "yes" can be asked for; what is not given is unknown, never no')
            return Comparison(fact.id, "given", Value(True))
        read = read_operand(operand, fact, self.words, self.problems)
        for name in facts_named(read):
            self._refuse_no_school(operand, name, name.startswith("school."))
        return Comparison(fact.id, cast(Operator, operator.text), read)

    def _parts(self, node: Node) -> tuple[Condition, ...]:
        if not isinstance(node, Sequence) or not node.items:
            found = "an empty list" if isinstance(node, Sequence) else described(node)
            self.problems.add(node, f"expected a list of conditions, found {found}")
            return ()
        return tuple(self.read(part) for part in node)

    def _quantified(self, quantifier: str, node: Node) -> Condition:
        if not isinstance(node, Mapping) or len(node) != 1 or node.keys()[0] not in ("schools", "lines"):
            found = " and ".join(node.keys()) if isinstance(node, Mapping) else described(node)
            self.problems.add(node, f"{quantifier}: expected schools or lines with one condition, found {found}")
            return _NOTHING
        over, part = node.entries[0]
        outside, self._one_school = self._one_school, self._one_school or over.text == "schools"
        read = self.read(part)
        self._one_school = outside
        return Quantified(cast(Any, quantifier), cast(Any, over.text), read)

    def _holds(self, node: Node) -> Condition:
        name = as_text(node, self.problems, "holds")
        if name not in self.words.definitions:
            self.problems.add(node, f'unknown definition "{name}"', nearest=nearest_name(name, self.words.definitions.keys()))
        self._refuse_no_school(node, name, name in self.words.of_one_school)
        return Holds(name)

    def _refuse_no_school(self, node: Node, name: str, is_of_one_school: bool) -> None:
        """A school's fact means nothing until a rule says of which of the activity's schools."""
        if is_of_one_school and not self._one_school:
            self.problems.add(node, f"{name} is about one school: write it under every, some or none of the schools")

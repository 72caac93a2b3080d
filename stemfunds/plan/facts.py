"""Facts: answers to the rules' questions, typed by the vocabulary and given where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stemfunds.plan.describe import Fact, FactValue
from stemfunds.plan.vocabulary import PLACES_OF_A_SCOPE, FactShape
from stemfunds.reading import scalars
from stemfunds.reading.fields import expect_mapping
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node, Scalar, Sequence, described, shortened

if TYPE_CHECKING:
    from stemfunds.plan.context import Context

_NOT_KNOWN = frozenset({"unknown", "null", "~", "tbd", "?", "n/a", "not known"})


def read_facts(node: Node, context: Context, owner: str) -> dict[str, Fact] | None:
    """The facts given on one part of the plan, by short name; `owner` is the part: plan, activity, line …"""
    mapping = expect_mapping(node, context.problems, "facts")
    if mapping is None:
        return None
    facts: dict[str, Fact] = {}
    for key, value in mapping.entries:
        shapes = context.vocabulary.facts
        if shapes is None:
            read = _untyped(value, context, key.text)
        else:
            shape = _shape(key, owner, shapes, context)
            read = None if shape is None else _typed(value, shape, context, key.text)
        if read is not None:
            facts[key.text] = Fact(value=read, at=context.at(value))
    return facts


def _shape(key: Scalar, owner: str, shapes: Mapping[str, FactShape], context: Context) -> FactShape | None:
    """The shape of a fact that may stand here, or a problem: unknown, a field, or in the wrong place."""
    name, problems = key.text, context.problems
    shape = shapes.get(name)
    if shape is None:
        short = name.rpartition(".")[2]
        askable = [known for known, one in shapes.items() if not one.built_in]
        nearest = short if short in askable else nearest_name(name, askable)
        message = f'unknown fact "{shortened(name)}"'
        problems.add(key, message, found=shortened(name), expected="a fact by its short name", nearest=nearest)
        return None
    if shape.built_in:
        question = f" ({shape.question})" if shape.question else ""
        problems.add(key, f'"{name}" is not given under facts; it is a field or is computed{question}', found=name)
        return None
    places = PLACES_OF_A_SCOPE.get(shape.scope, ("plan",))
    if owner not in places:
        where = " or ".join(places)
        message = f'fact "{name}" cannot stand under {owner}; give it under the facts of the {where}'
        problems.add(key, message, found=owner, expected=where)
        return None
    return shape


def _typed(node: Node, shape: FactShape, context: Context, name: str) -> FactValue | None:
    problems, kind = context.problems, shape.type
    if isinstance(node, Scalar) and kind != "text" and node.text.strip().lower() in _NOT_KNOWN:
        message = f"{name}: what is not known is left out; delete the line"
        problems.add(node, message, found=shortened(node.text), expected=kind)
        return None
    if kind == "choice":
        return scalars.choice(node, problems, name, tuple(shape.choices))
    if kind == "choices":
        return scalars.choice_list(node, problems, name, tuple(shape.choices))
    if kind == "yes-no":
        return scalars.yes_no(node, problems, name)
    if kind == "money":
        return scalars.money(node, problems, name)
    if kind == "number":
        return scalars.decimal_number(node, problems, name, negative=True)
    if kind == "percent":
        return scalars.percent(node, problems, name, most=1000)
    if kind == "date":
        return scalars.date(node, problems, name)
    return scalars.text(node, problems, name)


def _untyped(node: Node, context: Context, name: str) -> FactValue | None:
    """Without a vocabulary: the words as they stand."""
    if isinstance(node, Scalar) and not node.is_blank:
        return node.text
    if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    found = described(node)
    context.problems.add(node, f"{name}: expected a value or a list of values, found {found}", found=found)
    return None

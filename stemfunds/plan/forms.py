"""How each form of a field is read: the table from the form that a field declares to its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from stemfunds.plan.context import Context
from stemfunds.plan.facts import read_facts
from stemfunds.plan.fields import FieldSpec
from stemfunds.plan.model import PLAN_FORMAT
from stemfunds.reading import scalars
from stemfunds.reading.nodes import Node, Scalar, Sequence

Form: TypeAlias = Callable[[Node, Context, FieldSpec], Any]

FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 2000, 2099


def _plain(reader: Callable[..., Any]) -> Form:
    """A form that needs nothing but the value."""
    return lambda node, context, spec: reader(node, context.problems, spec.name)


def _choice(node: Node, context: Context, spec: FieldSpec) -> str | None:
    return scalars.choice(node, context.problems, spec.name, spec.choices)


def _choice_list(node: Node, context: Context, spec: FieldSpec) -> tuple[str, ...] | None:
    return scalars.choice_list(node, context.problems, spec.name, spec.choices)


def _id(node: Node, context: Context, spec: FieldSpec) -> str | None:
    found = scalars.identifier(node, context.problems, spec.name)
    if found is not None:
        context.define(spec.unique, found, node)
    return found


def _reference(node: Node, context: Context, spec: FieldSpec) -> str | None:
    """The id of an award, school, activity or line of this plan."""
    found = scalars.text(node, context.problems, spec.name)
    if found is not None:
        context.refer(spec.form.removesuffix("-list"), found, node)
    return found


def _word(node: Node, context: Context, spec: FieldSpec) -> str | None:
    """A word of the vocabulary: a fund, kind, item, object class or rule."""
    what = spec.form.removesuffix("-list")
    if not context.has_words(what):
        return scalars.identifier(node, context.problems, spec.name)
    found = scalars.text(node, context.problems, spec.name)
    return found if found is not None and context.is_known(what, found, node) else None


def _listed(one: Form) -> Form:
    """A list of values of a form; one value alone is a list of one."""

    def read(node: Node, context: Context, spec: FieldSpec) -> tuple[Any, ...] | None:
        if isinstance(node, Scalar):
            node = Sequence([node], node.line, node.column, node.table)
        if not isinstance(node, Sequence):
            context.problems.add(node, f"{spec.name}: expected a list, found a mapping", expected="a list")
            return None
        values = [one(item, context, spec) for item in node.items]
        return None if None in values else tuple(dict.fromkeys(values))

    return read


def _fiscal_year(node: Node, context: Context, spec: FieldSpec) -> int | None:
    expected = "the federal fiscal year in four digits, such as 2026"
    value = scalars.one_value(node, context.problems, spec.name, expected)
    if value is None:
        return None
    digits = "".join(sign for sign in value.text if sign in "0123456789")[-4:]
    year = int(digits) + (2000 if len(digits) == 2 else 0) if digits else 0
    in_range = FIRST_FISCAL_YEAR <= year <= LAST_FISCAL_YEAR
    if in_range and value.text.strip() == str(year):
        return year
    scalars.refuse(value, context.problems, spec.name, expected, str(year) if in_range else None)
    return None


def _plan_format(node: Node, context: Context, spec: FieldSpec) -> int | None:
    expected = f"{PLAN_FORMAT}, the version of the plan format"
    value = scalars.one_value(node, context.problems, spec.name, expected)
    if value is not None and value.text.strip() != str(PLAN_FORMAT):
        scalars.refuse(value, context.problems, spec.name, expected)
        return None
    return None if value is None else PLAN_FORMAT


def _facts(node: Node, context: Context, spec: FieldSpec) -> Any:
    return read_facts(node, context, spec.owner.lower())


SIMPLE_FORMS: Mapping[str, Form] = {
    "text": _plain(scalars.text),
    "yes-no": _plain(scalars.yes_no),
    "money": _plain(scalars.money),
    "unit-cost": _plain(scalars.unit_price),
    "percent": _plain(scalars.percent),
    "number": _plain(scalars.decimal_number),
    "whole": _plain(scalars.integer),
    "date": _plain(scalars.date),
    "school-year": _plain(scalars.school_year),
    "state": _plain(scalars.state),
    "nces-id": _plain(scalars.nces_id),
    "nces-school-id": _plain(scalars.nces_school_id),
    "grades": _plain(scalars.grades),
    "choice": _choice,
    "choice-list": _choice_list,
    "id": _id,
    "award": _reference,
    "activity": _reference,
    "line": _reference,
    "line-list": _listed(_reference),
    "school-list": _listed(_reference),
    "fund": _word,
    "kind": _word,
    "kind-list": _listed(_word),
    "item": _word,
    "object": _word,
    "rule": _word,
    "fiscal-year": _fiscal_year,
    "plan-format": _plan_format,
    "facts": _facts,
}
"""The forms of fields that hold no further part."""

"""Reading any part of a plan by the fields that its class declares."""

from __future__ import annotations

from typing import Any

from stemfunds.plan.bases import settle_bases
from stemfunds.plan.checks import CHECKS
from stemfunds.plan.context import Context
from stemfunds.plan.fields import PARTS, FieldSpec, fields_of, meant_field
from stemfunds.plan.forms import SIMPLE_FORMS
from stemfunds.plan.lines import ChargeDraft, complete_line
from stemfunds.reading.fields import expect_list, expect_mapping
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar, shortened


def read_part(part: str, node: Node, context: Context) -> Any:
    """One part of the plan, by the name of its class, or None when its problems do not let it exist."""
    mapping = expect_mapping(node, context.problems, part.lower())
    if mapping is None:
        return None
    values, meant = _values(part, mapping, context)
    if part == "Line":
        complete_line(values, mapping, meant, context)
    if part == "Plan" and "activities" in values:
        values["activities"] = settle_bases(values["activities"], context)
    check = CHECKS.get(part)
    if check is not None:
        check(values, mapping, context)
    if part == "Charge":
        award = values.get("award")
        return ChargeDraft(award, values.get("share"), values.get("amount"), mapping) if award else None
    if any(spec.required and spec.attribute not in values for spec in fields_of(part).values()):
        return None
    if part == "Line" and "amount" not in values:
        return None
    return PARTS[part](**values, at=context.at(mapping))


def name_of(part: str, mapping: Mapping) -> str:
    """How messages name a part: `activity "A1"`, `charge`."""
    identity = mapping.get("id")
    word = part.lower()
    return f'{word} "{shortened(identity.text)}"' if isinstance(identity, Scalar) and identity.text else word


def _values(part: str, mapping: Mapping, context: Context) -> tuple[dict[str, Any], set[str]]:
    """The fields that could be read, and those that are there by any name; the rest is a problem."""
    specs = fields_of(part)
    values: dict[str, Any] = {}
    meant = set(mapping.keys())
    for key, node in mapping.entries:
        spec = specs.get(key.text)
        if spec is None:
            meant.add(_refuse_unknown(key, part, mapping, context))
            context.leave_out(node)
            continue
        value = _value(node, context, spec)
        if value is not None:
            values[spec.attribute] = value
    for name, spec in specs.items():
        if spec.required and name not in meant:
            message = f'{name_of(part, mapping)} has no "{name}"'
            context.problems.add(mapping.place_for(name), message, expected=name)
    return values, meant


def _value(node: Node, context: Context, spec: FieldSpec) -> Any:
    if spec.form == "one":
        return read_part(spec.of, node, context)
    if spec.form == "many":
        items = expect_list(node, context.problems, spec.name)
        if items is None:
            return None
        return tuple(read for item in items if (read := read_part(spec.of, item, context)) is not None)
    return SIMPLE_FORMS[spec.form](node, context, spec)


def _refuse_unknown(key: Scalar, part: str, mapping: Mapping, context: Context) -> str:
    """Note a field that the part does not have; gives the field that was probably meant, if any."""
    specs, found = fields_of(part), shortened(key.text)
    shape = (context.vocabulary.facts or {}).get(key.text)
    if shape is not None and not shape.built_in and "facts" in specs:
        message = f'"{found}" is a fact; write it under facts of {name_of(part, mapping)}'
        context.problems.add(key, message, found=found, expected="facts")
        return ""
    message = f'unknown field "{found}" in {name_of(part, mapping)}'
    nearest = meant_field(key.text, specs) or nearest_name(key.text, specs)
    context.problems.add(key, message, found=found, expected="a field of the plan format", nearest=nearest)
    return nearest or ""

"""The JSON Schema of rule files, for editors: names complete themselves, and a wrong key is underlined while it is typed.

The loader remains the judge. What a schema cannot say (types of facts, confirmed sources, circles) is left to `rulebook lint`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from stemfunds.rulebook.conditions import OPERATORS
from stemfunds.rulebook.file_keys import FILE_KEYS
from stemfunds.rulebook.limits import COUNTED_KEYS, LIMIT_KEYS
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.pack_keys import EXTRA_RULE_KEYS, HEAD_KEYS
from stemfunds.rulebook.rules import COMMON_KEYS, OWN_KEYS, PER

Schema: TypeAlias = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_TEXT: Schema = {"type": "string", "minLength": 1}
_MEANINGS = {
    "id": "A name that never changes its meaning, such as T4A-COMPETITION.",
    "says": "The law in one plain sentence.",
    "otherwise": "What to tell when it fails.",
    "repair": "What to do then.",
    "do": "What the district must do.",
    "keep": "Papers to keep.",
    "weigh": "Facts, and figures as figure.NAME, whose values are told.",
    "cite": "A source and its pinpoint, such as esea-4107 (a)(3)(C), or a list of them.",
    "for": "Which charges it reaches; absent, all.",
    "when": "The condition under which it speaks; absent, always.",
    "must": "What must hold.",
    "applies": "When it is asked at all; absent, always.",
    "unless": "What silences the advice.",
    "in_force": "From and until which federal award dates it is law.",
    "no_calculator": "Why no calculator shows this sum; every other limit has one.",
    "stops_charges": "Whether every counted charge is over the limit when a cap is broken.",
    "tightens": "The federal limit or window that a pack makes tighter.",
    "replaces": "The rule that a pack's rule replaces.",
}
_REQUIRED = {"requirements": ("must",), "conditions": ("do",), "advice": ("severity",)}


def rule_file_schema(rulebook: Rulebook) -> Schema:
    """The schema of a file in `rules/` or in a State pack, with the words of a rulebook as choices."""
    known = sorted(FILE_KEYS | HEAD_KEYS | {"adds_to", "window", "crosswalk", "forms"})
    sections = {name: _listed(_rule(name)) for name in OWN_KEYS}
    return {
        "$schema": _DRAFT,
        "title": "stemfunds rule file",
        "type": "object",
        "properties": {name: {} for name in known} | sections | {"limits": _listed(_limit()), "definitions": _definitions()},
        "additionalProperties": False,
        "$defs": {
            "condition": _condition(rulebook),
            "selector": _object({name: _names(words) for name, words in _selected(rulebook).items()}),
            "cite": {"anyOf": [_citation(), {"type": "array", "items": _citation(), "minItems": 1}]},
            "step": {"enum": list(rulebook.ladder)},
            "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
        },
    }


def _rule(section: str) -> Schema:
    keys = COMMON_KEYS | OWN_KEYS[section] | EXTRA_RULE_KEYS
    return _object({name: _value(name) for name in sorted(keys)}, ("id", "says", "cite", *_REQUIRED.get(section, ())))


def _limit() -> Schema:
    counted = _object({name: {"$ref": f"#/$defs/selector/properties/{name}"} for name in sorted(COUNTED_KEYS - {"where"})})
    counted["properties"]["where"] = {"$ref": "#/$defs/condition"}
    values = {name: _value(name) for name in sorted(LIMIT_KEYS | EXTRA_RULE_KEYS)}
    values |= {
        "counts": {"anyOf": [{"const": "all"}, counted]},
        "of": {"anyOf": [_TEXT, counted, _object({"base": _TEXT}, ("base",))]},
        "per": {"enum": ["award", "activity", "plan"]},
    }
    one_bound = [{"required": ["at_most"]}, {"required": ["at_least"]}]
    return _object(values, ("id", "says", "cite", "counts")) | {"oneOf": one_bound}


def _definitions() -> Schema:
    meaning = _object({name: _value(name) for name in ("says", "means", "cite")}, ("says", "means", "cite"))
    return {"type": "object", "additionalProperties": meaning}


def _value(name: str) -> Schema:
    """The schema of one field of a rule, with what it means."""
    conditions = {"when", "must", "applies", "unless", "means"}
    shapes: dict[str, Schema] = {
        "cite": {"$ref": "#/$defs/cite"},
        "for": {"$ref": "#/$defs/selector"},
        "step": {"$ref": "#/$defs/step"},
        "severity": {"enum": ["warning", "note"]},
        "maturity": {"enum": ["trial", "settled"]},
        "per": {"enum": sorted(PER)},
        "in_force": _object({"from": _SCALAR, "until": _SCALAR}),
        "determinable": _yes_no(),
        "stops_charges": _yes_no(),
        "at_most": _SCALAR,
        "at_least": _SCALAR,
    }
    shapes |= {key: {"$ref": "#/$defs/texts"} for key in ("keep", "weigh", "supported_by")}
    shape = {"$ref": "#/$defs/condition"} if name in conditions else shapes.get(name, _TEXT)
    return {**shape, "description": _MEANINGS[name]} if name in _MEANINGS else dict(shape)


def _condition(rulebook: Rulebook) -> Schema:
    """A condition: combinators and facts by name; several keys must all hold."""
    itself: Schema = {"$ref": "#/$defs/condition"}
    parts = {"type": "array", "items": itself, "minItems": 1}
    members = {**_object({"schools": itself, "lines": itself}), "minProperties": 1, "maxProperties": 1}
    compared = {**_object({name: _operand() for name in OPERATORS}), "minProperties": 1}
    answered: Schema = {"anyOf": [_operand(), compared]}
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {
            "all": parts,
            "any": parts,
            "not": itself,
            **dict.fromkeys(("every", "some", "none"), members),
            "holds": {"enum": sorted(rulebook.definitions)},
            **{fact.id: {**answered, "description": fact.question} for fact in rulebook.facts.values()},
        },
        "additionalProperties": False,
    }


def _operand() -> Schema:
    return {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]}


def _citation() -> Schema:
    return {"anyOf": [_TEXT, _object({"source": _TEXT, "at": _TEXT, "confirmed": _yes_no()}, ("source",))]}


def _selected(rulebook: Rulebook) -> dict[str, Iterable[str]]:
    return {"kinds": rulebook.kinds, "items": rulebook.items, "objects": rulebook.object_classes, "funds": rulebook.funds}


def _names(words: Iterable[str]) -> Schema:
    one: Schema = {"enum": list(words)}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _yes_no() -> Schema:
    """An editor reads yes and no as words or as booleans, by the version of YAML that it knows."""
    return {"enum": ["yes", "no", True, False]}


def _object(properties: dict[str, Schema], required: Iterable[str] = ()) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _listed(one: Schema) -> Schema:
    return {"type": "array", "items": one}

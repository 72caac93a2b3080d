"""The JSON Schema of the plan file, for editors: made from the same fields that the reader reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from stemfunds.plan.costs import COST_FIELDS, FACTOR_FIELDS, TRAVEL_PAIRS
from stemfunds.plan.fields import PARTS, FieldSpec, fields_of
from stemfunds.plan.forms import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR
from stemfunds.plan.model import PLAN_FORMAT
from stemfunds.plan.vocabulary import EVERYTHING, PLACES_OF_A_SCOPE, FactShape, Vocabulary, ids_of

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_WHOLE = "(0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(,[0-9]{3}){1,3})"
_MONEY: Schema = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": rf"^\$? ?{_WHOLE}(\.[0-9]{{1,2}})?$"}]
}
_UNIT_COST: Schema = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": rf"^\$? ?{_WHOLE}(\.[0-9]{{1,4}})?$"}]
}
_NUMBER: Schema = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": rf"^{_WHOLE}(\.[0-9]{{1,6}})?$"}]}
_PERCENT: Schema = {
    "anyOf": [
        {"type": "number", "minimum": 1, "maximum": 100},
        {"const": 0},
        {"type": "string", "pattern": r"^(100|[1-9]?[0-9])(\.[0-9]{1,6})? ?%?$"},
    ]
}
_ID: Schema = {"anyOf": [{"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"}, {"type": "integer", "minimum": 0}]}
_DATE: Schema = {"type": "string", "pattern": "^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$"}
_TEXT: Schema = {"anyOf": [{"type": "string", "pattern": r"\S"}, {"type": "number"}]}
_YES_NO: Schema = {"enum": ["yes", "no", True, False]}
_GRADE = "(PK|K|1[0-2]|[1-9])"

FORMS: Mapping[str, Schema] = {
    "text": _TEXT,
    "yes-no": _YES_NO,
    "money": _MONEY,
    "unit-cost": _UNIT_COST,
    "percent": _PERCENT,
    "number": _NUMBER,
    "whole": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": f"^{_WHOLE}$"}]},
    "date": _DATE,
    "school-year": {"type": "string", "pattern": "^[12][0-9]{3}-[0-9]{2}$"},
    "state": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "nces-id": {"type": ["string", "integer"], "pattern": "^[0-9]{7}$", "minimum": 1_000_000, "maximum": 9_999_999},
    "nces-school-id": {"type": ["string", "integer"], "pattern": "^[0-9]{12}$", "minimum": 10**11, "maximum": 10**12 - 1},
    "grades": {
        "anyOf": [
            {"type": "string", "pattern": f"^{_GRADE}( ?[-\u2013] ?{_GRADE})?$"},
            {"type": "integer", "minimum": 1, "maximum": 12},
        ]
    },
    "id": _ID,
    "award": _ID,
    "activity": _ID,
    "line": _ID,
    "fiscal-year": {"type": "integer", "minimum": FIRST_FISCAL_YEAR, "maximum": LAST_FISCAL_YEAR},
    "plan-format": {"const": PLAN_FORMAT},
}
"""What each form accepts; forms with words of the vocabulary are made for it."""


_APART = [[cost, other] for number, cost in enumerate(COST_FIELDS) for other in (*COST_FIELDS[number + 1 :], *FACTOR_FIELDS)]
"""Fields of a line that do not stand beside each other, because each states the arithmetic."""


def plan_schema(vocabulary: Vocabulary = EVERYTHING) -> Schema:
    """The JSON Schema (draft 2020-12) of a plan file; with a vocabulary it knows every word that fits."""
    parts = {part: _part(part, vocabulary) for part in PARTS if part != "Plan"}
    plan = _part("Plan", vocabulary)
    return {"$schema": DIALECT, "title": "stemfunds plan", **plan, "$defs": parts}


def _part(part: str, vocabulary: Vocabulary) -> Schema:
    specs = fields_of(part)
    schema: Schema = {
        "type": "object",
        "description": (PARTS[part].__doc__ or "").partition("\n")[0],
        "properties": {name: _field(spec, vocabulary) for name, spec in specs.items()},
        "required": [name for name, spec in specs.items() if spec.required],
        "additionalProperties": False,
    }
    if part == "Line":
        arithmetic = [["quantity", "unit_cost"], *([name] for name in COST_FIELDS)]
        schema["anyOf"] = [{"required": fields} for fields in (["amount"], *arithmetic)]
        schema["not"] = {"anyOf": [{"required": pair} for pair in (["charge_to", "charges"], *_APART)]}
    if part == "Fringe":
        schema["oneOf"] = [{"required": ["base"]}, {"required": ["base_lines"]}]
    if part == "Stipend":
        schema["anyOf"] = [{"required": ["days"]}, {"required": ["hours"]}]
    if part == "Travel":
        schema["anyOf"] = [{"required": [name]} for name in ("per_diem", "lodging", "mileage_rate", "fare")]
        schema["dependentRequired"] = {a: [b] for pair in TRAVEL_PAIRS for a, b in (pair, pair[::-1])}
    if part == "Charge":
        schema["not"] = {"required": ["share", "amount"]}
    return schema


def _field(spec: FieldSpec, vocabulary: Vocabulary) -> Schema:
    schema = _form(spec, vocabulary)
    more: Schema = {"description": spec.description}
    if spec.example and spec.form in ("text", "date", "id", "grades", "state", "school-year", "nces-id", "nces-school-id"):
        more["examples"] = [spec.example]
    return {**more, **schema}


def _form(spec: FieldSpec, vocabulary: Vocabulary) -> Schema:
    reference = {"$ref": f"#/$defs/{spec.of}"}
    if spec.form == "one":
        return reference
    if spec.form == "many":
        return {"type": "array", "items": reference, **({"minItems": 1} if spec.required else {})}
    if spec.form == "facts":
        return _facts(spec.owner.lower(), vocabulary.facts)
    if spec.form == "choice":
        return {"enum": list(spec.choices)}
    if spec.form == "choice-list":
        return _one_or_more({"enum": list(spec.choices)})
    if spec.form in ("school-list", "line-list"):
        return _one_or_more(_ID)
    words = {
        "fund": vocabulary.funds,
        "kind": vocabulary.kinds,
        "item": vocabulary.items,
        "object": vocabulary.objects,
        "rule": vocabulary.rules,
    }
    what = spec.form.removesuffix("-list")
    if what in words:
        word = _word(ids_of(words[what]))
        return _one_or_more(word) if spec.form.endswith("-list") else word
    return FORMS[spec.form]


def _word(ids: Collection[str] | None) -> Schema:
    return dict(_ID) if ids is None else {"enum": sorted(ids)}


def _one_or_more(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _facts(owner: str, shapes: Mapping[str, FactShape] | None) -> Schema:
    """The facts that may stand on one part, each with its question."""
    if shapes is None:
        return {"type": "object"}
    here = {
        name: {"description": shape.question, **_answer(shape)}
        for name, shape in sorted(shapes.items())
        if not shape.built_in and owner in PLACES_OF_A_SCOPE.get(shape.scope, ("plan",))
    }
    return {"type": "object", "properties": here, "additionalProperties": False}


def _answer(shape: FactShape) -> Schema:
    if shape.type == "choice":
        return {"enum": list(shape.choices)}
    if shape.type == "choices":
        return _one_or_more({"enum": list(shape.choices)})
    if shape.type == "number":
        return {"anyOf": [{"type": "number"}, *_NUMBER["anyOf"][1:]]}
    if shape.type == "percent":
        return {"anyOf": [{"type": "number", "minimum": 0}, *_PERCENT["anyOf"][2:]]}
    return FORMS[shape.type]

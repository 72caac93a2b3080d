"""Plans as files again: the same fields in the same order, read back as the same plan."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from stemfunds.plan.comments import Comments, Path, comment_lines
from stemfunds.plan.fields import FieldSpec, fields_of
from stemfunds.plan.line import Line
from stemfunds.plan.lines import WHOLE
from stemfunds.plan.model import Plan
from stemfunds.plan.vocabulary import EVERYTHING, FactShape, Vocabulary
from stemfunds.reading.numbers import money_text, plain
from stemfunds.reading.places import grades_text
from stemfunds.reading.texts import BARE_WORDS

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

NO_COMMENTS: Comments = {}
_PLAIN_TEXT = r"[A-Za-z](?:[A-Za-z0-9 ,;()/._-]*[A-Za-z0-9).])?"
_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029", "\ufeff": "\\ufeff"}


class _Bare(str):
    """A value that is written without quotes."""

    __slots__ = ()


def plan_data(plan: Plan, vocabulary: Vocabulary = EVERYTHING) -> dict[str, Data]:
    """The plan as mappings, lists and texts, under the names of the plan file.

    The vocabulary tells percentages from numbers among the facts.
    """
    return _part("Plan", plan, vocabulary.facts or {})


def plan_json(plan: Plan, vocabulary: Vocabulary = EVERYTHING) -> str:
    """The plan as a JSON file; every value is text, so that no program rounds it."""
    import json

    return json.dumps(plan_data(plan, vocabulary), ensure_ascii=False, indent=2) + "\n"


def plan_yaml(plan: Plan, vocabulary: Vocabulary = EVERYTHING, comments: Comments = NO_COMMENTS) -> str:
    """The plan as a YAML file; comments stand above the part that they are about, that of the plan on top.

    A comment stands beside no field that begins an entry of a list: it belongs to the entry.
    """
    head = comment_lines(comments[()], "") if () in comments else []
    return "\n".join([*head, *_lines(plan_data(plan, vocabulary), "", comments)]) + "\n"


def _part(name: str, part: Any, shapes: Mapping[str, FactShape]) -> dict[str, Data]:
    data: dict[str, Data] = {}
    for key, spec in fields_of(name).items():
        value = _of_line(part, key, spec) if isinstance(part, Line) else getattr(part, spec.attribute)
        absent = value is None or value in ("", (), {})
        if absent or (key.startswith("transferred_") and value == 0) or (key == "fictional" and value is False):
            continue
        if name == "Charge" and key == "amount" and part.share is not None:
            continue
        data[key] = _value(value, spec, shapes)
    return data


def _of_line(line: Line, key: str, spec: FieldSpec) -> Any:
    """A field of a line; one award that pays the whole of it is named shortly."""
    payer = line.charges[0].award if len(line.charges) == 1 and line.charges[0].share == WHOLE else None
    if key == "charge_to":
        return payer
    if key == "charges" and payer is not None:
        return None
    return line.unit_price if key == "unit_cost" else getattr(line, spec.attribute)


def _value(value: Any, spec: FieldSpec, shapes: Mapping[str, FactShape]) -> Data:
    if spec.form == "one":
        return _part(spec.of, value, shapes)
    if spec.form == "many":
        return [_part(spec.of, item, shapes) for item in value]
    if spec.form == "facts":
        return {name: _answer(fact.value, shapes.get(name)) for name, fact in value.items()}
    if spec.form == "money":
        return _Bare(money_text(value))
    if spec.form == "unit-cost":
        return _Bare(plain(value) if value % Decimal("0.01") else f"{value:.2f}")
    if spec.form == "percent":
        return _percent(value)
    if spec.form == "grades":
        return grades_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _Bare(str(value))
    return _answer(value)


def _answer(value: Any, shape: FactShape | None = None) -> Data:
    """A fact's value, or a field of the same sort: yes and no, dates, numbers, money in cents, words."""
    if isinstance(value, bool):
        return _Bare("yes" if value else "no")
    if isinstance(value, Decimal):
        return _percent(value) if shape is not None and shape.type == "percent" else _Bare(plain(value))
    if isinstance(value, dt.date):
        return _Bare(value.isoformat())
    if isinstance(value, int):
        return _Bare(money_text(value))
    return [str(item) for item in value] if isinstance(value, tuple) else str(value)


def _percent(value: Decimal) -> _Bare:
    """A percentage; less than one percent needs its sign, so that nobody takes it for a share."""
    return _Bare(f"{plain(value)}%" if 0 < value < 1 else plain(value))


def _lines(data: Mapping[str, Data], indent: str, comments: Comments, at: Path = ()) -> Iterator[str]:
    for key, value in data.items():
        here = (*at, key)
        yield from comment_lines(comments[here], indent) if here in comments else ()
        if isinstance(value, Mapping):
            yield f"{indent}{_scalar(key)}:" if value else f"{indent}{_scalar(key)}: {{}}"
            yield from _lines(value, indent + "  ", comments, here)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{indent}{_scalar(key)}:"
            for number, item in enumerate(value):
                assert isinstance(item, Mapping)
                inside = (*here, number)
                yield from comment_lines(comments[inside], indent + "  ") if inside in comments else ()
                first, *rest = _lines(item, indent + "    ", comments, inside)
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        elif isinstance(value, list):
            yield f"{indent}{_scalar(key)}: [{', '.join(map(_scalar, value))}]"
        else:
            yield f"{indent}{_scalar(key)}: {_scalar(value)}"


def _scalar(value: Data) -> str:
    """A word as it is, anything else in double quotes."""
    assert isinstance(value, str)
    in_list_or_key = "," in value and not isinstance(value, _Bare)
    is_word = re.fullmatch(_PLAIN_TEXT, value) and not in_list_or_key and value.lower() not in {*BARE_WORDS, "y", "n"}
    if isinstance(value, _Bare) or is_word:
        return str(value)
    import json

    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(_BREAKS.get(sign, sign) for sign in quoted)

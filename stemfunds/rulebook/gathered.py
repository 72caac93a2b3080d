"""What was read of a rules folder so far: every part by its id, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook import pack_keys
from stemfunds.rulebook.calculator_model import Calculator
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.model import (
    Base,
    Definition,
    Fund,
    LetterGrade,
    Limit,
    Notice,
    Pack,
    Program,
    Reference,
    Rule,
    Sheet,
    Window,
)
from stemfunds.rulebook.vocabulary import merged
from stemfunds.rulebook.words import Words

T = TypeVar("T")


@dataclass(slots=True)
class Gathered:
    """One reading of a rules folder. `stands` knows the file and the place of what has an id, by its key and id; `apart` the
    rules that look at more than a charge.
    """

    files: list[RuleFile]
    words: Words = field(default_factory=Words)
    version: str = ""
    definitions: dict[str, Definition] = field(default_factory=dict)
    funds: dict[str, Fund] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    limits: dict[str, Limit] = field(default_factory=dict)
    bases: dict[str, Base] = field(default_factory=dict)
    calculators: dict[str, Calculator] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    grades: dict[str, LetterGrade] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    packs: dict[str, Pack] = field(default_factory=dict)
    state_windows: dict[str, tuple[Window, ...]] = field(default_factory=dict)
    stands: dict[tuple[str, str], tuple[RuleFile, Node]] = field(default_factory=dict)
    apart: dict[str, tuple[Problems, Node]] = field(default_factory=dict)

    def gather(self, key: str, into: dict[str, T], read: Callable[[Node, Problems], T], named_by: str = "id") -> None:
        """Read the list behind `key` in every file into a mapping by id; a second use of an id is a problem."""
        for file in self.files:
            defaults = file.root.get("defaults")
            for node in file.entries(key):
                entry = read(merged(node, defaults) if key in ("sources", "facts") else node, file.problems)
                identity = getattr(entry, named_by)
                if not self.is_first(key, identity, file, node, f'"{identity}" in {key} stands twice'):
                    continue
                if identity:
                    into[identity] = entry  # a word with a mistake is still known, so that its users are not blamed, too

    def is_first(self, key: str, identity: str, file: RuleFile, at: Node, twice: str) -> bool:
        """Whether an id is used for the first time under a key; if not, that is noted in the words of `twice`."""
        first, place = self.stands.setdefault((key, identity), (file, at))
        if place is at or not identity:
            return True
        changed = file.pack and first.pack != file.pack
        message = pack_keys.changed(identity, key, file, first, place) if changed else twice
        file.problems.add(at, message, found=identity)
        return False

    def windows(self) -> dict[str, Window]:
        """The federal windows and those of packs, by id."""
        federal = [fund.window for fund in self.funds.values() if fund.window is not None]
        every = [*federal, *(one for those in self.state_windows.values() for one in those)]
        return {window.id: window for window in reversed(every)}  # of two with one id the first counts

    def twice(self, identity: str) -> str:
        """What is wrong with a second rule of an id, with the place of the first."""
        other = self.rules.get(identity) or self.limits.get(identity) or self.windows().get(identity)
        place = f" ({other.file}:{other.line})" if other else ""
        return (
            f'"{identity}" names another rule already{place}; an id never has two meanings, and no pack replaces a federal rule'
        )

    def names(self) -> frozenset[str]:
        """Everything that may encode a row of a sheet."""
        words = self.words
        return frozenset(
            (
                *(*self.rules, *self.limits, *self.definitions, *self.programs, *self.references),
                *(*words.facts, *words.items, *words.kinds, *words.sources, *words.letter),
                *(f"calculator.{name}" for name in self.calculators),
                *(f"figure.{name}" for name in words.figures),
                *(fund.window.id for fund in self.funds.values() if fund.window is not None),
            )
        )

"""Reading how the assignment of costs to awards weighs one choice against another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.braiding_model import Braiding, BraidingChoice
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.literals import read_cents

_AMOUNTS = ("smallest-charge", "another-payer", "a-change", "a-condition", "close-enough")
_HOLDS = {
    **dict.fromkeys(_AMOUNTS, ("amount",)),
    "kept-whole": ("objects",),
    "stays-with-fund": ("kinds",),
    "follows-pay": ("objects", "follows"),
}
_OF_CHOICES = ("amount", "objects", "kinds", "follows")
_KEYS = frozenset({"choice", "says", *_OF_CHOICES})


def read_braiding(files: Iterable[RuleFile], object_classes: Collection[str], kinds: Collection[str]) -> Braiding:
    """The choices of all files, each once."""
    found: dict[str, BraidingChoice] = {}
    for file in files:
        for node in file.entries("braiding"):
            choice = _Reader(object_classes, kinds, file.problems).choice(node)
            if choice.id in found:
                file.problems.add(node, f'"{choice.id}" stands twice', found=choice.id)
            found[choice.id] = choice
    return Braiding(tuple(found.values()))


@dataclass(slots=True)
class _Reader:
    object_classes: Collection[str]
    kinds: Collection[str]
    problems: Problems

    def choice(self, node: Node) -> BraidingChoice:
        """One choice, with what it holds and nothing else."""
        entry = Entry(node, self.problems, _KEYS, "a choice of braiding")
        name = entry.choice("choice", frozenset(_HOLDS))
        wanted = _HOLDS[name]
        for key in _OF_CHOICES:
            at = entry.require(key) if key in wanted else entry.get(key)
            if at is not None and key not in wanted:
                message = f'"{name}" has {" and ".join(wanted)}, no {key}'
                self.problems.add(at, message, found=key, expected=", ".join(wanted))
        at = entry.get("amount")
        amount = read_cents(at, self.problems, "amount") if at is not None else 0
        objects, kinds, follows = (
            self._known(entry, key, names)
            for key, names in (("objects", self.object_classes), ("kinds", self.kinds), ("follows", self.object_classes))
        )
        return BraidingChoice(name, entry.required_text("says"), amount, objects, kinds, follows)

    def _known(self, entry: Entry, key: str, names: Collection[str]) -> tuple[str, ...]:
        found = entry.texts(key)
        for one in found:
            if one not in names:
                at = entry.get(key) or entry.at
                self.problems.add(
                    at, f'unknown word "{one}" in {key} of a choice of braiding', found=one, nearest=nearest_name(one, names)
                )
        return found

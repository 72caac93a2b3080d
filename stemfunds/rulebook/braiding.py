"""Reading how the assignment of costs to awards weighs one choice against another."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.braiding_model import Braiding, BraidingChoice
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.literals import read_cents

AMOUNTS = frozenset({"smallest-charge", "another-payer", "a-change", "a-condition", "close-enough"})
OBJECTS = frozenset({"kept-whole"})
_KEYS = frozenset({"choice", "says", "amount", "objects"})


def read_braiding(files: Iterable[RuleFile], object_classes: Collection[str]) -> Braiding:
    """The choices of all files, each once."""
    found: dict[str, BraidingChoice] = {}
    for file in files:
        for node in file.entries("braiding"):
            choice = _choice(node, object_classes, file.problems)
            if choice.id in found:
                file.problems.add(node, f'"{choice.id}" stands twice', found=choice.id)
            found[choice.id] = choice
    return Braiding(tuple(found.values()))


def _choice(node: Node, object_classes: Collection[str], problems: Problems) -> BraidingChoice:
    entry = Entry(node, problems, _KEYS, "a choice of braiding")
    name = entry.choice("choice", AMOUNTS | OBJECTS)
    wanted, other = ("objects", "amount") if name in OBJECTS else ("amount", "objects")
    at, wrong = entry.require(wanted), entry.get(other)
    if wrong is not None:
        problems.add(wrong, f'"{name}" has {wanted}, no {other}', found=other, expected=wanted)
    objects = entry.texts("objects") if wanted == "objects" else ()
    for one in objects:
        if one not in object_classes:
            message = f'unknown object class "{one}" in a choice of braiding'
            problems.add(at or node, message, found=one, nearest=nearest_name(one, object_classes))
    amount = read_cents(at, problems, "amount") if wanted == "amount" and at is not None else 0
    return BraidingChoice(name, entry.required_text("says"), amount, objects)

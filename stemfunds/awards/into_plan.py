"""Awards of an allocation list put into a plan file: amounts are changed where they stand, new awards come behind the others.

Nothing else of the file changes, so comments stay. The new text is read again and compared; what does not come out as meant is
refused rather than written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from stemfunds.awards.block import award_lines
from stemfunds.awards.merging import Merged, merged_awards
from stemfunds.plan.model import Award, Plan
from stemfunds.plan.reader import parse_plan
from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.reading.nodes import Mapping, Node, Scalar
from stemfunds.reading.nodes import Sequence as SequenceNode
from stemfunds.reading.numbers import dollars, money_text
from stemfunds.reading.problems import UnusableInput
from stemfunds.reading.source_text import contents, decoded
from stemfunds.reading.yaml_reader import read_yaml
from stemfunds.rulebook.model import Rulebook


class CannotEditError(ValueError):
    """The file is written in a way that cannot be changed with certainty; the message says which."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The new text of the plan file, and what changed, a sentence for each award."""

    text: str
    changes: tuple[str, ...]


def with_awards(
    path: Path, plan: Plan, awards: Sequence[Award], preliminary: frozenset[str], rulebook: Rulebook, words: Vocabulary
) -> Edited:
    """The text of a plan's file with the amounts of these awards; `preliminary` holds the ids of those that may still change.

    An award of the plan is one of the list if fund, federal fiscal year and being carryover are the same. Raises CannotEditError.
    """
    wanted, changes = _merged(plan, awards)
    if path.suffix.lower() == ".json":
        from stemfunds.plan.writer import plan_json

        return Edited(plan_json(replace(plan, awards=wanted), words), changes)
    text = decoded(contents(path), str(path))
    edited = _Edit(text, plan, wanted, preliminary, rulebook).text()
    try:
        found = parse_plan(edited, str(path), "yaml", words)
    except UnusableInput:
        found = plan
    if found != replace(plan, awards=wanted):
        raise CannotEditError("the awards cannot be changed here with certainty; paste the block by hand")
    return Edited(edited, changes)


def _merged(plan: Plan, awards: Sequence[Award]) -> tuple[tuple[Award, ...], tuple[str, ...]]:
    """The plan's awards with the new amounts, then those that it did not have; and what changed, in words."""
    merged = merged_awards(plan.awards, awards)
    return tuple(one.now for one in merged), tuple(f"{one.now.id}: {_change(one)}" for one in merged)


def _change(merged: Merged) -> str:
    old, new = merged.planned, merged.now
    if old is None:
        return f"new, {dollars(new.available)}"
    if merged.listed is None:
        return "not in the list; it stays as it is"
    if merged.shares > 1:
        available = dollars(merged.listed.available)
        return f"stays as it is: {merged.shares} awards of the plan share the {available} of this fund and year in the list"
    before, after = (old.amount, old.carryover), (new.amount, new.carryover)
    if before == after:
        return "as it was"
    parts = [f"{dollars(old.amount)} becomes {dollars(new.amount)}"] if old.amount != new.amount else []
    if old.carryover != new.carryover:
        parts.append(f"carryover {dollars(old.carryover or 0)} becomes {dollars(new.carryover or 0)}")
    return ", ".join(parts)


class _Edit:
    """One change of a YAML text."""

    def __init__(self, text: str, plan: Plan, wanted: tuple[Award, ...], preliminary: frozenset[str], rulebook: Rulebook) -> None:
        self.plan, self.wanted, self.preliminary, self.rulebook = plan, wanted, preliminary, rulebook
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.split("\n")
        self.root = read_yaml(text, plan.path)
        if not isinstance(self.root, Mapping):
            raise CannotEditError("the file holds no fields")

    def text(self) -> str:
        """The changed text."""
        node = self.root.get("awards") if isinstance(self.root, Mapping) else None
        if isinstance(node, SequenceNode):
            for entry, old, new in zip(node.items, self.plan.awards, self.wanted, strict=False):
                self._change(entry, old, new)
        added = [line for award in self.wanted[len(self.plan.awards) :] for line in self._entry(award)]
        if added:
            self._add(node, added)
        return "\n".join(self.lines)

    def _change(self, entry: Node, old: Award, new: Award) -> None:
        for name, before, after in (("amount", old.amount, new.amount), ("carryover", old.carryover, new.carryover)):
            if before == after or after is None:
                continue
            value = entry.get(name) if isinstance(entry, Mapping) else None
            if not isinstance(value, Scalar):
                raise CannotEditError(f"award {old.id} has no {name} to change; paste the block by hand")
            line, at = self.lines[value.line - 1], value.column - 1
            typed = line[at:]
            opening = '"' if typed.startswith('"') else "'" if typed.startswith("'") else ""
            if not typed.startswith(opening + value.text):
                raise CannotEditError(f"the {name} of award {old.id} cannot be found in its line; paste the block by hand")
            behind = typed[len(opening + value.text + opening) :]
            self.lines[value.line - 1] = line[:at] + money_text(after) + behind

    def _entry(self, award: Award) -> list[str]:
        return list(award_lines(award, award.id in self.preliminary, self.rulebook))

    def _add(self, node: Node | None, added: list[str]) -> None:
        """New entries behind the last award, with the indentation of the others."""
        if node is None:
            at = len(self.lines) - (not self.lines[-1])
            self._insert(at, ["", "awards:", *(f"  {line}" for line in added)])
            return
        if not isinstance(node, SequenceNode) or not node.items:
            raise CannotEditError("awards is no list of entries with a dash; paste the block by hand")
        first = node.items[0]
        before = self.lines[first.line - 1][: first.column - 1].rstrip()
        if not before.endswith("-") or before.strip() != "-":
            raise CannotEditError("the awards stand in brackets; paste the block by hand")
        indent = before[:-1]
        self._insert(self._end_of_awards(), [indent + line for line in added])

    def _end_of_awards(self) -> int:
        """The line behind the last award: before the next field of the plan and the remarks above it."""
        assert isinstance(self.root, Mapping)
        begins = self.root.key("awards")
        assert begins is not None  # its value has been read
        behind = [key.line for key, _ in self.root if key.line > begins.line]
        end = min(behind) - 1 if behind else len(self.lines)
        while not self.lines[end - 1].strip() or self.lines[end - 1].startswith("#"):
            end -= 1
        return end

    def _insert(self, at: int, lines: list[str]) -> None:
        ending = self.newline.removesuffix("\n")
        self.lines[at:at] = [line + ending for line in lines]

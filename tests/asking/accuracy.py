"""How often a set of phrasings is understood as its author meant: counted for the tests and for the benchmark.

The sets stand in `phrasings.yaml`, which the listener never sees, and among the examples in `rules/words/asked/`. A set of
examples is measured by a listener that does not have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import structs

from stemfunds.asking.side import Guess
from stemfunds.asking.understanding import Listener
from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.model import Rulebook

ANY = "any"
HERE = Path(__file__).parent
OUR_OWN = "written"
"""Examples that were written with the errors of the other sets in sight: they say nothing about new questions."""

Phrasing = Mapping[str, Any]


def unlearnt_sets() -> dict[str, list[Phrasing]]:
    """The phrasings that are no examples, by set."""
    found: dict[str, list[Phrasing]] = yaml.safe_load((HERE / "phrasings.yaml").read_text(encoding="utf-8"))
    return found


def learnt_sets() -> dict[str, list[Phrasing]]:
    """The examples by set, what they do not name marked as in the other sets."""
    found: dict[str, list[Phrasing]] = {}
    for path in sorted((rules_folder() / "words" / "asked").glob("*.yaml")):
        asked = yaml.safe_load(path.read_text(encoding="utf-8"))["asked"]
        found[path.stem.replace("-", "_")] = [{"kind": ANY, "item": ANY, **one} for one in asked]
    return found


def listener_without(rulebook: Rulebook, phrasings: Iterable[Phrasing]) -> Listener:
    """A listener that never met these examples."""
    texts = {one["ask"] for one in phrasings}
    kept = tuple(one for one in rulebook.wording.asked if one.text not in texts)
    wording = structs.replace(rulebook.wording, asked=kept)
    return Listener(structs.replace(rulebook, spoken=msgspec.Raw(msgspec.json.encode(wording))))


@dataclass(frozen=True)
class Accuracy:
    """Counts of one set: phrasings, those that name an activity, those that name a cost, and how many were right."""

    phrasings: int
    with_kind: int
    with_item: int
    kind_first: int
    kind_in_three: int
    item_first: int
    item_in_three: int
    confident: int
    confident_right: int
    wrong: tuple[str, ...]

    def shares(self) -> dict[str, float]:
        """Percentages by name."""
        return {
            "kind first": 100 * self.kind_first / self.with_kind,
            "kind in three": 100 * self.kind_in_three / self.with_kind,
            "item first": 100 * self.item_first / self.with_item,
            "item in three": 100 * self.item_in_three / self.with_item,
            "answered": 100 * self.confident / self.phrasings,
            "right of answered": 100 * self.confident_right / self.confident,
        }


def measured(listener: Listener, phrasings: Iterable[Mapping[str, Any]]) -> Accuracy:
    """The accuracy over a set."""
    counts = dict.fromkeys(
        (
            "phrasings",
            "with_kind",
            "with_item",
            "kind_first",
            "kind_in_three",
            "item_first",
            "item_in_three",
            "confident",
            "confident_right",
        ),
        0,
    )
    wrong: list[str] = []
    for one in phrasings:
        kinds, items = _several(one["kind"]), _several(one["item"])
        understood = listener.understand(one["ask"])
        counts["phrasings"] += 1
        counts["confident"] += understood.is_confident
        if ANY not in items:
            counts["with_item"] += 1
            counts["item_first"] += understood.item in items
            counts["item_in_three"] += _in_three(understood.items, items)
        if ANY not in kinds:
            counts["with_kind"] += 1
            counts["kind_first"] += understood.kind in kinds
            counts["kind_in_three"] += _in_three(understood.kinds, kinds)
        right = bool({ANY, understood.kind} & {*kinds} and {ANY, understood.item} & {*items})
        counts["confident_right"] += right and understood.is_confident
        if not right:
            wrong.append(f"{one['ask']}: read as {understood.kind}, {understood.item}")
    return Accuracy(**counts, wrong=tuple(wrong))


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _in_three(guesses: tuple[Guess, ...], right: list[str]) -> bool:
    return any(guess.id in right for guess in guesses[:3])

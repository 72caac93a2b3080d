"""All names that conditions and rules may use, gathered before the first rule is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.problems import Placed, Problems
from stemfunds.rulebook.model import AccountCodes, Fact, Figure, Item, Kind, LetterExample, Named, Source


@dataclass(slots=True)
class Words:
    """The vocabularies by id. `funds`, `definitions` and `bases` hold the names only: their bodies are read later."""

    weights: tuple[str, ...] = ()
    ladder: dict[str, Named] = field(default_factory=dict)
    goals: dict[str, Named] = field(default_factory=dict)
    object_classes: dict[str, Named] = field(default_factory=dict)
    frameworks: dict[str, Named] = field(default_factory=dict)
    reasons: dict[str, Named] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    allocation_words: dict[str, Named] = field(default_factory=dict)
    kind_groups: dict[str, Named] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    figures: dict[str, Figure | None] = field(default_factory=dict)
    letter: dict[str, LetterExample] = field(default_factory=dict)
    funds: dict[str, None] = field(default_factory=dict)
    definitions: dict[str, None] = field(default_factory=dict)
    bases: dict[str, None] = field(default_factory=dict)
    account_codes: AccountCodes = field(default_factory=AccountCodes)
    of_one_school: set[str] = field(default_factory=set)
    """Definitions that speak of one school, so that they hold only where a rule goes over schools."""

    def fact(self, at: Placed, name: str, problems: Problems) -> Fact | None:
        """The fact of that name; an unknown one is a problem with the nearest right name."""
        found = self.facts.get(name)
        if found is None:
            problems.add(at, f'unknown fact "{name}"', found=name, nearest=nearest_name(name, self.facts.keys()))
        return found

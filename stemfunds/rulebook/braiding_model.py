"""How the assignment of costs to awards weighs one choice against another, as typed data."""

from stemfunds.rulebook.terms import Frozen


class BraidingChoice(Frozen, frozen=True):
    """One choice that the law leaves to the district: an amount in cents, or object classes or kinds, and what it means."""

    id: str
    says: str
    amount: int = 0
    objects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    """The object classes that those of `objects` go with."""


class Braiding(Frozen, frozen=True):
    """The choices by their names; one that the rules do not make weighs nothing."""

    choices: tuple[BraidingChoice, ...] = ()

    def choice(self, name: str) -> BraidingChoice:
        """A choice by its name."""
        return next((choice for choice in self.choices if choice.id == name), BraidingChoice(name, ""))

    def amount(self, name: str) -> int:
        """The amount of a choice in cents."""
        return self.choice(name).amount

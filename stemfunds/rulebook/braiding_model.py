"""How the assignment of costs to awards weighs one choice against another, as typed data."""

from stemfunds.rulebook.terms import Frozen


class BraidingChoice(Frozen, frozen=True):
    """One choice that the law leaves to the district: an amount in cents, or object classes, and what it means."""

    id: str
    says: str
    amount: int = 0
    objects: tuple[str, ...] = ()


class Braiding(Frozen, frozen=True):
    """The choices by their names; one that the rules do not make weighs nothing."""

    choices: tuple[BraidingChoice, ...] = ()

    def amount(self, name: str) -> int:
        """The amount of a choice in cents."""
        return next((choice.amount for choice in self.choices if choice.id == name), 0)

    def objects(self, name: str) -> tuple[str, ...]:
        """The object classes of a choice."""
        return next((choice.objects for choice in self.choices if choice.id == name), ())

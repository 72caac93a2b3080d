"""How assignments are weighed: what is read, and what the loader says of mistakes."""

from __future__ import annotations

import pytest
from strategies import federal_rulebook

from .conftest import Read, Told

CHOICES = """\
braiding:
  - {choice: another-payer, amount: "1000.00", says: For more than this.}
  - {choice: kept-whole, objects: [supplies], says: One payer.}
  - {choice: stays-with-fund, kinds: [food], says: It stays.}
  - {choice: follows-pay, objects: [supplies], follows: [personnel], says: It follows.}
"""


def test_the_federal_choices_are_all_made() -> None:
    braiding = federal_rulebook().braiding
    assert len(braiding.choices) == 8
    assert all(choice.amount or choice.objects or choice.kinds for choice in braiding.choices)


def test_choices_are_read(read: Read) -> None:
    """Amounts in cents; a choice that is not made weighs nothing."""
    braiding = read(CHOICES).braiding
    assert braiding.amount("another-payer") == 100_000
    assert braiding.amount("a-change") == 0
    assert braiding.choice("kept-whole").objects == ("supplies",)
    assert braiding.choice("stays-with-fund").kinds == ("food",)
    assert braiding.choice("follows-pay").follows == ("personnel",)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('{choice: a-chance, amount: "1.00", says: S}', "a-change"),
        ("{choice: a-change, says: S}", 'a choice of braiding has no "amount"'),
        ("{choice: a-change, amount: much, says: S}", "expected dollars and cents"),
        ('{choice: a-change, amount: "1.00", kinds: [food], says: S}', '"a-change" has amount, no kinds'),
        ("{choice: kept-whole, objects: [suplies], says: S}", 'unknown word "suplies" in objects of a choice of braiding'),
        ("{choice: stays-with-fund, kinds: [fod], says: S}", 'unknown word "fod" in kinds of a choice of braiding'),
        ('{choice: a-change, amount: "1.00"}', 'a choice of braiding has no "says"'),
        (
            '{choice: a-change, amount: "1.00", says: S}\n  - {choice: a-change, amount: "2.00", says: S}',
            '"a-change" stands twice',
        ),
    ],
)
def test_mistakes_are_told(told: Told, entry: str, says: str) -> None:
    assert any(says in message for message in told(f"braiding:\n  - {entry}\n"))

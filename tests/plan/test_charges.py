"""Splits add up to the cent, whatever the order, by largest remainder."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.plan.charges import split
from stemfunds.plan.describe import Cents

amounts = st.integers(0, 10**12).map(Cents)
percents = st.decimals(Decimal("0.01"), 100, places=2)
shares = st.dictionaries(st.text("ABCDEF", min_size=1, max_size=3), percents, min_size=1, max_size=6)


@given(amounts, shares)
def test_the_parts_add_up(amount: Cents, shares: dict[str, Decimal]) -> None:
    """No cent is lost or found."""
    assert sum(split(amount, shares).values()) == amount


@given(amounts, shares)
def test_no_part_is_a_cent_away_from_its_share(amount: Cents, shares: dict[str, Decimal]) -> None:
    """Every part is its exact share, rounded down or up."""
    whole = Fraction(sum(shares.values()))
    for award, part in split(amount, shares).items():
        assert abs(part - amount * Fraction(shares[award]) / whole) < 1


@given(amounts, shares, st.randoms())
def test_the_order_of_the_shares_has_no_effect(amount: Cents, shares: dict[str, Decimal], random: object) -> None:
    """The same shares in another order give the same parts."""
    backwards = dict(reversed(shares.items()))
    assert split(amount, backwards) == split(amount, shares)


@given(amounts, shares)
def test_the_largest_remainders_get_the_cents(amount: Cents, shares: dict[str, Decimal]) -> None:
    """Nobody who was rounded up had a smaller remainder than somebody who was rounded down."""
    whole = Fraction(sum(shares.values()))
    parts = split(amount, shares)
    exact = {award: amount * Fraction(share) / whole for award, share in shares.items()}
    up = [exact[award] % 1 for award in parts if parts[award] > exact[award]]
    down = [exact[award] % 1 for award in parts if parts[award] < exact[award]]
    assert not up or not down or min(up) >= max(down)


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        (10_000, {"B": "33.33", "A": "33.33", "C": "33.34"}, {"A": 3_333, "B": 3_333, "C": 3_334}),
        (1, {"B": "50", "A": "50"}, {"A": 1, "B": 0}),
        (100, {"A": "33.4", "B": "33.3", "C": "33.3"}, {"A": 34, "B": 33, "C": 33}),
        (0, {"A": "60", "B": "40"}, {"A": 0, "B": 0}),
        (12_345, {"A": "0.15", "B": "99.85"}, {"A": 19, "B": 12_326}),
    ],
)
def test_examples(amount: int, shares: dict[str, str], parts: dict[str, int]) -> None:
    """Ties go to the award whose id comes first."""
    assert split(Cents(amount), {award: Decimal(share) for award, share in shares.items()}) == parts


def test_shares_of_nothing() -> None:
    """A split needs at least one share."""
    with pytest.raises(ValueError, match="shares add up to nothing"):
        split(Cents(1), {"A": Decimal(0)})

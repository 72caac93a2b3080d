"""Sharing a line among awards so that the charges add up to the line, to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stemfunds.plan.describe import Cents

_PARTS_OF_A_PERCENT = 1_000_000


def split(amount: Cents, shares: Mapping[str, Decimal]) -> dict[str, Cents]:
    """The amount by award, in proportion to the shares, settled by largest remainder.

    Every award gets its share rounded down to the cent; the cents left over go one each to the largest
    remainders, ties in the order of the award ids. The order in which the shares are listed has no effect.
    """
    weights = {award: int(share * _PARTS_OF_A_PERCENT) for award, share in shares.items()}
    whole = sum(weights.values())
    if whole <= 0:
        raise ValueError("shares add up to nothing")
    parts = {award: divmod(amount * weight, whole) for award, weight in weights.items()}
    left = amount - sum(cents for cents, _ in parts.values())
    by_remainder = sorted(parts, key=lambda award: (-parts[award][1], award))
    raised = frozenset(by_remainder[:left])
    return {award: Cents(cents + (award in raised)) for award, (cents, _) in parts.items()}

"""Whole dollars on a form: parts and total rounded so that the parts still add up to the total."""

from __future__ import annotations

from collections.abc import Mapping

_DOLLAR = 100


def whole_dollars(cents: int) -> int:
    """An amount rounded to whole dollars, half up, in cents."""
    return (cents + _DOLLAR // 2) // _DOLLAR * _DOLLAR


def settled(parts: Mapping[str, int], total: int | None = None) -> dict[str, int]:
    """Parts in cents as whole dollars, in cents, that add up to the total in whole dollars (usually their own sum).

    Each part is rounded down; the dollars left over go one each to the largest remainders, ties in the order of
    the names. Largest remainder: no part moves by a whole dollar. Raises ValueError for a total that parts cannot reach.
    """
    whole = whole_dollars(sum(parts.values())) if total is None else total
    down = {name: cents // _DOLLAR * _DOLLAR for name, cents in parts.items()}
    left, odd = divmod(whole - sum(down.values()), _DOLLAR)
    if odd or not 0 <= left <= len(parts):
        raise ValueError(f"{whole} cents cannot be reached by rounding {len(parts)} parts")
    by_remainder = sorted(parts, key=lambda name: (-(parts[name] % _DOLLAR), name))
    raised = frozenset(by_remainder[:left])
    return {name: cents + (_DOLLAR if name in raised else 0) for name, cents in down.items()}

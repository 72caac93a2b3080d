"""The four verdicts and the five reasons, with the order in which the worst wins."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Verdict(Enum):
    """What the rules say of a charge, best first. The value is the word in every output."""

    ALLOWABLE = "allowable"
    WITH_CONDITIONS = "allowable-with-conditions"
    NEEDS_INFORMATION = "needs-information"
    NOT_ALLOWABLE = "not-allowable"

    @property
    def rank(self) -> int:
        """0 for the best verdict, 3 for the worst."""
        return _RANKS[self]

    def at_least_as_bad_as(self, other: Verdict) -> bool:
        """Whether this verdict is the same as `other` or worse."""
        return self.rank >= other.rank


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Reason(Enum):
    """Why a charge is not allowable."""

    NO_AUTHORITY = "no-authority"
    PROHIBITED = "prohibited"
    REQUIREMENT_FAILED = "requirement-failed"
    OUTSIDE_WINDOW = "outside-window"
    OVER_LIMIT = "over-limit"


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of the verdicts; allowable when there are none."""
    return max(verdicts, key=lambda verdict: verdict.rank, default=Verdict.ALLOWABLE)

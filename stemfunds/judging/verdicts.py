"""The four verdicts and the five reasons, with the order in which the worst wins."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from operator import attrgetter


class Verdict(Enum):
    """What the rules say of a charge, best first. The value is the word in every output."""

    ALLOWABLE = "allowable"
    WITH_CONDITIONS = "allowable-with-conditions"
    NEEDS_INFORMATION = "needs-information"
    NOT_ALLOWABLE = "not-allowable"

    rank: int
    """0 for the best verdict, 3 for the worst."""

    def __init__(self, word: str) -> None:
        self.rank = len(type(self).__members__)

    def at_least_as_bad_as(self, other: Verdict) -> bool:
        """Whether this verdict is the same as `other` or worse."""
        return self.rank >= other.rank


_RANK = attrgetter("rank")


class Reason(Enum):
    """Why a charge is not allowable."""

    NO_AUTHORITY = "no-authority"
    PROHIBITED = "prohibited"
    REQUIREMENT_FAILED = "requirement-failed"
    OUTSIDE_WINDOW = "outside-window"
    OVER_LIMIT = "over-limit"


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of the verdicts; allowable when there are none."""
    return max(verdicts, key=_RANK, default=Verdict.ALLOWABLE)

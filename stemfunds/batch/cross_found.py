"""What a check across plans finds, and how other places are named in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from stemfunds.rulebook.review_model import CrossCheck

MOST_NAMED = 3
"""So many other places are named in a message; the rest is counted."""

_MOST_NUMBERS = 20

DISTRICT = (
    "CASE WHEN p.nces_id <> '' THEN p.nces_id WHEN p.district <> '' THEN p.state || '/' || lower(p.district) "
    "ELSE 'plan ' || p.plan END"
)
"""What tells districts apart in SQL: the NCES id, or State and name where there is none."""


@dataclass(frozen=True, slots=True)
class Found:
    """One plan, one check: the line that it is about, if any, the words to fill in, and the numbers of the other plans."""

    plan: int
    words: dict[str, str]
    others: Sequence[int] = field(default_factory=tuple)
    activity: str | None = None
    line: str | None = None
    amount: int | None = None

    def row(self, check: CrossCheck, says: str = "") -> tuple[Any, ...]:
        """The row of `cross_findings`; the words are filled into `says`, or else into what the check says of one line."""
        numbers = ",".join(map(str, list(dict.fromkeys(self.others))[:_MOST_NUMBERS]))
        about = (self.plan, check.id, check.severity, check.title, self.activity, self.line, self.amount)
        return *about, (says or check.says).format_map(self.words), check.repair, int(check.tells_district), numbers


def named(places: Iterable[str], number: int) -> str:
    """Some places in a sentence, and how many more there are: ``a, b and 4 more``."""
    shown = list(places)[:MOST_NAMED]
    if number > len(shown):
        return f"{', '.join(shown)} and {number - len(shown):,} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

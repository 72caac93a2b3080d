"""The parts of a way as changes that people read: one answer for several lines is one change, and so are schools together."""

from __future__ import annotations

from collections.abc import Iterable

from stemfunds.lifting.changes import Change, FactChange, SchoolChange
from stemfunds.lifting.ways import Atom, SetFact, SetSchool


def changes_of(way: Iterable[Atom]) -> tuple[Change, ...]:
    """The changes of a way, in the order of facts and subjects."""
    facts: dict[tuple[str, str], tuple[SetFact, list[str]]] = {}
    ordered = sorted((one for one in way if isinstance(one, SetFact)), key=lambda one: (one.fact, one.bound, one.subject))
    for one in ordered:
        subjects = facts.setdefault((one.fact, str(one.value)), (one, []))[1]
        if one.subject:
            subjects.append(one.subject)
    found: list[Change] = [FactChange(one.fact, one.value, one.bound, tuple(subjects)) for one, subjects in facts.values()]
    schools = [one for one in way if isinstance(one, SetSchool)]
    left_out, taken = (tuple(sorted(one.school for one in schools if one.taken is which)) for which in (False, True))
    if left_out or taken:
        found.append(SchoolChange(left_out, taken))
    return tuple(found)

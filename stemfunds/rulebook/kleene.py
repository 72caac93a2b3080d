"""The three-valued logic of every condition: yes, no and unknown (Kleene's strong tables).

``True`` is yes, ``False`` is no, ``None`` is unknown. The written table stands in ``rules/README.md``; the tests pin it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None


def all_of(values: Iterable[Truth]) -> Truth:
    """No if one is no; else unknown if one is unknown; else yes (also for nothing at all)."""
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def any_of(values: Iterable[Truth]) -> Truth:
    """Yes if one is yes; else unknown if one is unknown; else no (also for nothing at all)."""
    result: Truth = False
    for value in values:
        if value is True:
            return True
        if value is None:
            result = None
    return result


def negation(value: Truth) -> Truth:
    """Yes for no, no for yes; unknown stays unknown."""
    return None if value is None else not value


def implies(trigger: Truth, consequence: Truth) -> Truth:
    """Whether a duty holds: yes where it is not triggered or is met, whatever the other side is."""
    return any_of((negation(trigger), consequence))


def in_words(value: Truth) -> str:
    """The value as people read it: ``yes``, ``no`` or ``unknown``."""
    return "unknown" if value is None else ("yes" if value else "no")

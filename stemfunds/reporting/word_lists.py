"""The vocabularies as lists: kinds of activities and cost items, narrowed by words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from stemfunds.reporting.styled import Line, wrapped
from stemfunds.rulebook.model import Rulebook

Near: TypeAlias = Callable[[str], list[tuple[str, str]]]
"""Finds entries by meaning: their ids, and the words of the query that speak for them."""


def nothing_near(query: str) -> list[tuple[str, str]]:
    """No look-up by meaning."""
    return []


def kind_list(rulebook: Rulebook, query: str, width: int, near: Near = nothing_near) -> list[Line]:
    """Kinds by group; a query must be found word by word in the id, the name, the meaning or the keywords."""
    lines: list[Line] = []
    for group in rulebook.kind_groups.values():
        found = [kind for kind in rulebook.kinds.values() if kind.group == group.id]
        entries = [
            (kind.id, f"{kind.name}. {kind.means}", ", ".join(kind.also_called))
            for kind in found
            if _matches(query, kind.id, kind.name, kind.means, *kind.also_called)
        ]
        lines += _section(group.title, entries, width)
    return lines or _nearest(query, "kind", [(kind.id, kind.name) for kind in rulebook.kinds.values()], near, width)


def item_list(rulebook: Rulebook, query: str, width: int, near: Near = nothing_near) -> list[Line]:
    """Cost items by object class, in the order of form ED 524."""
    lines: list[Line] = []
    for object_class in rulebook.object_classes.values():
        entries = [
            (item.id, item.name, ", ".join(item.also_called))
            for item in rulebook.items.values()
            if item.object == object_class.id and _matches(query, item.id, item.name, *item.also_called)
        ]
        lines += _section(object_class.title, entries, width)
    return lines or _nearest(query, "item", [(item.id, item.name) for item in rulebook.items.values()], near, width)


def _matches(query: str, *texts: str) -> bool:
    where = " ".join(texts).casefold()
    return all(word in where for word in query.casefold().split())


def _section(title: str, entries: list[tuple[str, str, str]], width: int) -> list[Line]:
    if not entries:
        return []
    lines: list[Line] = [[(title, "title")]]
    for identity, text, keywords in entries:
        lines += wrapped(text, width, 30, first=[(f"  {identity:<27} ", "rule")])
        if keywords:
            lines += wrapped(keywords, width, 30, "quiet", first=[(" " * 30, "")])
    return [*lines, []]


def _nearest(query: str, what: str, names: list[tuple[str, str]], near: Near, width: int) -> list[Line]:
    """What comes nearest by meaning, each with the words that speak for it."""
    found, known = near(query), dict(names)
    nothing = f'No {what} has all the words of "{query}".'
    if not found:
        return wrapped(f"{nothing} Try fewer words.", width, 0)
    lines = wrapped(f"{nothing} Nearest by meaning:", width, 0)
    for identity, matched in found:
        lines += wrapped(f"{known[identity]}. Matched: {matched}.", width, 30, first=[(f"  {identity:<27} ", "rule")])
    return lines

"""The vocabularies as lists: kinds of activities and cost items, narrowed by words."""

from __future__ import annotations

from stemfunds.reporting.styled import Line, wrapped
from stemfunds.rulebook.model import Rulebook


def kind_list(rulebook: Rulebook, query: str, width: int) -> list[Line]:
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
    return lines or _nothing(query, "kind", width)


def item_list(rulebook: Rulebook, query: str, width: int) -> list[Line]:
    """Cost items by object class, in the order of form ED 524."""
    lines: list[Line] = []
    for object_class in rulebook.object_classes.values():
        entries = [
            (item.id, item.name, ", ".join(item.also_called))
            for item in rulebook.items.values()
            if item.object == object_class.id and _matches(query, item.id, item.name, *item.also_called)
        ]
        lines += _section(object_class.title, entries, width)
    return lines or _nothing(query, "item", width)


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


def _nothing(query: str, what: str, width: int) -> list[Line]:
    return wrapped(f'No {what} has all the words of "{query}". Try fewer words.', width, 0)

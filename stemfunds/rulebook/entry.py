"""One entry of a rule file: a mapping read key by key, with every mistake noted at its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar, Sequence, described
from stemfunds.reading.problems import Placed, Problems


class Entry:
    """A mapping whose keys must be among `keys`; any other is refused with the nearest right name."""

    def __init__(self, node: Node, problems: Problems, keys: frozenset[str], what: str) -> None:
        self.problems = problems
        self.what = what
        if not isinstance(node, Mapping):
            problems.add(node, f"{what}: expected a mapping, found {described(node)}")
            self.problems = Problems(problems.file)  # what else is missing goes without saying
            node = Mapping([], node.line, node.column)
        self.node = node
        for key, _ in node:
            if key.text not in keys:
                problems.add(key, f'unknown key "{key.text}" in {what}', found=key.text, nearest=nearest_name(key.text, keys))

    @property
    def at(self) -> Placed:
        """Where the entry stands."""
        return self.node

    def get(self, key: str) -> Node | None:
        """The node behind a key, or None."""
        return self.node.get(key)

    def require(self, key: str) -> Node | None:
        """The node behind a key; its absence is a problem."""
        found = self.node.get(key)
        if found is None:
            self.problems.add(self.node, f'{self.what} has no "{key}"', expected=key)
        return found

    def text(self, key: str, default: str = "") -> str:
        """A word or sentence; `default` when the key is absent."""
        found = self.node.get(key)
        return default if found is None else as_text(found, self.problems, key)

    def required_text(self, key: str) -> str:
        """A word or sentence that must be there."""
        found = self.require(key)
        text = "" if found is None else as_text(found, self.problems, key)
        if found is not None and not text.strip():
            self.problems.add(found, f'"{key}" in {self.what} is empty')
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, or one word; empty when the key is absent."""
        found = self.node.get(key)
        return () if found is None else tuple(as_text(part, self.problems, key) for part in listed(found))

    def choice(self, key: str, choices: frozenset[str], default: str = "") -> str:
        """One of the given words."""
        found = self.node.get(key)
        if found is None:
            if not default:
                self.require(key)
            return default or min(choices, default="")
        text = as_text(found, self.problems, key)
        if text not in choices:
            expected = ", ".join(sorted(choices))
            self.problems.add(found, f'{key} "{text}": expected one of {expected}', nearest=nearest_name(text, choices))
            return default or min(choices, default="")
        return text

    def flag(self, key: str, default: bool = False) -> bool:
        """A yes or a no."""
        return self.choice(key, frozenset({"yes", "no"}), "yes" if default else "no") == "yes"

    def whole(self, key: str, default: int = 0) -> int:
        """A whole number."""
        found = self.node.get(key)
        if found is None:
            return default
        text = as_text(found, self.problems, key)
        if not text.isdecimal():
            self.problems.add(found, f'{key} "{text}": expected a whole number')
            return default
        return int(text)

    def date(self, key: str) -> str | None:
        """An ISO date as text, or None."""
        found = self.node.get(key)
        return None if found is None else as_date(found, self.problems, key)

    def entries(self, key: str) -> Iterator[Node]:
        """The members of a list behind a key; none when it is absent."""
        found = self.node.get(key)
        if found is None:
            return
        if not isinstance(found, Sequence):
            self.problems.add(found, f'"{key}" in {self.what}: expected a list, found {described(found)}')
            return
        yield from found


def listed(node: Node) -> list[Node]:
    """The members of a list, or the node itself as the only member."""
    return list(node.items) if isinstance(node, Sequence) else [node]


def as_text(node: Node, problems: Problems, what: str) -> str:
    """The text of a scalar."""
    if isinstance(node, Scalar):
        return node.text
    problems.add(node, f'"{what}": expected text, found {described(node)}')
    return ""


def as_date(node: Node, problems: Problems, what: str) -> str | None:
    """An ISO date, checked."""
    text = as_text(node, problems, what)
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        problems.add(node, f'"{what}": "{text}" is not a date; expected year-month-day, such as 2026-07-01')
        return None

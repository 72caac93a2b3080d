"""What the reader of one plan file carries along: problems, vocabulary, ids defined and referred to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stemfunds.plan.describe import Position
from stemfunds.plan.vocabulary import KnownWords, Vocabulary
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar, Sequence, Table, place_words, shortened
from stemfunds.reading.problems import Placed, Problems

if TYPE_CHECKING:
    from stemfunds.plan.lines import WaitingLine

WHAT_WORDS_ARE = {
    "fund": "fund",
    "kind": "activity kind",
    "item": "cost item",
    "object": "object class",
    "rule": "rule",
}
LISTED_BY = {
    "fund": "stemfunds funds",
    "kind": "stemfunds kinds",
    "item": "stemfunds items",
    "rule": "stemfunds rules",
}
"""The command that prints all words of a sort, for a word that resembles none."""


class Context:
    """One plan file on its way from nodes to a plan."""

    def __init__(self, file: str, vocabulary: Vocabulary, words: KnownWords | None = None) -> None:
        self.file = file
        self.problems = Problems(file)
        self.vocabulary = vocabulary
        self.defined: defaultdict[str, dict[str, Node]] = defaultdict(dict)
        self.waiting: dict[str, WaitingLine] = {}
        self._referred: list[tuple[str, str, Placed]] = []
        self._unread: set[str] = set()
        known = words or KnownWords(vocabulary)
        self._words, self._ids = known.words, known.ids

    def at(self, node: Placed) -> Position:
        """The position of a node in this file."""
        table: Table | None = getattr(node, "table", None)
        if table is None:
            return Position(self.file, node.line, node.column)
        return Position(table.file, node.line, node.column, table.sheet)

    def define(self, what: str, identity: str, node: Node) -> None:
        """Note that an id names something; two things of one sort never share an id."""
        first = self.defined[what].setdefault(identity, node)
        if first is not node:
            message = f'{what} id "{shortened(identity)}" is used twice; it already stands in {place_words(first)}'
            self.problems.add(node, message, found=identity, expected="an id of its own")

    def refer(self, what: str, identity: str, node: Node) -> None:
        """Note that an id is used; whether it is defined shows at the end, so order in the file is free."""
        self._referred.append((what, identity, node))

    def leave_out(self, node: Node) -> None:
        """Note the ids in a part of the file that is not read: why is told there, and not again wherever they are used."""
        if isinstance(node, Sequence):
            for one in node:
                self.leave_out(one)
        elif isinstance(node, Mapping):
            for key, one in node.entries:
                if key.text == "id" and isinstance(one, Scalar):
                    self._unread.add(one.text)
                self.leave_out(one)

    def check_references(self) -> None:
        """Note every id that names nothing."""
        for what, identity, node in self._referred:
            if identity not in self.defined[what] and identity not in self._unread:
                nearest = nearest_name(identity, self.defined[what])
                message = f'unknown {what} "{shortened(identity)}"'
                self.problems.add(node, message, found=identity, expected=f"the id of one {what}", nearest=nearest)

    def is_known(self, what: str, word: str, node: Node) -> bool:
        """Whether the vocabulary has this word, spelled right; if not, a problem names the nearest."""
        ids = self._ids[what]
        if ids is None or word in ids:
            return True
        nearest = nearest_name(word, self._words[what] or ())
        name = WHAT_WORDS_ARE[what]
        where = f"; {LISTED_BY[what]} lists them" if nearest is None and what in LISTED_BY else ""
        message = f'unknown {name} "{shortened(word)}"{where}'
        self.problems.add(node, message, found=shortened(word), expected=f"the id of one {name}", nearest=nearest)
        return False

    def has_words(self, what: str) -> bool:
        """Whether the vocabulary checks words of this sort."""
        return self._ids[what] is not None

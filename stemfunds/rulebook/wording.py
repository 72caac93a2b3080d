"""How questions in free text are read: `wording` and `heard` of the files in `words/`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from stemfunds.reading import scalars
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, described
from stemfunds.reading.problems import Placed, Problems
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.model import HeardAs, Wording

_LISTS = ("little_words", "breaks", "common_words", "other_questions", "ask_first")
_TABLES = ("abbreviations", "capitals", "grades")
_HEARD_KEYS = frozenset({"kind", "item", "called", "usual", "gives_way"})


def read_wording(files: Iterable[RuleFile], kinds: Collection[str], items: Collection[str], facts: Collection[str]) -> Wording:
    """The wording of all files; a kind or item stands once."""
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(_LISTS, ())
    tables: dict[str, dict[str, Any]] = {name: {} for name in _TABLES}
    heard: dict[str, dict[str, HeardAs]] = {"kind": {}, "item": {}}
    for file in files:
        node = file.root.get("wording")
        if node is not None:
            entry = Entry(node, file.problems, frozenset((*_LISTS, *_TABLES)), "wording")
            for name in _LISTS:
                lists[name] += entry.texts(name)
            for one in entry.texts("ask_first"):
                _refuse_unknown(one, "fact", facts, entry.get("ask_first") or entry.at, file.problems)
            for name in _TABLES:
                _read_table(name, entry.get(name), tables[name], file.problems)
        for node in file.entries("heard"):
            _read_heard(node, {"kind": kinds, "item": items}, heard, file.problems)
    return Wording(
        little_words=lists["little_words"],
        breaks=lists["breaks"],
        common_words=lists["common_words"],
        other_questions=lists["other_questions"],
        ask_first=lists["ask_first"],
        abbreviations=tables["abbreviations"],
        capitals=tables["capitals"],
        grades=tables["grades"],
        kinds=heard["kind"],
        items=heard["item"],
    )


def _read_table(name: str, node: Node | None, into: dict[str, Any], problems: Problems) -> None:
    if node is None:
        return
    if not isinstance(node, Mapping):
        problems.add(node, f"{name}: expected each word with what it means, found {described(node)}")
        return
    for key, value in node:
        meant = as_text(value, problems, key.text) if name != "grades" else scalars.grades(value, problems, key.text)
        if meant is not None:
            into[key.text] = meant


def _read_heard(node: Node, known: dict[str, Collection[str]], heard: dict[str, dict[str, HeardAs]], problems: Problems) -> None:
    """More words for one kind or one item."""
    entry = Entry(node, problems, _HEARD_KEYS, "what is heard")
    of, usual_of = ("item", "kind") if "item" in entry.node else ("kind", "item")
    identity = entry.required_text(of)
    if identity:
        _refuse_unknown(identity, of, known[of], entry.get(of) or entry.at, problems)
    if identity in heard[of]:
        problems.add(node, f'the words of {of} "{identity}" stand twice', found=identity)
    for one in entry.texts("usual"):
        _refuse_unknown(one, usual_of, known[usual_of], entry.get("usual") or entry.at, problems)
    heard[of][identity] = HeardAs(identity, entry.texts("called"), entry.texts("usual"), entry.flag("gives_way"))


def _refuse_unknown(name: str, what: str, known: Collection[str], at: Placed, problems: Problems) -> None:
    if name not in known:
        problems.add(at, f'unknown {what} "{name}"', found=name, nearest=nearest_name(name, known))

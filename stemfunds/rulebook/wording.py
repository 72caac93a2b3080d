"""How questions in free text are read: `wording`, `heard` and `asked` of the files in `words/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

from msgspec import structs

from stemfunds.reading import scalars
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, described
from stemfunds.reading.problems import Placed, Problems
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.model import Asked, HeardAs, Wording

_LISTS = (
    *("little_words", "breaks", "actions", "own_words", "common_words"),
    *("other_questions", "other_topics", "question_words", "of_costs", "ask_first"),
)
_TABLES = ("abbreviations", "capitals", "grades")
_Paired: TypeAlias = dict[str, defaultdict[str, tuple[str, ...]]]
_HEARD_KEYS = frozenset({"kind", "item", "called", "usual", "gives_way", "prevails", "settles"})
_ASKED_KEYS = frozenset({"ask", "kind", "item"})


def read_wording(files: Iterable[RuleFile], kinds: Collection[str], items: Collection[str], facts: Collection[str]) -> Wording:
    """The wording of all files; a kind or item stands once."""
    known = {"kind": kinds, "item": items}
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(_LISTS, ())
    tables: dict[str, dict[str, Any]] = {name: {} for name in _TABLES}
    heard: dict[str, dict[str, HeardAs]] = {"kind": {}, "item": {}}
    asked: dict[str, Asked] = {}
    paired: _Paired = {"kind": defaultdict(tuple), "item": defaultdict(tuple)}
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
            said = Entry(node, file.problems, _HEARD_KEYS, "what is heard")
            if "kind" in said.node and "item" in said.node:
                _read_pair(said, known, paired)
            else:
                _read_heard(said, known, heard)
        for node in file.entries("asked"):
            _read_asked(Entry(node, file.problems, _ASKED_KEYS, "what was asked"), known, asked)
    return Wording(
        little_words=lists["little_words"],
        breaks=lists["breaks"],
        actions=lists["actions"],
        own_words=lists["own_words"],
        common_words=lists["common_words"],
        other_questions=lists["other_questions"],
        other_topics=lists["other_topics"],
        question_words=lists["question_words"],
        of_costs=lists["of_costs"],
        ask_first=lists["ask_first"],
        abbreviations=tables["abbreviations"],
        capitals=tables["capitals"],
        grades=tables["grades"],
        kinds=_with_pairs(heard["kind"], paired["kind"]),
        items=_with_pairs(heard["item"], paired["item"]),
        asked=tuple(asked.values()),
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


def _read_heard(entry: Entry, known: dict[str, Collection[str]], heard: dict[str, dict[str, HeardAs]]) -> None:
    """More words for one kind or one item."""
    problems = entry.problems
    of, usual_of = ("item", "kind") if "item" in entry.node else ("kind", "item")
    identity = entry.required_text(of)
    if identity:
        _refuse_unknown(identity, of, known[of], entry.get(of) or entry.at, problems)
    if identity in heard[of]:
        problems.add(entry.at, f'the words of {of} "{identity}" stand twice', found=identity)
    for one in entry.texts("usual"):
        _refuse_unknown(one, usual_of, known[usual_of], entry.get("usual") or entry.at, problems)
    gives_way, prevails = entry.flag("gives_way"), entry.flag("prevails")
    if gives_way and prevails:
        problems.add(entry.get("prevails") or entry.at, f'{of} "{identity}" cannot both give way and prevail')
    settles = entry.flag("settles")
    if settles and (of == "kind" or not entry.texts("usual")):
        problems.add(entry.get("settles") or entry.at, f'{of} "{identity}" settles nothing: only an item with usual kinds does')
    heard[of][identity] = HeardAs(identity, entry.texts("called"), entry.texts("usual"), gives_way, prevails, settles)


def _read_pair(entry: Entry, known: dict[str, Collection[str]], paired: _Paired) -> None:
    """Words that mean a kind and an item at once; a pair may stand several times."""
    for name in ("usual", "gives_way", "prevails", "settles"):
        if name in entry.node:
            entry.problems.add(entry.get(name) or entry.at, f'words of a kind and an item at once take no "{name}"')
    for of in ("kind", "item"):
        identity = entry.required_text(of)
        _refuse_unknown(identity, of, known[of], entry.get(of) or entry.at, entry.problems)
        paired[of][identity] += entry.texts("called")


def _read_asked(entry: Entry, known: dict[str, Collection[str]], asked: dict[str, Asked]) -> None:
    """An example; one that names neither a kind nor an item tells nothing."""
    text = entry.required_text("ask")
    if text in asked:
        entry.problems.add(entry.get("ask") or entry.at, f'"{text}" is asked twice', found=text)
    for of in ("kind", "item"):
        for one in entry.texts(of):
            _refuse_unknown(one, of, known[of], entry.get(of) or entry.at, entry.problems)
    if "kind" not in entry.node and "item" not in entry.node:
        entry.problems.add(entry.at, 'what was asked has neither "kind" nor "item"')
    asked[text] = Asked(text, entry.texts("kind"), entry.texts("item"))


def _with_pairs(heard: dict[str, HeardAs], paired: dict[str, tuple[str, ...]]) -> dict[str, HeardAs]:
    """What is heard, with the words of the pairs behind the others."""
    for identity, called in paired.items():
        alone = heard.get(identity, HeardAs(identity))
        heard[identity] = structs.replace(alone, called=(*alone.called, *called))
    return heard


def _refuse_unknown(name: str, what: str, known: Collection[str], at: Placed, problems: Problems) -> None:
    if name not in known:
        problems.add(at, f'unknown {what} "{name}"', found=name, nearest=nearest_name(name, known))

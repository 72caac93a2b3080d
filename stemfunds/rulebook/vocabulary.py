"""The words that rules may use: sources, facts, kinds, items, and the short lists of `rulebook.yaml`."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from typing import Any, cast, get_args

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar, described
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.calculator_model import WorkedOut
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry, as_text, listed
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.literals import read_value
from stemfunds.rulebook.model import DecidedBy, Fact, FactType, Item, Kind, Named, Scope, Source, Verification

_SOURCE_KEYS = frozenset({"id", "name", "weight", "verified", "title", "code", "url"})
_VERIFIED_KEYS = frozenset({"how", "text", "on"})
_FACT_KEYS = frozenset("fact type question choices why built_in always called decided_by tests_assume usually worked_out".split())
_WORKED_OUT_KEYS = frozenset({"calculator", "step", "fund"})
_KIND_KEYS = frozenset(
    {"kind", "name", "group", "means", "also_called", "goals", "letter_sections", "incidental", "never_primary"}
)
_ITEM_KEYS = frozenset({"item", "name", "object", "obligated", "kind", "kind_stays", "also_called", "cite"})
_DECIDERS = frozenset(get_args(DecidedBy))
_MOMENTS = frozenset({"commitment", "performed", "taken", "used", "received", "closeout"})
_WAYS = frozenset({"read", "secondary", "memory"})


def merged(node: Node, defaults: Node | None) -> Node:
    """The entry with the defaults of its file filled in where it is silent."""
    if not isinstance(node, Mapping) or not isinstance(defaults, Mapping):
        return node
    own = set(node.keys())
    return Mapping([*node.entries, *(pair for pair in defaults.entries if pair[0].text not in own)], node.line, node.column)


def read_source(node: Node, weights: tuple[str, ...], problems: Problems) -> Source:
    """A source with the way in which it was verified."""
    entry = Entry(node, problems, _SOURCE_KEYS, "a source")
    verified = entry.require("verified")
    return Source(
        id=entry.required_text("id"),
        name=entry.required_text("name"),
        weight=entry.choice("weight", frozenset(weights)),
        verified=_verification(verified, problems) if verified is not None else Verification("memory"),
        title=entry.text("title"),
        code=entry.text("code"),
        url=entry.text("url"),
    )


def _verification(node: Node, problems: Problems) -> Verification:
    entry = Entry(node, problems, _VERIFIED_KEYS, "verified")
    before = len(problems)
    how = entry.choice("how", _WAYS)
    on = entry.date("on")
    if len(problems) == before and (on is None) != (how == "memory"):
        problems.add(node, 'verified: "on" gives the date of reading; a source from memory has none')
    return Verification(cast(Any, how), entry.text("text"), on)


def read_fact(node: Node, problems: Problems) -> Fact:
    """A fact with its question; a choice has choices and nothing else has."""
    entry = Entry(node, problems, _FACT_KEYS, "a fact")
    identity = entry.required_text("fact")
    scope, dot, name = identity.partition(".")
    if not (dot and name.replace("_", "").isalnum() and scope in get_args(Scope)):
        problems.add(entry.at, f'fact "{identity}": expected a scope and a name, such as activity.organizer')
    before = len(problems)
    kind = cast(FactType, entry.choice("type", frozenset(get_args(FactType))))
    choices = _choices(entry, problems)
    if len(problems) == before and bool(choices) != (kind in ("choice", "choices")):
        problems.add(entry.at, f'fact "{identity}" of type {kind}: only a choice has choices, and it must have them')
    assumed, usually = entry.get("tests_assume"), entry.get("usually")
    fact = Fact(
        id=identity,
        type=kind,
        question=entry.required_text("question"),
        choices=choices,
        why=entry.text("why"),
        built_in=entry.flag("built_in"),
        always=entry.flag("always"),
        called=entry.text("called"),
        decided_by=cast(DecidedBy, entry.choice("decided_by", _DECIDERS, "usual")),
        tests_assume=_assumed(assumed, problems),
        usually=_assumed(usually, problems),
        worked_out=tuple(_worked_out(part, problems) for part in _parts(entry, "worked_out")),
    )
    for answer in (assumed, usually):
        if answer is not None and len(problems) == before:
            read_value(answer, fact, problems)  # only to see whether it is an answer
    return fact


def check_short_names(facts: MappingType[str, Fact], stands: MappingType[tuple[str, str], tuple[RuleFile, Node]]) -> None:
    """A plan writes facts by their short names, so a short name must mean one fact."""
    owners: dict[str, str] = {}
    for fact in facts.values():
        if fact.built_in:
            continue
        other = owners.setdefault(fact.name, fact.id)
        if other != fact.id:
            file, node = stands["facts", fact.id]
            file.problems.add(node, f'facts {other} and {fact.id} have the same short name "{fact.name}"')


def _parts(entry: Entry, key: str) -> list[Node]:
    """One mapping behind a key, or a list of them."""
    found = entry.get(key)
    return [] if found is None else listed(found)


def _worked_out(node: Node, problems: Problems) -> WorkedOut:
    """The step of a calculator by its name; what it rests on is put in when the calculators are read."""
    entry = Entry(node, problems, _WORKED_OUT_KEYS, "worked_out")
    return WorkedOut(entry.required_text("calculator"), entry.required_text("step"), entry.text("fund"))


def _assumed(node: Node | None, problems: Problems) -> str | tuple[str, ...] | None:
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.text
    return tuple(as_text(part, problems, "tests_assume") for part in listed(node))


def _choices(entry: Entry, problems: Problems) -> dict[str, str]:
    node = entry.get("choices")
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        problems.add(node, f"choices: expected each choice with its words, found {described(node)}")
        return {}
    return {key.text: as_text(value, problems, key.text) for key, value in node}


def read_kind(node: Node, groups: MappingType[str, Named], goals: MappingType[str, Named], problems: Problems) -> Kind:
    """An activity kind."""
    entry = Entry(node, problems, _KIND_KEYS, "a kind")
    for goal in entry.texts("goals"):
        if goal not in goals:
            near = nearest_name(goal, goals.keys())
            problems.add(entry.get("goals") or entry.at, f'unknown goal "{goal}"', found=goal, nearest=near)
    return Kind(
        id=entry.required_text("kind"),
        name=entry.required_text("name"),
        group=entry.choice("group", frozenset(groups) or frozenset({""})),
        means=entry.required_text("means"),
        also_called=entry.texts("also_called"),
        goals=entry.texts("goals"),
        letter_sections=entry.texts("letter_sections"),
        incidental=entry.flag("incidental"),
        never_primary=entry.flag("never_primary"),
    )


def read_item(
    node: Node,
    objects: MappingType[str, Named],
    kinds: MappingType[str, Kind],
    sources: MappingType[str, Source],
    problems: Problems,
) -> Item:
    """A cost item in its object class."""
    entry = Entry(node, problems, _ITEM_KEYS, "an item")
    if "kind_stays" in entry.node and "kind" not in entry.node:
        problems.add(entry.at, "kind_stays: only an item with a kind of its own can keep it; expected kind")
    return Item(
        id=entry.required_text("item"),
        name=entry.required_text("name"),
        object=entry.choice("object", frozenset(objects)),
        obligated=cast(Any, entry.choice("obligated", _MOMENTS)),
        kind=entry.choice("kind", frozenset(kinds)) if "kind" in entry.node else "",
        kind_stays=entry.flag("kind_stays"),
        also_called=entry.texts("also_called"),
        cite=read_citations(entry.get("cite"), sources, problems),
    )


def read_named(key: str, node: Node, problems: Problems) -> Named:
    """An entry of a short list, named by `key`: a step, goal, object class, framework, group or reason."""
    entry = Entry(node, problems, frozenset({key, "title", "number", "means", "in_indirect_base", "also_called"}), f"a {key}")
    return Named(
        id=entry.required_text(key),
        title=entry.required_text("title"),
        number=entry.whole("number"),
        means=entry.text("means"),
        in_indirect_base=entry.flag("in_indirect_base"),
        also_called=entry.texts("also_called"),
    )

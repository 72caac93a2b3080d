"""State packs: a State may add rules and tighten limits and windows; whatever would loosen federal law is refused with both rules named.

A pack's rules stand beside the federal ones and both are applied, so that nothing a pack says can make a refused cost allowable. What is refused here are
the attempts to do so: a replaced or dropped rule, an overridden verdict, a new authority, a higher cap, a lower floor, a wider window.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from datetime import date
from decimal import Decimal
from typing import Any, cast

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.dates import window_of
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.literals import read_cents, read_decimal
from stemfunds.rulebook.model import AmendmentTrigger, FigureRef, Limit, Pack, Rule, Value, Window
from stemfunds.rulebook.words import Words

EXTRA_RULE_KEYS = frozenset({"replaces", "tightens"})
_HEAD_KEYS = frozenset({"pack", "prefix", "state", "title", "version", "object_codes", "amendment_triggers"})
_ADDED_KEYS = frozenset(
    "adds_to defaults sources facts figures definitions requirements prohibitions conditions advice judgements limits window".split()
)
_REFUSED_KEYS = frozenset({"drops", "overrides"})
_TRIGGER_KEYS = frozenset({"id", "says", "percent", "amount", "per", "new", "cite"})
_YEARS = range(2018, 2041)


def refuse_widening_keys(file: RuleFile, federal_keys: frozenset[str]) -> None:
    """Note every top-level key that a pack may not have."""
    known = _HEAD_KEYS | _ADDED_KEYS | _REFUSED_KEYS
    for key, _ in file.root:
        if key.text in known:
            continue
        if key.text in federal_keys:
            message = f'"{key.text}" is for federal rules; a pack adds requirements, prohibitions, conditions, advice and tighter limits'
            file.problems.add(key, message, found=key.text)
        else:
            file.problems.add(key, f'unknown key "{key.text}" in a pack', found=key.text, nearest=nearest_name(key.text, known))


def read_pack(file: RuleFile, digest: str, words: Words) -> Pack:
    """The head of a pack, its object codes and its amendment triggers."""
    entry = Entry(file.root, file.problems, _HEAD_KEYS | _ADDED_KEYS | _REFUSED_KEYS, "a pack")
    return Pack(
        id=entry.required_text("pack"),
        prefix=entry.required_text("prefix"),
        state=entry.required_text("state"),
        title=entry.required_text("title"),
        digest=digest,
        object_codes=_codes(entry, words),
        amendment_triggers=tuple(_trigger(node, file, words) for node in entry.entries("amendment_triggers")),
    )


def _codes(entry: Entry, words: Words) -> dict[str, str]:
    node = entry.get("object_codes")
    if not isinstance(node, Mapping):
        return {}
    for key, _ in node:
        if key.text not in words.object_classes:
            nearest = nearest_name(key.text, words.object_classes.keys())
            entry.problems.add(key, f'unknown object class "{key.text}"', found=key.text, nearest=nearest)
    return {key.text: as_text(value, entry.problems, key.text) for key, value in node}


def _trigger(node: Node, file: RuleFile, words: Words) -> AmendmentTrigger:
    entry = Entry(node, file.problems, _TRIGGER_KEYS, "an amendment trigger")
    percent, amount = entry.get("percent"), entry.get("amount")
    return AmendmentTrigger(
        id=entry.required_text("id"),
        says=entry.required_text("says"),
        percent="" if percent is None else read_decimal(percent, file.problems, "percent"),
        amount=0 if amount is None else read_cents(amount, file.problems, "amount"),
        per=cast(Any, entry.choice("per", frozenset({"object", "fund", "activity", "line"}), "object")),
        new=entry.flag("new"),
        cite=read_citations(entry.require("cite"), words.sources, file.problems),
    )


def refuse_loosening(
    file: RuleFile, prefix: str, rules: MappingType[str, Rule], limits: MappingType[str, Limit], words: Words
) -> None:
    """Note every entry of a pack's file that would loosen a federal rule, naming both."""
    for key in sorted(_REFUSED_KEYS):
        for node in file.entries(key):
            name = node.get("rule") if isinstance(node, Mapping) else node
            federal = as_text(name, file.problems, key) if name is not None else ""
            file.problems.add(node, f'pack "{file.pack}" {key} {_named(federal, rules, limits)}; a pack cannot loosen federal law')
    for section in _ADDED_KEYS & {"requirements", "prohibitions", "conditions", "advice", "judgements", "limits"}:
        for node in file.entries(section):
            _check_entry(node, section, file, prefix, rules, limits, words)


def _check_entry(
    node: Node,
    section: str,
    file: RuleFile,
    prefix: str,
    rules: MappingType[str, Rule],
    limits: MappingType[str, Limit],
    words: Words,
) -> None:
    if not isinstance(node, Mapping):
        return
    own = _text(node, "id")
    if prefix and not own.startswith(prefix + "-"):
        file.problems.add(node, f'rule "{own}" of a pack: expected an id that begins with "{prefix}-"')
    replaced, tightened = _text(node, "replaces"), _text(node, "tightens")
    if replaced:
        file.problems.add(node, f"{own} replaces {_named(replaced, rules, limits)}; a pack adds to federal law and never replaces it")
    if not tightened:
        return
    federal = limits.get(tightened)
    if section != "limits" or federal is None:
        file.problems.add(node, f'{own} tightens "{tightened}": expected the id of a federal limit', nearest=nearest_name(tightened, limits))
    elif own in limits and (wrong := _looser(limits[own], federal, words)):
        file.problems.add(node, f"{own} {wrong} {_named(tightened, rules, limits)}; a pack may only tighten")


def _looser(own: Limit, federal: Limit, words: Words) -> str:
    """Why a pack's limit is not tighter than the federal one; empty when it is."""
    if own.direction != federal.direction:
        return "turns around"
    if (own.bound_unit, own.base, own.counts, own.per) != (federal.bound_unit, federal.base, federal.counts, federal.per):
        return "measures something else than"
    if own.applies not in (None, federal.applies):
        return "applies in other cases than"
    bound, bounds = _bounds(own, words), _bounds(federal, words)
    if own.direction == "at_most" and max(bound) > min(bounds):
        return "sets a higher cap than"
    return "sets a lower floor than" if own.direction == "at_least" and min(bound) < max(bounds) else ""


def _bounds(limit: Limit, words: Words) -> list[Decimal]:
    if isinstance(limit.bound, FigureRef):
        figure = words.figures.get(limit.bound.figure)
        return [Decimal(value.value) for value in figure.values] if figure else [Decimal(0)]
    assert isinstance(limit.bound, Value)
    return [Decimal(str(limit.bound.value))]


def refuse_wider_window(own: Window, federal: Window | None, file: RuleFile) -> None:
    """Note a pack's window that lets an award be obligated earlier or later than the fund's own."""
    if federal is None or own.tightens != federal.id:
        expected = federal.id if federal is not None else "a fund with a window"
        file.problems.add(file.root.get("window") or file.root, f'{own.id} tightens "{own.tightens}": expected {expected}')
        return
    for stream in ("july", "october"):
        for year in _YEARS:
            mine, theirs = window_of(own, year, stream), window_of(federal, year, stream)
            if mine[0] < theirs[0] or mine[1] > theirs[1]:
                place = file.root.get("window") or file.root
                file.problems.add(place, f"{own.id} is wider than {federal.id} ({_span(mine)}, not {_span(theirs)}); a pack may only tighten")
                return


def _span(window: tuple[date, date]) -> str:
    return f"{window[0]} to {window[1]}"


def _named(identity: str, rules: MappingType[str, Rule], limits: MappingType[str, Limit]) -> str:
    found = rules.get(identity) or limits.get(identity)
    return f"{identity} ({found.file}:{found.line})" if found else f'"{identity}", which is no federal rule'


def _text(node: Mapping, key: str) -> str:
    value = node.get(key)
    return getattr(value, "text", "") if value is not None else ""

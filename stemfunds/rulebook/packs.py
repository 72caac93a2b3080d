"""The head of a State pack: its name, its prefix, its object codes and its amendment triggers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar, described
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.literals import read_cents, read_decimal
from stemfunds.rulebook.model import AmendmentTrigger, Pack
from stemfunds.rulebook.pack_checks import check_id, check_source
from stemfunds.rulebook.pack_keys import is_head
from stemfunds.rulebook.rules import RuleReader
from stemfunds.rulebook.words import Words

_TRIGGER_KEYS = frozenset({"id", "says", "for", "percent", "amount", "per", "new", "cite"})
_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")


def read_pack(file: RuleFile, digest: str, words: Words) -> Pack:
    """The head of a pack, its object codes and its amendment triggers."""
    entry = Entry(file.root, file.problems, frozenset(file.root.keys()), "a pack")
    prefix = entry.required_text("prefix")
    if prefix and not _PREFIX.fullmatch(prefix):
        file.problems.add(entry.get("prefix") or entry.at, f'prefix "{prefix}": expected capital letters, such as XS')
    return Pack(
        id=entry.required_text("pack"),
        prefix=prefix,
        state=entry.required_text("state"),
        title=entry.required_text("title"),
        digest=digest,
        object_codes=_codes(entry, words),
        amendment_triggers=tuple(_trigger(node, prefix, file, words) for node in entry.entries("amendment_triggers")),
    )


def refuse_other_heads(files: Iterable[RuleFile]) -> None:
    """Note a pack whose pack.yaml does not name it, and one with the name or the prefix of another."""
    taken: dict[tuple[str, str], str] = {}
    files = list(files)
    headed = {file.pack for file in files if is_head(file)}
    for name, first in {file.pack: file for file in reversed(files) if file.pack not in headed}.items():
        first.problems.add(first.root, f'pack "{name}" has no file pack.yaml')
    for file in filter(is_head, files):
        if "pack" not in file.root:
            file.problems.add(file.root, f'pack "{file.pack}" has no head: pack.yaml says pack, prefix, state and title')
        for key in ("pack", "prefix"):
            node = file.root.get(key)
            if isinstance(node, Scalar) and (other := taken.setdefault((key, node.text), file.name)) != file.name:
                file.problems.add(node, f'{key} "{node.text}" is that of another pack already ({other})', found=node.text)


def _codes(entry: Entry, words: Words) -> dict[str, str]:
    node = entry.get("object_codes")
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        entry.problems.add(node, f"object_codes: expected object classes with their codes, found {described(node)}")
        return {}
    for key, _ in node:
        if key.text not in words.object_classes:
            nearest = nearest_name(key.text, words.object_classes.keys())
            entry.problems.add(key, f'unknown object class "{key.text}"', found=key.text, nearest=nearest)
    return {key.text: as_text(value, entry.problems, key.text) for key, value in node}


def _trigger(node: Node, prefix: str, file: RuleFile, words: Words) -> AmendmentTrigger:
    entry = Entry(node, file.problems, _TRIGGER_KEYS, "an amendment trigger")
    percent, amount = entry.get("percent"), entry.get("amount")
    trigger = AmendmentTrigger(
        id=entry.required_text("id"),
        says=entry.required_text("says"),
        selector=RuleReader("", words, file.problems).selector(entry.get("for")),
        percent="" if percent is None else read_decimal(percent, file.problems, "percent"),
        amount=0 if amount is None else read_cents(amount, file.problems, "amount"),
        per=cast(Any, entry.choice("per", frozenset({"object", "fund", "activity", "line"}), "object")),
        new=entry.flag("new"),
        cite=read_citations(entry.require("cite"), words.sources, file.problems),
    )
    if not (percent is not None or amount is not None or trigger.new):
        file.problems.add(node, f'{trigger.id} names no change: expected percent, amount or "new: yes"')
    if percent is not None and Decimal(trigger.percent) <= 0:
        file.problems.add(percent, f'percent "{trigger.percent}": expected more than 0')
    check_id(trigger.id, "amendment trigger", prefix, node, file)
    check_source(trigger.id, trigger.cite, node, file, words)
    return trigger

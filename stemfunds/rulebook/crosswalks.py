"""A State's chart of accounts: which costs stand under which account code."""

from __future__ import annotations

from stemfunds.reading.nodes import Node
from stemfunds.rulebook.account_codes import Part, check_code
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.model import Account, Crosswalk, Selector
from stemfunds.rulebook.pack_checks import check_source
from stemfunds.rulebook.rules import RuleReader
from stemfunds.rulebook.words import Words

_KEYS = frozenset({"title", "cite", "accounts"})
_ACCOUNT_KEYS = frozenset({"code", "name", "for", "nces_function", "nces_object"})
_NCES: dict[str, Part] = {"nces_function": "functions", "nces_object": "objects"}


def read_crosswalk(node: Node, file: RuleFile, words: Words) -> Crosswalk:
    """The crosswalk of a pack. Every cost must find an account, and every account must be able to take a cost."""
    entry = Entry(node, file.problems, _KEYS, "a crosswalk")
    title = entry.required_text("title")
    cite = read_citations(entry.require("cite"), words.sources, file.problems)
    check_source("the crosswalk", cite, node, file, words)
    entry.require("accounts")
    accounts: list[Account] = []
    names: dict[str, str] = {}
    for at in entry.entries("accounts"):
        before = len(file.problems)
        account = _account(at, file, words)
        if len(file.problems) > before:
            continue
        if names.setdefault(account.code, account.name) != account.name:
            message = f'account "{account.code}" is called "{names[account.code]}" already; a code has one name'
            file.problems.add(at, message, found=account.name, expected=names[account.code])
        hiding = next((one for one in accounts if _covers(one.selector, account.selector)), None)
        if hiding is not None:
            message = f'account "{account.code}" can take no cost: "{hiding.code}" stands before it and takes them all'
            file.problems.add(at, message, found=account.code)
        accounts.append(account)
    _refuse_gaps(node, accounts, file, words)
    return Crosswalk(title, tuple(accounts), cite)


def _account(node: Node, file: RuleFile, words: Words) -> Account:
    entry = Entry(node, file.problems, _ACCOUNT_KEYS, "an account")
    codes = {key: entry.text(key) for key in _NCES}
    for key, text in codes.items():
        if text:
            check_code(entry.get(key) or entry.at, key, text, _NCES[key], words.account_codes, file.problems)
    return Account(
        code=entry.required_text("code"),
        name=entry.required_text("name"),
        selector=RuleReader("", words, file.problems).selector(entry.require("for")),
        nces_function=codes["nces_function"],
        nces_object=codes["nces_object"],
    )


def _covers(wide: Selector, narrow: Selector) -> bool:
    """Whether every cost of the second choice is one of the first."""
    pairs = (
        (wide.kinds, narrow.kinds),
        (wide.items, narrow.items),
        (wide.objects, narrow.objects),
        (wide.funds, narrow.funds),
    )
    return all(not large or (small and set(small) <= set(large)) for large, small in pairs)


def _refuse_gaps(node: Node, accounts: list[Account], file: RuleFile, words: Words) -> None:
    """Note each object class of which some cost would find no account."""
    if len(file.problems):
        return
    whole = [one.selector for one in accounts if not (one.selector.kinds or one.selector.items or one.selector.funds)]
    for name in words.object_classes:
        if not any(not choice.objects or name in choice.objects for choice in whole):
            message = f'the crosswalk has no account for all other costs of the object class "{name}"'
            file.problems.add(node, f'{message}: add one with "for: {{objects: [{name}]}}"', expected=name)

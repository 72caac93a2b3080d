"""The base codes of school accounting, and whether a code of a State's crosswalk is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Placed, Problems
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.files import RuleFile, pairs_of
from stemfunds.rulebook.model import AccountCodes
from stemfunds.rulebook.words import Words

_KEYS = frozenset({"functions", "objects", "cite"})
_FORM = {"functions": re.compile("[0-9]{4}"), "objects": re.compile("[0-9]{3}")}
_FORMS = {"functions": "four digits, such as 2213", "objects": "three digits, such as 610"}
Part = Literal["functions", "objects"]


def read_account_codes(files: Iterable[RuleFile], words: Words) -> AccountCodes:
    """The codes with their names; without a list of them, none."""
    codes = AccountCodes()
    for file in files:
        node = file.root.get("account_codes")
        if node is None:
            continue
        if codes.cite:
            file.problems.add(node, "account_codes: they stand in another file already")
        entry = Entry(node, file.problems, _KEYS, "account_codes")
        functions, objects = (_names(entry.require(part), part, file.problems) for part in ("functions", "objects"))
        codes = AccountCodes(functions, objects, read_citations(entry.require("cite"), words.sources, file.problems))
    return codes


def check_code(at: Placed, key: str, code: str, part: Part, codes: AccountCodes, problems: Problems) -> None:
    """Note a code that has not the form of one, or that is not among those known."""
    known: Mapping[str, str] = getattr(codes, part)
    if not _FORM[part].fullmatch(code):
        problems.add(at, f'{key} "{code}": expected {_FORMS[part]}', found=code)
    elif known and code not in known:
        near = _nearest(code, known)
        message = f'{key} "{code}" is none of the {part} of the NCES handbook; {near} is {known[near]}'
        problems.add(at, message, found=code, nearest=near)


def _names(node: Node | None, part: Part, problems: Problems) -> dict[str, str]:
    names: dict[str, str] = {}
    for key, value in pairs_of(node):
        if not _FORM[part].fullmatch(key.text):
            problems.add(key, f'{part} "{key.text}": expected {_FORMS[part]}', found=key.text)
        names[key.text] = as_text(value, problems, key.text)
    return names


def _nearest(code: str, known: Mapping[str, str]) -> str:
    """The code that begins alike for longest, and of those the nearest number."""

    def likeness(other: str) -> tuple[int, int]:
        alike = next((at for at, (one, two) in enumerate(zip(code, other, strict=True)) if one != two), len(code))
        return -alike, abs(int(code) - int(other))

    return min(known, key=likeness)

"""Literal values in rule files, typed by the fact or figure that receives them.

Stored forms: yes-no as a truth value, money as integer cents, number and percent as decimal text, date as ISO
text, the rest as text.
"""

from __future__ import annotations

import re
from decimal import Decimal

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.entry import as_date, as_text, listed
from stemfunds.rulebook.model import Fact
from stemfunds.rulebook.terms import Value

_MONEY = re.compile(r"\$?\d{1,3}(,\d{3})*(\.\d{2})?|\$?\d+(\.\d{2})?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_YES_NO = {"yes": True, "no": False}


def read_value(node: Node, fact: Fact, problems: Problems) -> Value:
    """A literal for a fact. A list gives several choices (any of them, or all that hold, as the operator says)."""
    parts = listed(node)
    if len(parts) == 1 and parts[0] is node and fact.type != "choices":
        return Value(_one(node, fact, problems))
    return Value(tuple(str(_one(part, fact, problems)) for part in parts))


def read_cents(node: Node, problems: Problems, what: str) -> int:
    """Dollars and cents as integer cents."""
    text = as_text(node, problems, what)
    if not _MONEY.fullmatch(text):
        problems.add(node, f'{what} "{text}": expected dollars and cents, such as 30000.00')
        return 0
    return int(Decimal(text.replace("$", "").replace(",", "")) * 100)


def read_decimal(node: Node, problems: Problems, what: str) -> str:
    """A plain number as decimal text."""
    text = as_text(node, problems, what)
    if not _NUMBER.fullmatch(text):
        problems.add(node, f'{what} "{text}": expected a number')
        return "0"
    return text


def _one(node: Node, fact: Fact, problems: Problems) -> bool | int | str:
    if fact.type == "money":
        return read_cents(node, problems, fact.id)
    if fact.type in ("number", "percent"):
        return read_decimal(node, problems, fact.id)
    if fact.type == "date":
        return as_date(node, problems, fact.id) or "1900-01-01"
    text = as_text(node, problems, fact.id)
    if fact.type == "yes-no":
        if text not in _YES_NO:
            problems.add(node, f'{fact.id} "{text}": expected yes or no')
        return _YES_NO.get(text, False)
    if fact.choices and text not in fact.choices:
        expected = ", ".join(fact.choices)
        problems.add(node, f'{fact.id} "{text}": expected one of {expected}', nearest=nearest_name(text, fact.choices.keys()))
    return text

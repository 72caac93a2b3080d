"""Words: text, ids, choices, and yes or no."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node, Scalar, Sequence, described, shortened
from stemfunds.reading.problems import Problems

ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
BARE_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "~"})
"""Words that other programs read as an answer or as nothing; as text they need quotes."""

_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}"


def one_value(node: Node, problems: Problems, name: str, expected: str) -> Scalar | None:
    """The single value of a field, or a problem when it is a list, a mapping, or nothing."""
    if not isinstance(node, Scalar):
        found = described(node)
        problems.add(node, f"{name}: expected {expected}, found {found}", found=found, expected=expected)
        return None
    if not node.text.strip():
        message = f"{name} has no value; write {expected}, or delete the line"
        problems.add(node, message, found="nothing", expected=expected)
        return None
    return node


def refuse(node: Scalar, problems: Problems, name: str, expected: str, nearest: str | None = None, why: str = "") -> None:
    """Note that the value of a field is not of its kind: `amount "12,5OO": expected dollars and cents`."""
    found = shortened(node.text)
    message = f'{name} "{found}": {why}{"; " if why else ""}expected {expected}'
    problems.add(node, message, found=found, expected=expected, nearest=nearest)


def text(node: Node, problems: Problems, name: str = "text") -> str | None:
    """Text as it was typed, without the space around it."""
    value = one_value(node, problems, name, "text")
    if value is None:
        return None
    if not value.quoted and value.text.lower() in BARE_WORDS:
        message = f"{name} is the bare word {value.text}; write it in quotes if the word is meant"
        problems.add(value, message, found=value.text, expected="text")
        return None
    control = None if value.text.isprintable() else re.search(_CONTROL, value.text)
    if control is not None:
        code = f"U+{ord(control.group()):04X}"
        message = f"{name} holds the control character {code}; delete it"
        problems.add(value, message, found=code, expected="text")
        return None
    return value.text.strip()


def identifier(node: Node, problems: Problems, name: str = "id") -> str | None:
    """A short name without spaces, such as `IVA-26` or `summer-camp.1`."""
    found = text(node, problems, name)
    if found is None or not isinstance(node, Scalar):
        return None
    if re.fullmatch(_ID, found) is None:
        refuse(node, problems, name, "letters, digits, hyphens, dots and underscores, without spaces")
        return None
    return found


def choice(
    node: Node,
    problems: Problems,
    name: str,
    choices: Collection[str],
    also: Mapping[str, str] | None = None,
) -> str | None:
    """One of some words; `also` maps other spellings to the word that is meant, for the hint only."""
    expected = one_of(choices)
    value = one_value(node, problems, name, expected)
    if value is None or value.text in choices:
        return value.text if value else None
    nearest = nearest_name(value.text, also) if also else None
    refuse(value, problems, name, expected, nearest or nearest_name(value.text, choices))
    return None


def choice_list(node: Node, problems: Problems, name: str, choices: Collection[str]) -> tuple[str, ...] | None:
    """Several of some words, as a list; one word alone is a list of one."""
    if isinstance(node, Scalar):
        node = Sequence([node], node.line, node.column, node.table)
    if not isinstance(node, Sequence) or not node.items:
        found = described(node) if not isinstance(node, Sequence) else "an empty list"
        expected = f"a list of {one_of(choices)}"
        problems.add(node, f"{name}: expected {expected}, found {found}", found=found, expected=expected)
        return None
    read = [choice(item, problems, name, choices) for item in node.items]
    known = [word for word in read if word is not None]
    return tuple(dict.fromkeys(known)) if len(known) == len(read) else None


def yes_no(node: Node, problems: Problems, name: str = "answer") -> bool | None:
    """True for yes and true, False for no and false."""
    value = one_value(node, problems, name, "yes or no")
    if value is None:
        return None
    answer = ANSWERS.get(value.text.strip().lower())
    if answer is None:
        typed = value.text.strip().lower()
        nearest = {"y": "yes", "on": "yes", "1": "yes", "n": "no", "off": "no", "0": "no"}.get(typed)
        unknown = typed in {"unknown", "null", "~", "?", "tbd"}
        why = "if it is not known, delete the line" if unknown else ""
        refuse(value, problems, name, "yes or no", nearest, why)
    return answer


def one_of(choices: Collection[str], most: int = 12) -> str:
    """The choices as words: `a, b or c`; a long list is left to the nearest name."""
    words = list(choices)
    if len(words) > most:
        return f"one of {len(words)} known words"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"

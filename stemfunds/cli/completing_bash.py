"""Words that bash takes apart: to complete, it begins a new word at each ``=`` and ``@``, and puts in what follows ``=``, or from
``@`` on.

So `activity.organizer=non` and `UG-QUOTES@U25` arrive in three words. They are put together again before the program looks at
them, and from each answer the part is taken that stands in the line already.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from contextlib import redirect_stdout

_SIGNS = ("=", "@")
_RULE = re.compile("[A-Z][A-Z0-9-]*")
"""Only a rule goes on behind ``@``; `batch @FILE` has two words."""


def answered(answer: Callable[[], None]) -> None:
    """Answer bash about words put together, with what it can put in."""
    words, at, begun = rejoined(os.environ.get("COMP_WORDS", ""), os.environ.get("COMP_CWORD", ""))
    os.environ["COMP_WORDS"], os.environ["COMP_CWORD"] = words, at
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            answer()
    finally:
        for line in said.getvalue().splitlines():
            print(line.removeprefix(begun))


def rejoined(words: str, at: str) -> tuple[str, str, str]:
    """The words of a line and the place of the one that is typed, as a person sees them, and what of that one stands already."""
    parts = words.split("\n") if "\n" in words else words.split(" ")
    if not at.isdecimal() or int(at) >= len(parts):
        return words, at, ""
    whole: list[str] = []
    places: list[int] = []
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else ""
        goes_on = part == "=" or (part == "@" and _RULE.fullmatch(before)) or (part and before in _SIGNS)
        if number > 1 and goes_on:
            whole[-1] += part
        else:
            whole.append(part)
        places.append(len(whole) - 1)
    typed, word = parts[int(at)], whole[places[int(at)]]
    stands = word.removesuffix("" if typed in _SIGNS else typed)
    # what begins with @ bash puts in with its sign
    return "\n".join(whole), str(places[int(at)]), stands.removesuffix("@") if stands != word or typed in _SIGNS else ""

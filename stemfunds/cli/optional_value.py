"""Options whose value may be left out.

The library behind the commands has no such options, so the call is completed before it is read: `--explain` alone becomes
`--explain=`, the empty value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

OPTIONAL: Mapping[str, tuple[str, ...]] = {"check": ("--explain",)}
"""By command, the options that may stand alone."""

_PLANS = (".yaml", ".yml", ".json", ".xlsx")
_END = "--"


def completed(arguments: Sequence[str]) -> list[str]:
    """The arguments of a call with an empty value where an option stands alone: at the end, before an option or a plan."""
    options = OPTIONAL.get(arguments[0], ()) if arguments else ()
    found: list[str] = []
    for place, argument in enumerate(arguments):
        if argument == _END:
            return [*found, *arguments[place:]]
        behind = arguments[place + 1 : place + 2]
        alone = argument in options and not (behind and _is_value(behind[0]))
        found.append(f"{argument}=" if alone else argument)
    return found


def _is_value(word: str) -> bool:
    return not word.startswith("-") and Path(word).suffix.lower() not in _PLANS

"""Comments for a plan that is written as YAML: words for people, beside the part that they are about."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TypeAlias

Path: TypeAlias = "tuple[str | int, ...]"
"""Names of fields and places in lists, from the plan inwards; the plan itself is empty."""

Comments: TypeAlias = Mapping[Path, str]

_WIDTH = 110


def comment_lines(words: str, indent: str) -> list[str]:
    """The words as comment lines of one indent."""
    found = [part for line in words.split("\n") for part in textwrap.wrap(line, _WIDTH - len(indent)) or [""]]
    return [f"{indent}# {part}".rstrip() for part in found]

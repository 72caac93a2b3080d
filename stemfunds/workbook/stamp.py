"""The version of the template that a workbook was made from, on a hidden sheet and on the first one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

TEMPLATE_VERSION = 1
"""Grows when sheets or columns are renamed or change what they mean; new columns need no new version."""

TEMPLATE_KEY = "stemfunds workbook template"
RULEBOOK_KEY = "rulebook version"
DIGEST_KEY = "rulebook digest"


def remark_of_stamp(file: str, rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """What to say of the template; nothing where it is this version, or where the workbook has no stamp."""
    for row in rows:
        cells = [*row, "", ""]
        if cells[0] == TEMPLATE_KEY:
            found = str(cells[1]).removesuffix(".0")
            if found != str(TEMPLATE_VERSION):
                yield (
                    f"{file}: made from version {found} of the template, this program writes version {TEMPLATE_VERSION}; "
                    "it was read all the same. `stemfunds convert` writes it as a new workbook"
                )

"""Names of the files that a batch writes for each district: safe on every system, the same for the same plans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from stemfunds.batch.store import Store

_LONGEST = 60


def file_names(store: Store, suffix: str) -> Iterator[tuple[int, str]]:
    """Each plan with the name of its file: NCES id and district, or the plan's own file name where it could not be read.

    A second plan of a district has its number behind the name.
    """
    rows = store.query(
        "SELECT plan, nces_id, district, path FROM plans "
        "UNION ALL SELECT plan, '', '', path FROM failures GROUP BY plan ORDER BY plan"
    )
    taken: set[str] = set()
    for plan, nces_id, district, path in rows:
        words = (nces_id or "no-id", district) if nces_id or district else ("broken", PurePosixPath(path).stem)
        name = safe_name(words)
        if name in taken:
            name = f"{name}-plan-{plan}"
        taken.add(name)
        yield plan, f"{name}{suffix}"


def safe_name(words: Iterable[str]) -> str:
    """Words as a file name of letters, digits and hyphens, never empty and never longer than any system bears."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].rstrip("-") or "plan"

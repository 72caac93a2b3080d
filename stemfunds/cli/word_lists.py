"""What `stemfunds kinds` and `stemfunds items` have in common: a list of words, narrowed by what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from stemfunds.cli.options import checked_packs


def tell_words(sort: Literal["kinds", "items"], query: Iterable[str], packs: list[Path] | None, *, no_color: bool) -> None:
    """Print the words of a sort; where none has all that was typed, the nearest by meaning."""
    from stemfunds.cli.printing import show
    from stemfunds.reporting.output import width
    from stemfunds.reporting.word_lists import item_list, kind_list
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(checked_packs(packs))

    def near(words: str) -> list[tuple[str, str]]:
        from stemfunds.asking.lookup import nearest_items, nearest_kinds

        found = nearest_kinds(words, rulebook) if sort == "kinds" else nearest_items(words, rulebook)
        return [(one.id, one.matched) for one in found]

    listed = kind_list if sort == "kinds" else item_list
    show(listed(rulebook, " ".join(query), width(), near), no_color=no_color)

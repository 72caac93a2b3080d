"""`stemfunds kinds`: the kinds of activities that a plan may name."""

from __future__ import annotations

from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import NoColor, Packs, checked_packs


def kinds(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS...]", help="Words to look for.", autocompletion=completing.kinds),
    ] = None,
    packs: Packs = None,
    no_color: NoColor = False,
) -> None:
    """List the kinds of activities, with what each means; words narrow the list.

    Where none has all the words, the nearest by meaning are named: synonyms and misspellings are understood.

    \b
    Examples:
      stemfunds kinds
      stemfunds kinds robotics
    """
    from stemfunds.cli.printing import show
    from stemfunds.reporting.output import width
    from stemfunds.reporting.word_lists import kind_list
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(checked_packs(packs))

    def near(words: str) -> list[tuple[str, str]]:
        from stemfunds.asking.lookup import nearest_kinds

        return [(one.id, one.matched) for one in nearest_kinds(words, rulebook)]

    show(kind_list(rulebook, " ".join(query or []), width(), near), no_color=no_color)

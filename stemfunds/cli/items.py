"""`stemfunds items`: the cost items that a line may buy."""

from __future__ import annotations

from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import NoColor, Packs, checked_packs


def items(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS...]", help="Words to look for.", autocompletion=completing.items),
    ] = None,
    packs: Packs = None,
    no_color: NoColor = False,
) -> None:
    """List the cost items by object class, with the words that districts use; words narrow the list.

    \b
    Examples:
      stemfunds items
      stemfunds items laptop
    """
    from stemfunds.cli.printing import show
    from stemfunds.reporting.output import width
    from stemfunds.reporting.word_lists import item_list
    from stemfunds.rulebook.compiled import load_rulebook

    show(item_list(load_rulebook(checked_packs(packs)), " ".join(query or []), width()), no_color=no_color)

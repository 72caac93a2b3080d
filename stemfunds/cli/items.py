"""`stemfunds items`: the cost items that a line may buy."""

from __future__ import annotations

from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import NoColor, Packs
from stemfunds.cli.word_lists import tell_words


def items(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS...]", help="Words to look for.", autocompletion=completing.items),
    ] = None,
    packs: Packs = None,
    no_color: NoColor = False,
) -> None:
    """List the cost items by object class, with the words that districts use; words narrow the list.

    Where none has all the words, the nearest by meaning are named: synonyms and misspellings are understood.

    \b
    Examples:
      stemfunds items
      stemfunds items laptop
    """
    tell_words("items", query or (), packs, no_color=no_color)

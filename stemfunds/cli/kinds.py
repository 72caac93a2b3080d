"""`stemfunds kinds`: the kinds of activities that a plan may name."""

from __future__ import annotations

from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import NoColor, Packs
from stemfunds.cli.word_lists import tell_words


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
    tell_words("kinds", query or (), packs, no_color=no_color)

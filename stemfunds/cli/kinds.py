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

    \b
    Examples:
      stemfunds kinds
      stemfunds kinds robotics
    """
    from stemfunds.cli.printing import show
    from stemfunds.reporting.output import width
    from stemfunds.reporting.word_lists import kind_list
    from stemfunds.rulebook.compiled import load_rulebook

    show(kind_list(load_rulebook(checked_packs(packs)), " ".join(query or []), width()), no_color=no_color)

"""`stemfunds rulebook docs`: the readable reference of all rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli.options import Folder, Packs, checked_packs


def docs(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder for rules.html and rules.md.")],
    packs: Packs = None,
    folder: Folder = None,
) -> None:
    """Write the readable reference of all rules, as HTML with search and as Markdown, with the chart of funds and kinds.

    \b
    Example:
      stemfunds rulebook docs -o reference
    """
    from stemfunds.proving.runner import gather_tests
    from stemfunds.reference.model import reference
    from stemfunds.reference.writing import write_reference
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    rules, on_top = folder or rules_folder(), checked_packs(packs)
    rulebook = load_rulebook_folder(rules, on_top)
    tests, _ = gather_tests((rules, *on_top), rulebook)
    for path in write_reference(reference(rulebook, tests), output):
        print(f"{path} written", file=sys.stderr)

"""`stemfunds rulebook docs`: the readable reference of all rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli.options import Folder, Packs, given_packs, refuse


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
    from stemfunds.reading.problems import UnusableInput
    from stemfunds.reference.model import reference
    from stemfunds.reference.writing import write_reference
    from stemfunds.rulebook.compiled import load_rulebook
    from stemfunds.rulebook.find import rules_folder

    rules, on_top = folder or rules_folder(), given_packs(packs)
    rulebook = load_rulebook(on_top, rules)
    tests, problems = gather_tests((rules, *on_top), rulebook)
    if problems:
        raise UnusableInput(problems)
    try:
        written = write_reference(reference(rulebook, tests), output)
    except OSError as error:
        raise refuse(f"{output}: cannot be written: {error.strerror}") from None
    for path in written:
        print(f"{path} written", file=sys.stderr)

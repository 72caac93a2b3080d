"""`stemfunds rulebook lint`: what is wrong with the rules, and what nothing reaches, tests or repairs."""

from __future__ import annotations

from typing import Annotated

import typer

from stemfunds.cli.options import Folder, Packs, given_packs


def lint(
    packs: Packs = None,
    folder: Folder = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Also what is only good to know: unverified and uncited sources.")
    ] = False,
) -> None:
    """Read all rules and say what is wrong with them, each problem with its file, line and column.

    Mistakes that keep the rules from loading end with status 2. Rules that load but that nothing reaches, tests
    or repairs end with status 1.

    \b
    Examples:
      stemfunds rulebook lint
      stemfunds rulebook lint --rules examples/state-packs/amendment-triggers
    """
    from stemfunds.proving.lint import remarks
    from stemfunds.proving.runner import gather_tests
    from stemfunds.reading.problems import UnusableInput
    from stemfunds.rulebook.compiled import load_rulebook
    from stemfunds.rulebook.files import pack_folders
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.places import places

    source, on_top = folder or rules_folder(), given_packs(packs)
    rulebook = load_rulebook(on_top, source)
    tests, problems = gather_tests((source, *on_top), rulebook)
    if problems:
        raise UnusableInput(problems)
    found = remarks(rulebook, tests, places(source, on_top))
    if on_top:  # what is to mend in the federal rules is no concern of a State's
        own = tuple(f"{name}/" for name in pack_folders(source, on_top))
        found = [remark for remark in found if remark.place.file.startswith(own)]
    warnings = [remark for remark in found if remark.severity == "warning"]
    for remark in found if notes else warnings:
        print(remark)
    print(
        f"{len(rulebook.rules)} rules, {len(rulebook.limits)} limits, {len(rulebook.figures)} figures, "
        f"{len(rulebook.facts)} facts, {len(rulebook.sources)} sources: {len(warnings)} to mend, "
        f"{len(found) - len(warnings)} to know (--notes)"
    )
    if warnings:
        raise typer.Exit(1)

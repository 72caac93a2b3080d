"""`stemfunds rulebook coverage`: what the rule tests show of the rules, of the letter and of the sheets."""

from __future__ import annotations

from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import Folder, Packs, given_packs, refuse
from stemfunds.reading.nearest import nearest_name

_LETTER = "dear-colleague-letter"


def coverage(
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="NAME",
            help="What the tests show of a source: dear-colleague-letter, or the id of a section such as esea-4107.",
            autocompletion=completing.sources,
        ),
    ] = "",
    sheets: Annotated[bool, typer.Option("--sheets", help="What encodes each row of the fact sheets.")] = False,
    numbers: Annotated[
        bool, typer.Option("--numbers", help="Also move every number by one unit, and see that a test notices (half a minute).")
    ] = False,
    packs: Packs = None,
    folder: Folder = None,
) -> None:
    """Say for each rule to which of yes, no and unknown the rule tests drive it; list what is missing.

    \b
    Examples:
      stemfunds rulebook coverage
      stemfunds rulebook coverage --source dear-colleague-letter
      stemfunds rulebook coverage --source esea-4107
      stemfunds rulebook coverage --sheets
    """
    from stemfunds.proving.coverage import Coverage
    from stemfunds.proving.letter import letter_coverage, letter_lines
    from stemfunds.proving.runner import gather_tests, run_tests
    from stemfunds.proving.sheets import sheet_lines
    from stemfunds.proving.totals import numbers as number_totals
    from stemfunds.proving.totals import totals
    from stemfunds.reading.problems import UnusableInput
    from stemfunds.rulebook.compiled import load_rulebook
    from stemfunds.rulebook.find import rules_folder

    rules, on_top = folder or rules_folder(), given_packs(packs)
    rulebook = load_rulebook(on_top, rules)
    if source not in ("", _LETTER) and source not in rulebook.sources:
        near = nearest_name(source, [_LETTER, *rulebook.sources])
        raise refuse(
            f'unknown source "{source}"' + (f' (did you mean "{near}"?)' if near else f"; expected {_LETTER} or a source id")
        )
    if sheets:
        print("\n".join(sheet_lines(rulebook)))
        return
    tests, problems = gather_tests(on_top or [rules], rulebook)
    if problems:
        raise UnusableInput(problems)
    outcomes = list(run_tests(tests, rulebook))
    if source in rulebook.sources:
        covered = Coverage(rulebook)
        for outcome in outcomes:
            covered.add(outcome)
        print("\n".join(covered.of_source(source)))
        complete = True
    elif source:
        shown = letter_coverage(rulebook, outcomes)
        print("\n".join(letter_lines(shown, rulebook)))
        complete = not any(one.missing for one in shown)
    else:
        covered = Coverage(rulebook)
        for outcome in outcomes:
            covered.add(outcome)
        found, loose = totals(rulebook, outcomes), list[str]()
        if numbers:
            total, loose = number_totals(rulebook, tests)
            found.append(total)
        print("\n".join((*covered.gaps(), *(f"no test holds {number} fast" for number in loose), *map(str, found))))
        complete = covered.is_complete() and not loose
    if not complete:
        raise typer.Exit(1)

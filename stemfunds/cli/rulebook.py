"""`stemfunds rulebook`: for those who write rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli.options import Packs, checked_packs, refuse

app = typer.Typer(help="For those who write rules: check them, test them, see what the tests cover.", rich_markup_mode=None, no_args_is_help=True)

_LETTER = "dear-colleague-letter"
_Folder = Annotated[Path | None, typer.Option("--folder", metavar="DIR", help="The rules to read; usually those of this stemfunds.")]


@app.command("lint")
def lint(
    packs: Packs = None,
    folder: _Folder = None,
    notes: Annotated[bool, typer.Option("--notes", help="Also what is only good to know: unverified and uncited sources.")] = False,
) -> None:
    """Read all rules and say what is wrong with them, each problem with its file and line.

    Mistakes that keep the rules from loading end with status 2. Rules that load but that nothing reaches, tests or repairs end with status 1.

    \b
    Example:
      stemfunds rulebook lint
    """
    from stemfunds.proving.lint import remarks
    from stemfunds.proving.runner import gather_tests
    from stemfunds.reading.problems import UnusableInput
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    source, on_top = folder or rules_folder(), checked_packs(packs)
    rulebook = load_rulebook_folder(source, on_top)
    tests, problems = gather_tests((source, *on_top), rulebook)
    if problems:
        raise UnusableInput(problems)
    found = remarks(rulebook, tests)
    warnings = [remark for remark in found if remark.severity == "warning"]
    for remark in found if notes else warnings:
        print(remark)
    print(
        f"{len(rulebook.rules)} rules, {len(rulebook.limits)} limits, {len(rulebook.figures)} figures, {len(rulebook.facts)} facts, "
        f"{len(rulebook.sources)} sources: {len(warnings)} to mend, {len(found) - len(warnings)} to know (--notes)"
    )
    if warnings:
        raise typer.Exit(1)


@app.command("test")
def test(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="Only the test files whose path contains this.")] = None,
    packs: Packs = None,
    folder: _Folder = None,
) -> None:
    """Run the rule tests that stand beside the rules, and say which verdict came out where another was expected.

    \b
    Examples:
      stemfunds rulebook test
      stemfunds rulebook test title-iv-a
    """
    from stemfunds.proving.coverage import Coverage
    from stemfunds.proving.runner import gather_tests, run_tests
    from stemfunds.reading.problems import UnusableInput
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    source = folder or rules_folder()
    rulebook = load_rulebook_folder(source, checked_packs(packs))
    tests, problems = gather_tests((source, *checked_packs(packs)), rulebook, files or ())
    if problems:
        raise UnusableInput(problems)
    failed, coverage = 0, Coverage(rulebook)
    for outcome in run_tests(tests, rulebook):
        coverage.add(outcome)
        if outcome.failures:
            failed += 1
            print(f"{outcome.test.file}:{outcome.test.line}  {outcome.test.name}")
            for failure in outcome.failures:
                print(f"    {failure}")
    print(f"{len(tests) - failed} of {len(tests)} rule tests pass")
    if not files:
        print(coverage.summary())
    sys.stdout.flush()
    if failed:
        raise typer.Exit(1)


@app.command("coverage")
def coverage(
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="What the tests show of a source: dear-colleague-letter.")] = "",
    sheets: Annotated[bool, typer.Option("--sheets", help="What encodes each row of the fact sheets.")] = False,
    packs: Packs = None,
    folder: _Folder = None,
) -> None:
    """Say for each rule to which of yes, no and unknown the rule tests drive it; list what is missing.

    \b
    Examples:
      stemfunds rulebook coverage
      stemfunds rulebook coverage --source dear-colleague-letter
      stemfunds rulebook coverage --sheets
    """
    from stemfunds.proving.coverage import Coverage
    from stemfunds.proving.letter import letter_coverage, letter_lines
    from stemfunds.proving.runner import gather_tests, run_tests
    from stemfunds.proving.sheets import sheet_lines
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    if source not in ("", _LETTER):
        raise refuse(f'unknown source "{source}"; expected {_LETTER}')
    rules, on_top = folder or rules_folder(), checked_packs(packs)
    rulebook = load_rulebook_folder(rules, on_top)
    if sheets:
        print("\n".join(sheet_lines(rulebook)))
        return
    tests, _ = gather_tests((rules, *on_top), rulebook)
    outcomes = list(run_tests(tests, rulebook))
    if source:
        shown = letter_coverage(rulebook, outcomes)
        print("\n".join(letter_lines(shown, rulebook)))
        complete = not any(one.missing for one in shown)
    else:
        covered = Coverage(rulebook)
        for outcome in outcomes:
            covered.add(outcome)
        print("\n".join((*covered.gaps(), covered.summary())))
        complete = covered.is_complete()
    if not complete:
        raise typer.Exit(1)

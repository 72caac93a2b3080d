"""`stemfunds rulebook`: for those who write rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="For those who write rules: check them, test them, see what the tests cover.", rich_markup_mode=None, no_args_is_help=True)

_Folder = Annotated[Path | None, typer.Option("--folder", metavar="DIR", help="The rules to read; usually those of this stemfunds.")]


@app.command("lint")
def lint(folder: _Folder = None) -> None:
    """Read all rules and say what is wrong with them, each problem with its file and line.

    \b
    Example:
      stemfunds rulebook lint
    """
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    rulebook = load_rulebook_folder(folder or rules_folder())
    print(
        f"{len(rulebook.rules)} rules, {len(rulebook.limits)} limits, {len(rulebook.figures)} figures, {len(rulebook.facts)} facts, "
        f"{len(rulebook.sources)} sources: no problems"
    )


@app.command("test")
def test(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="Only the test files whose path contains this.")] = None,
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
    rulebook = load_rulebook_folder(source)
    tests, problems = gather_tests(source, rulebook, files or ())
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
def coverage(folder: _Folder = None) -> None:
    """Say for each rule to which of yes, no and unknown the rule tests drive it; list what is missing.

    \b
    Example:
      stemfunds rulebook coverage
    """
    from stemfunds.proving.coverage import Coverage
    from stemfunds.proving.runner import gather_tests, run_tests
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    source = folder or rules_folder()
    rulebook = load_rulebook_folder(source)
    tests, _ = gather_tests(source, rulebook)
    covered = Coverage(rulebook)
    for outcome in run_tests(tests, rulebook):
        covered.add(outcome)
    for line in covered.gaps():
        print(line)
    print(covered.summary())
    if not covered.is_complete():
        raise typer.Exit(1)

"""`stemfunds rulebook test`: run the rule tests that stand beside the rules."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from stemfunds.cli.options import Folder, Packs, given_packs, refuse

if TYPE_CHECKING:
    from stemfunds.proving.calculator_cases import Case
    from stemfunds.proving.runner import Outcome
    from stemfunds.rulebook.model import Rulebook


def run_tests(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", help="Only the test files whose path contains this.")
    ] = None,
    packs: Packs = None,
    folder: Folder = None,
) -> None:
    """Run the rule tests that stand beside the rules, and say which verdict came out where another was expected.

    With --rules, the tests of each State pack run, each pack alone on top of the federal rules.

    \b
    Examples:
      stemfunds rulebook test
      stemfunds rulebook test title-iv-a
      stemfunds rulebook test --rules examples/state-packs/amendment-triggers
    """
    from stemfunds.proving.calculator_cases import gather_cases
    from stemfunds.proving.runner import gather_tests
    from stemfunds.proving.runner import run_tests as run
    from stemfunds.proving.totals import totals
    from stemfunds.reading.problems import UnusableInput
    from stemfunds.rulebook.compiled import load_rulebook
    from stemfunds.rulebook.find import rules_folder

    source, on_top, failures = folder or rules_folder(), given_packs(packs), 0
    if len(on_top) > 1:
        load_rulebook(on_top, source)  # packs that do not go together are told first
    for proved in on_top or [source]:
        rulebook = load_rulebook([proved] if on_top else [], source)
        tests, problems = gather_tests([proved], rulebook, files or ())
        cases, more = gather_cases([proved], rulebook, files or ())
        if problems or more:
            raise UnusableInput([*problems, *more])
        if files and not tests and not cases:
            raise refuse(f"no file of rule tests has {' or '.join(files)} in its path; expected a name such as title-iv-a")
        outcomes = list(run(tests, rulebook))
        failed = _tell_failures(outcomes)
        about = f"{proved.name}: " if on_top else ""
        if tests or not cases:
            print(f"{about}{len(tests) - failed} of {len(tests)} rule tests pass")
        if cases:
            wrong = _tell_cases(cases, rulebook)
            print(f"{about}{len(cases) - wrong} of {len(cases)} cases of calculators pass")
            failed += wrong
        if not files:
            print("\n".join(map(str, totals(rulebook, outcomes))))
        failures += failed
    sys.stdout.flush()
    if failures:
        raise typer.Exit(1)


def _tell_cases(cases: Sequence[Case], rulebook: Rulebook) -> int:
    """Print where a calculator gives another value than a case expects, and count these cases."""
    from stemfunds.proving.calculator_cases import failures

    failed = [(case, told) for case in cases if (told := failures(case, rulebook))]
    for case, told in failed:
        print(f"{case.file}:{case.line}  {case.calculator}: {case.name}")
        for failure in told:
            print(f"    {failure}")
    return len(failed)


def _tell_failures(outcomes: Sequence[Outcome]) -> int:
    """Print what came out where another was expected, and count it."""
    failed = [outcome for outcome in outcomes if outcome.failures]
    for outcome in failed:
        print(f"{outcome.test.file}:{outcome.test.line}  {outcome.test.name}")
        for failure in outcome.failures:
            print(f"    {failure}")
    return len(failed)

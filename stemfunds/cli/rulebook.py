"""`stemfunds rulebook`: for those who write rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli.options import AsOf, Packs, checked_packs, judged_on, refuse
from stemfunds.reading.nearest import nearest_name

app = typer.Typer(
    help="For those who write rules: check them, test them, see what the tests cover.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

_LETTER = "dear-colleague-letter"
_Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="DIR", help="The rules to read; usually those of this stemfunds.")
]


@app.command("lint")
def lint(
    packs: Packs = None,
    folder: _Folder = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Also what is only good to know: unverified and uncited sources.")
    ] = False,
) -> None:
    """Read all rules and say what is wrong with them, each problem with its file and line.

    Mistakes that keep the rules from loading end with status 2. Rules that load but that nothing reaches, tests
    or repairs end with status 1.

    \b
    Example:
      stemfunds rulebook lint
    """
    from stemfunds.proving.lint import remarks
    from stemfunds.proving.runner import gather_tests
    from stemfunds.reading.problems import UnusableInput
    from stemfunds.rulebook.files import pack_folders
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    source, on_top = folder or rules_folder(), checked_packs(packs)
    rulebook = load_rulebook_folder(source, on_top)
    tests, problems = gather_tests((source, *on_top), rulebook)
    if problems:
        raise UnusableInput(problems)
    found = remarks(rulebook, tests)
    if on_top:  # what is to mend in the federal rules is no concern of a State's
        own = tuple(f"{name}/" for name in pack_folders(source, on_top))
        found = [remark for remark in found if remark.place.startswith(own)]
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


@app.command("test")
def run_rule_tests(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", help="Only the test files whose path contains this.")
    ] = None,
    packs: Packs = None,
    folder: _Folder = None,
) -> None:
    """Run the rule tests that stand beside the rules, and say which verdict came out where another was expected.

    With --rules, the tests of each State pack run, each pack alone on top of the federal rules.

    \b
    Examples:
      stemfunds rulebook test
      stemfunds rulebook test title-iv-a
      stemfunds rulebook test --rules examples/state-packs/amendment-triggers
    """
    from stemfunds.proving.coverage import Coverage
    from stemfunds.proving.runner import gather_tests, run_tests
    from stemfunds.reading.problems import UnusableInput
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    source, on_top, failures = folder or rules_folder(), checked_packs(packs), 0
    if len(on_top) > 1:
        load_rulebook_folder(source, on_top)  # packs that do not go together are told first
    for proved in on_top or [source]:
        rulebook = load_rulebook_folder(source, [proved] if on_top else [])
        tests, problems = gather_tests([proved], rulebook, files or ())
        if problems:
            raise UnusableInput(problems)
        if files and not tests:
            raise refuse(f"no file of rule tests has {' or '.join(files)} in its path; expected a name such as title-iv-a")
        failed, coverage = 0, Coverage(rulebook)
        for outcome in run_tests(tests, rulebook):
            coverage.add(outcome)
            if outcome.failures:
                failed += 1
                print(f"{outcome.test.file}:{outcome.test.line}  {outcome.test.name}")
                for failure in outcome.failures:
                    print(f"    {failure}")
        about = f"{proved.name}: " if on_top else ""
        print(f"{about}{len(tests) - failed} of {len(tests)} rule tests pass")
        if not files:
            print(about + coverage.summary())
        failures += failed
    sys.stdout.flush()
    if failures:
        raise typer.Exit(1)


@app.command("coverage")
def coverage(
    source: Annotated[
        str, typer.Option("--source", metavar="NAME", help="What the tests show of a source: dear-colleague-letter.")
    ] = "",
    sheets: Annotated[bool, typer.Option("--sheets", help="What encodes each row of the fact sheets.")] = False,
    numbers: Annotated[
        bool, typer.Option("--numbers", help="Also move every number by one unit, and see that a test notices (half a minute).")
    ] = False,
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
    from stemfunds.proving.totals import numbers as number_totals
    from stemfunds.proving.totals import totals
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    if source not in ("", _LETTER):
        raise refuse(f'unknown source "{source}"; expected {_LETTER}')
    rules, on_top = folder or rules_folder(), checked_packs(packs)
    rulebook = load_rulebook_folder(rules, on_top)
    if sheets:
        print("\n".join(sheet_lines(rulebook)))
        return
    tests, _ = gather_tests(on_top or [rules], rulebook)
    outcomes = list(run_tests(tests, rulebook))
    if source:
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


@app.command("docs")
def docs(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder for rules.html and rules.md.")],
    packs: Packs = None,
    folder: _Folder = None,
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


@app.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(metavar="A", help="A folder of rules, as it was.")],
    new: Annotated[Path, typer.Argument(metavar="B", help="The folder of rules as it is now.")],
    against: Annotated[
        list[Path] | None,
        typer.Option("--against", metavar="DIR", help="A plan, or a folder of plans, whose verdicts are compared."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Say which rules differ between two folders of rules, and which verdicts of which plans change with them.

    The status is 1 when a verdict changes.

    \b
    Example:
      stemfunds rulebook diff old/rules rules --against examples
    """
    from stemfunds.judge.vocabulary import plan_vocabulary
    from stemfunds.plan.reader import FORMATS, read_plan
    from stemfunds.proving.difference import rules_changed, verdicts_changed
    from stemfunds.rulebook.loader import load_rulebook_folder

    before, after = load_rulebook_folder(old), load_rulebook_folder(new)
    for word, names in zip(("new", "gone", "changed"), rules_changed(before, after), strict=True):
        for name in names:
            print(f"{word}: {name}")
    paths = [path for place in against or () for path in _plans_below(place, tuple(FORMATS))]
    changes = list(verdicts_changed(before, after, (read_plan(path, plan_vocabulary(after)) for path in paths), judged_on(as_of)))
    for change in sorted(changes, key=lambda one: (one.plan, one.place, one.fund)):
        reasons = f"{', '.join(change.because_before) or 'no rule'} → {', '.join(change.because_after) or 'no rule'}"
        print(f"{change.plan}  {change.place} on {change.fund}: {change.before} → {change.after}  ({reasons})")
    print(f"{len(changes)} verdicts change in {len(paths)} plans")
    if changes:
        raise typer.Exit(1)


def _plans_below(place: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The plan files in a folder: those named plan, or all of a folder that has none of that name."""
    if place.is_file():
        return [place]
    found = sorted(path for path in place.rglob("plan.*") if path.suffix in suffixes)
    return found or sorted(path for path in place.rglob("*") if path.suffix in suffixes)


@app.command("show")
def show(
    fund: Annotated[str, typer.Option("--fund", metavar="FUND", help="Only what bears on this fund.")] = "",
    as_of: AsOf = None,
    packs: Packs = None,
    folder: _Folder = None,
) -> None:
    """Print the rules in effect, federal and packs, for awards of a date: so that two reviewers can compare what they applied.

    \b
    Examples:
      stemfunds rulebook show --fund title-iv-a
      stemfunds rulebook show --rules examples/state-packs/tighter-equipment-and-travel --as-of 2024-07-01
    """
    from stemfunds.judge.ruleset import is_in_force
    from stemfunds.rulebook.find import rules_folder
    from stemfunds.rulebook.loader import load_rulebook_folder

    rulebook = load_rulebook_folder(folder or rules_folder(), checked_packs(packs))
    if fund and fund not in rulebook.funds:
        near = nearest_name(fund, rulebook.funds.keys())
        raise refuse(f'unknown fund "{fund}"' + (f' (did you mean "{near}"?)' if near else ""))
    owners = rulebook.owners_for(fund) if fund else (*rulebook.funds, *rulebook.frameworks)
    day = judged_on(as_of)
    print(f"rulebook {rulebook.version} {rulebook.digest}")
    for pack in rulebook.packs.values():
        print(f"pack {pack.id} {pack.digest}  {pack.title}")
    for rule in rulebook.rules_and_limits():
        if rule.owner in owners and is_in_force(rule.in_force_from, rule.in_force_until, day):
            print(f"{rule.owner:<24} {rule.id:<30} {rule.says}")

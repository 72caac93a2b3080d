"""`stemfunds batch`: judge many plans at once and keep the results in one store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import VERDICTS, AsOf, FailOn, NoColor, Packs, checked_packs, judged_on, known, refuse, whole_number
from stemfunds.cli.settings import in_force

_FORMATS = ("table", "json")
_ENGINES = ("local", "dask")


def batch(
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...", help="Plans, folders, patterns, zips, .jsonl files, or @FILE for a list.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder of the results; made where it is missing.")
    ] = Path("stemfunds-results"),
    lists: Annotated[
        list[Path] | None, typer.Option("--list", metavar="FILE", help="A file that names plans, one a line; same as @FILE.")
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            parser=whole_number(0),
            show_default=False,
            help="Processes to use; without it, or with 0, one for each core.",
        ),
    ] = 0,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the run before: plans that have not changed are not judged again.")
    ] = False,
    match: Annotated[
        bool, typer.Option("--match", help="Try every activity with every fund, too; which ones could pay stands in the store.")
    ] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="The summary as table or json.", autocompletion=completing.one_of(_FORMATS)
        ),
    ] = "table",
    letters: Annotated[
        Path | None, typer.Option("--letters", metavar="FOLDER", help="Write a return letter for each district (.docx).")
    ] = None,
    checklists: Annotated[
        Path | None, typer.Option("--checklist", metavar="FOLDER", help="Write a reviewer's checklist for each district (.xlsx).")
    ] = None,
    allocations: Annotated[
        Path | None,
        typer.Option("--allocations", metavar="LIST", help="A State's allocation list, .csv or .xlsx, joined by NCES id."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar='FIELD="HEADING"', help="Which column of LIST holds a field or a fund."),
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map-file", metavar="FILE", help="The same in a file, with the fund and year of all rows.")
    ] = None,
    packs: Packs = None,
    as_of: AsOf = None,
    fail_on: FailOn = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="ENGINE",
            help="Who does the work: local, or dask with --scheduler.",
            autocompletion=completing.one_of(_ENGINES),
        ),
    ] = "local",
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="The scheduler of a Dask cluster, such as tcp://10.0.0.5:8786.")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, and one line in the end.")] = False,
    no_color: NoColor = False,
) -> None:
    """Judge many plans, on all cores. A broken plan never stops the run: it stands in failures.csv with its problems.

    DIR gets report.html (open it in a browser), results.sqlite (every result, for SQL), findings.csv, failures.csv and
    cross-plan.csv (what is seen when plans lie side by side). Status 1 also when a plan is broken.

    \b
    Examples:
      stemfunds batch plans -o results
      stemfunds batch 'plans/*/stem.yaml' late.zip state.jsonl -o results --jobs 4
      stemfunds batch @districts.txt -o results --resume
      stemfunds batch -o results --resume --letters letters --checklist checklists
      stemfunds batch plans --allocations state-list.xlsx -o results
      stemfunds batch plans --match -o results
    """
    known(form, _FORMATS, "format")
    near = Path(named[0].lstrip("@") if named else lists[0] if lists else "")
    bar = in_force(near, {"fail_on": fail_on}).values["fail_on"]
    known(bar, VERDICTS, "verdict")
    known(engine, _ENGINES, "engine")
    if (engine == "dask") != bool(scheduler):
        raise refuse("--engine dask and --scheduler ADDRESS go together")
    if not named and not lists and not (resume and (letters or checklists)):
        raise refuse("name plans: folders, files, patterns, zips, or @FILE for a list; `stemfunds batch -h` has examples")
    if (columns or map_file) and allocations is None:
        raise refuse("--map and --map-file say how to read the list of --allocations; name it, too")
    from stemfunds.awards.command import AwardsCall
    from stemfunds.batch.call import Call, run_call
    from stemfunds.batch.errors import BatchError
    from stemfunds.batch.extras import Extras
    from stemfunds.cli.printing import show
    from stemfunds.rulebook.compiled import load_rulebook

    call = Call(
        named=named or [],
        lists=lists or [],
        output=output,
        rulebook=load_rulebook(checked_packs(packs, near)),
        today=judged_on(as_of),
        is_day_given=as_of is not None,
        jobs=jobs,
        resume=resume,
        quiet=quiet,
        color=not no_color,
        scheduler=scheduler,
        match=match,
        allocations=AwardsCall(allocations, columns=tuple(columns or ()), map_file=map_file) if allocations else None,
        extras=Extras(letters, checklists),
    )
    try:
        said = run_call(call, form, bar)
    except BatchError as error:
        raise refuse(str(error)) from None
    if said.document:
        sys.stdout.write(said.document)
    show(said.lines, no_color=no_color)
    sys.stdout.flush()
    for line in said.notes:
        print(line, file=sys.stderr)
    raise typer.Exit(said.status)

"""`stemfunds awards`: the awards of a district from its State's allocation list."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import refuse, whole_number


def awards(
    allocations: Annotated[Path, typer.Argument(metavar="LIST", help="A State's list, .csv or .xlsx.", show_default=False)],
    nces_id: Annotated[str, typer.Option("--nces-id", metavar="ID", help="The district; usually that of --into.")] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar='FIELD="HEADING"', help="Which column holds a field or a fund; may be given several times."
        ),
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map-file", metavar="FILE", help="The same in a file, for every year.")
    ] = None,
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="The sheet, if several have allocations.")] = "",
    fund: Annotated[
        str,
        typer.Option(
            "--fund", metavar="FUND", help="The fund of all rows, if no column names it.", autocompletion=completing.funds
        ),
    ] = "",
    federal_year: Annotated[
        int | None,
        typer.Option(
            "--federal-year", metavar="YEAR", parser=whole_number(2000, 2099), help="The federal fiscal year of all rows."
        ),
    ] = None,
    carryover_year: Annotated[
        int | None,
        typer.Option(
            "--carryover-year", metavar="YEAR", parser=whole_number(2000, 2099), help="The year from which carryover is left."
        ),
    ] = None,
    into: Annotated[Path | None, typer.Option("--into", metavar="PLAN", help="Put the awards into this plan.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="NEW", help="The new plan file, for --into.")] = None,
) -> None:
    """Print a district's awards from a State's allocation list, ready to paste into a plan, or put them into a plan.

    Columns are found by their headings: LEAID or NCES id, Allocation or Amount, Fund, Federal fiscal year, Kind; or one
    column for each fund, such as "Title IV-A final allocation FFY 2026". Carryover becomes an award of its own year.

    \b
    Fields of --map: nces_id, amount, carryover, fund, federal_year, kind,
    district, state_fips, or a fund.

    \b
    Examples:
      stemfunds awards list.csv --nces-id 0612345
      stemfunds awards list.xlsx --nces-id 0612345 --fund "Title IV-A" \\
        --federal-year 2026 --map amount="Final allocation"
      stemfunds awards list.csv --into plan.yaml -o plan-with-awards.yaml
    """
    from stemfunds.awards.command import AwardsCall, CallError, run

    call = AwardsCall(
        path=allocations,
        nces_id=nces_id,
        columns=tuple(columns or ()),
        map_file=map_file,
        sheet=sheet,
        fund=fund,
        federal_year=federal_year,
        carryover_year=carryover_year,
        into=into,
        output=output,
    )
    try:
        outcome = run(call)
    except CallError as wrong:
        raise refuse(str(wrong)) from None
    except OSError as error:
        raise refuse(f"{output}: cannot be written: {error.strerror}") from None
    for remark in outcome.remarks:
        print(remark, file=sys.stderr)
    if outcome.block:
        print(outcome.block, end="")

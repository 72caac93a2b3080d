"""`stemfunds funds`: the funds, and the one-page brief of each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import AsOf, NoColor, Packs, checked_packs, judged_on, refuse
from stemfunds.reading.nearest import nearest_name


def funds(
    fund: Annotated[
        str,
        typer.Argument(
            metavar="[FUND]", help="A fund id, such as title-iv-a; without it, all are listed.", autocompletion=completing.funds
        ),
    ] = "",
    matrix: Annotated[bool, typer.Option("--matrix", help="Print the chart of funds and kinds of activities.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the chart to a file: .html or .pdf.")
    ] = None,
    packs: Packs = None,
    as_of: AsOf = None,
    no_color: NoColor = False,
) -> None:
    """List the funds and what is encoded of each, or print the brief of one.

    \b
    Examples:
      stemfunds funds
      stemfunds funds title-iv-a
      stemfunds funds "Title 4"
      stemfunds funds --matrix
      stemfunds funds --matrix -o funds.pdf
    """
    if output is not None and not matrix:
        raise refuse("-o goes with --matrix: only the chart is written to a file")
    if matrix and fund:
        raise refuse("--matrix is about all funds; leave the fund out")
    from stemfunds.cli.printing import show
    from stemfunds.judging.vocabulary import fund_names
    from stemfunds.reporting.fund_brief import fund_brief, fund_list
    from stemfunds.reporting.output import width
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(checked_packs(packs))
    if matrix:
        from stemfunds.charting.fund_chart import fund_chart
        from stemfunds.cli.charts import tell_chart

        tell_chart(fund_chart(rulebook, judged_on(as_of)), output, no_color=no_color)
        return
    if not fund:
        show(fund_list(rulebook, width()), no_color=no_color)
        return
    names = fund_names(rulebook)
    known = {name.casefold(): identity for name, identity in names.items()}
    found = known.get(fund.casefold())
    if found is None:
        near = nearest_name(fund, names)
        hint = f' (did you mean "{near}"?)' if near else ""
        raise refuse(f'unknown fund "{fund}"{hint}; stemfunds funds lists them')
    show(fund_brief(rulebook.funds[found], rulebook, judged_on(as_of), width()), no_color=no_color)

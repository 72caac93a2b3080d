"""`stemfunds braid`: who pays for what."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemfunds.cli import completing, completing_plan
from stemfunds.cli.options import AsOf, NoColor, Packs, Plan, checked_packs, judged_on, known, refuse

if TYPE_CHECKING:
    from stemfunds.braiding.braider import Braider, Proposal
    from stemfunds.braiding.reasons import Reasons
    from stemfunds.reporting.styled import Line

_FORMATS = ("table", "json", "md")


def braid(
    plan: Plan,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep",
            metavar="LINE",
            help="A line or activity whose payers stay; may be repeated.",
            autocompletion=completing_plan.lines,
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--not",
            metavar="FUND:LINE",
            help="A fund, or one award, that is not to pay a line; may be repeated.",
            autocompletion=completing_plan.payers_of_lines,
        ),
    ] = None,
    at_most: Annotated[
        list[str] | None,
        typer.Option(
            "--at-most",
            metavar="AWARD=AMOUNT",
            help="The most that an award gives to this plan; may be repeated.",
            autocompletion=completing_plan.awards_with_amounts,
        ),
    ] = None,
    why: Annotated[
        list[str] | None,
        typer.Option(
            "--why",
            metavar="FUND:LINE",
            help="Say why a fund, or one award, does not pay a line; may be repeated.",
            autocompletion=completing_plan.payers_of_lines,
        ),
    ] = None,
    optimistic: Annotated[
        bool, typer.Option("--optimistic", help="Let charges stand that wait for an answer; the question stands beside each.")
    ] = False,
    form: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help="table, json or md.", autocompletion=completing.one_of(_FORMATS)),
    ] = "table",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write the plan with the proposed charges: .yaml, .json or .xlsx."),
    ] = None,
    packs: Packs = None,
    as_of: AsOf = None,
    no_color: NoColor = False,
) -> None:
    """Propose who pays for what: the best assignment of the plan's costs to the awards that the plan has.

    Only charges that hold are proposed, and no limit is broken. Most money is paid; then what closes soonest is spent first, and
    of what closes together the narrowest purpose. A line keeps its payer unless a change is worth it.

    Ends with 0 if every line is paid by a charge that holds, and with 1 if something cannot be paid or a limit cannot be kept.

    \b
    Examples:
      stemfunds braid examples/mid-size/plan.yaml
      stemfunds braid examples/mid-size/plan.yaml --keep M1 --not IVA-26:M7-kits
      stemfunds braid examples/mid-size/plan.yaml --why title-ii-a:M22-manager
      stemfunds braid examples/mid-size/plan.yaml --at-most IA-26=150000.00
      stemfunds braid examples/mid-size/plan.yaml -o proposed.yaml
    """
    known(form, _FORMATS, "format")
    from stemfunds.cli.plans import plan_of_call
    from stemfunds.interface import load_rulebook
    from stemfunds.workbook.convert import format_of, write_plan

    if output is not None:
        if output.exists() and output.resolve() == plan.resolve():
            raise refuse(f"{output}: this is the plan itself; write to another file")
        format_of(output)
    rulebook, day = load_rulebook(checked_packs(packs, plan)), judged_on(as_of)
    read = plan_of_call(plan, rulebook)
    from stemfunds.braiding.request import RequestError, request_of

    try:
        request = request_of(read, keep or (), without or (), at_most or (), why or (), optimistic=optimistic)
    except RequestError as error:
        raise refuse("\n".join(error.messages)) from None
    from stemfunds.braiding.braider import Braider
    from stemfunds.braiding.reasons import Reasons
    from stemfunds.cli.printing import show
    from stemfunds.cli.searching import searching
    from stemfunds.judging.judge import Judge

    with searching(sys.stderr, no_color=no_color) as watch:
        braider = Braider(read, Judge(rulebook), day, request, watch)
        proposal = braider.propose()
        shown = _shown(braider, proposal, Reasons(braider, proposal), form)
    if isinstance(shown, str):
        sys.stdout.write(shown)
    else:
        show(shown, no_color=no_color)
    if output is not None:
        try:
            write_plan(proposal.after.plan, output, rulebook)
        except OSError as error:
            raise refuse(f"{output}: cannot be written: {error.strerror}") from None
        print(f"{output} written. Comments of the plan are not in it.", file=sys.stderr)
    if proposal.falls_short:
        raise typer.Exit(1)


def _shown(braider: Braider, proposal: Proposal, reasons: Reasons, form: str) -> str | list[Line]:
    """The proposal in its form, ready to be written; why, and what else there is, is searched for here, too."""
    if form == "json":
        from stemfunds.braiding.json_form import document

        return document(braider, proposal, reasons)
    from stemfunds.braiding.report import report_of
    from stemfunds.braiding.text_forms import markdown, table_lines
    from stemfunds.reporting.output import width

    report = report_of(braider, proposal, reasons)
    return markdown(report) if form == "md" else list(table_lines(report, width()))

"""The command `stemfunds`: its commands are one small module each, and what they use is imported only when they run."""

from __future__ import annotations

import sys

import typer

from stemfunds import __version__
from stemfunds.cli import (
    ask,
    awards,
    batch,
    calc,
    check,
    convert,
    diff,
    explain,
    funds,
    items,
    justify,
    kinds,
    match,
    new,
    plan_schema,
    rulebook,
    rules,
)
from stemfunds.reading.problems import UnusableInput

UNUSABLE = 2
INTERRUPTED = 130

_HELP = """Check STEM spending plans of a school district against the law of every federal fund:
which cost may be paid, by which fund, why, and what is missing.

\b
Begin with:
  stemfunds check examples/rural/plan.yaml
  stemfunds justify examples/rural/plan.yaml -o justification.docx
  stemfunds ask "3D printers for the middle school makerspace"
  stemfunds funds title-iv-a
"""

_ENDING = """\b
Exit status:
  0  nothing is as bad as --fail-on (usually not-allowable), or worse
  1  something is
  2  the input or the call cannot be used; standard error says why
"""

app = typer.Typer(
    name="stemfunds",
    help=_HELP,
    epilog=_ENDING,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"stemfunds {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: bool = typer.Option(False, "--version", "-V", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Options of the program itself."""


app.command("check", short_help="Judge plans: each line against its fund, each cap.")(check.check)
app.command("match", short_help="Try each activity against every federal fund.")(match.match)
app.command("ask", short_help="Ask in your own words whether a cost may be paid.")(ask.ask)
app.command("awards", short_help="Take a district's awards from a State's allocation list.")(awards.awards)
app.command("batch", short_help="Judge many plans at once, into one store.")(batch.batch)
app.command("justify", short_help="Write the budget justification of a plan.")(justify.justify)
app.command("diff", short_help="Compare two versions of a plan: money, verdicts, amendments.")(diff.diff)
app.command("explain", short_help="Show why a rule found what it found, as a tree.")(explain.explain)
app.command("funds", short_help="List the funds, or print the brief of one.")(funds.funds)
app.command("rules", short_help="Find rules, or print one with its citations.")(rules.rules)
app.command("kinds", short_help="List the kinds of activities, or those with some words.")(kinds.kinds)
app.command("items", short_help="List what lines can buy, or what has some words.")(items.items)
app.command("calc", short_help="Calculators that show their arithmetic.")(calc.calc)
app.command("new", short_help="Start a plan: by an interview, from an old plan, or empty.")(new.new)
app.command("convert", short_help="Write a plan as YAML, JSON or Excel.")(convert.convert)
app.command("schema", short_help="Print the JSON Schema of the plan file.")(plan_schema.schema)
app.add_typer(rulebook.app, name="rulebook", short_help="For those who write rules: check and test them.")


def run(arguments: list[str]) -> int:
    """Run one command and give its exit status. What the user can repair is said on standard error, one line each."""
    try:
        app(arguments, prog_name="stemfunds")
    except UnusableInput as unusable:
        print(unusable, file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0

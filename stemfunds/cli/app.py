"""The command `stemfunds`: its commands are one small module each, and a call imports only the one it names."""

from __future__ import annotations

import os
import sys

import typer

from stemfunds import __version__
from stemfunds.cli.commands import Commands
from stemfunds.cli.optional_value import completed
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
    cls=Commands,
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


def run(arguments: list[str]) -> int:
    """Run one command and give its exit status. What the user can repair is said on standard error, one line each."""
    try:
        if os.environ.get("_STEMFUNDS_COMPLETE") == "complete_bash":
            from stemfunds.cli.completing_bash import answered

            answered(lambda: app(prog_name="stemfunds"))
        app(completed(arguments), prog_name="stemfunds")
    except UnusableInput as unusable:
        print(unusable, file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0

"""`stemfunds rulebook`: for those who write rules."""

from __future__ import annotations

import typer

from stemfunds.cli.rule_writing import coverage, diff, docs, lint, show, testing

app = typer.Typer(
    help="For those who write rules: check them, test them, see what the tests cover.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
app.command("lint")(lint.lint)
app.command("test")(testing.run_tests)
app.command("coverage")(coverage.coverage)
app.command("docs")(docs.docs)
app.command("diff")(diff.diff)
app.command("show")(show.show)

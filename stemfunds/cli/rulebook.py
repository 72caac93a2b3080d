"""`stemfunds rulebook`: for those who write rules."""

from __future__ import annotations

import typer

from stemfunds.cli.rule_writing import coverage, diff, docs, file_schema, lint, show, table, testing

_HELP = """For those who write rules: check them, test them, see what the tests cover.

\b
Examples:
  stemfunds rulebook lint
  stemfunds rulebook test title-iv-a
  stemfunds rulebook test --rules examples/state-packs/amendment-triggers
  stemfunds rulebook show --fund title-iv-a
  stemfunds rulebook table title-iv-a --kind food
"""

app = typer.Typer(
    name="rulebook",
    help=_HELP,
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)
app.command("lint", short_help="Say what is wrong with the rules, and where.")(lint.lint)
app.command("test", short_help="Run the rule tests that stand beside the rules.")(testing.run_tests)
app.command("coverage", short_help="Say what the rule tests show of each rule.")(coverage.coverage)
app.command("docs", short_help="Write the readable reference of all rules.")(docs.docs)
app.command("diff", short_help="Compare two folders of rules, and their verdicts.")(diff.diff)
app.command("table", short_help="Say what a fund says to every item in every kind.")(table.table)
app.command("show", short_help="Print the rules in effect on a date.")(show.show)
app.command("schema", short_help="Print the JSON Schema of rule files.")(file_schema.file_schema)

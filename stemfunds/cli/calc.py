"""`stemfunds calc`: calculators that show their arithmetic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemfunds.cli import completing, completing_plan
from stemfunds.cli.options import AsOf, NoColor, Packs, checked_packs, judged_on, known, refuse
from stemfunds.reading.nearest import nearest_name

if TYPE_CHECKING:
    from datetime import date

    from stemfunds.calculate.answers import Asked
    from stemfunds.rulebook.model import Rulebook

FORMATS = ("table", "json", "md")


def calc(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="A calculator; without it, all are listed.", autocompletion=completing.calculators),
    ] = "",
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="NAME=VALUE", help="An answer; may be given several times.", autocompletion=completing.answers
        ),
    ] = None,
    rows: Annotated[
        Path | None, typer.Option("--rows", metavar="FILE", help="A CSV file with the list that is asked for.")
    ] = None,
    plan: Annotated[Path | None, typer.Option("--from", metavar="PLAN", help="A plan file that answers what it can.")] = None,
    award: Annotated[
        str,
        typer.Option("--award", metavar="ID", help="The award of the plan that is meant.", autocompletion=completing_plan.awards),
    ] = "",
    example: Annotated[bool, typer.Option("--example", help="Work out the example.")] = False,
    form: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help="table, json or md.", autocompletion=completing.one_of(FORMATS)),
    ] = "table",
    packs: Packs = None,
    as_of: AsOf = None,
    no_color: NoColor = False,
) -> None:
    """Work out a set-aside, a share, a cap or a window, step by step, with the law behind each step.

    What is not given is asked on a terminal. Answers come from --set first, then from --rows, then from the plan.

    \b
    Examples:
      stemfunds calc
      stemfunds calc title-i-carryover --example
      stemfunds calc title-i-carryover --set allocation=820,000 \\
        --set unobligated=150,000
      stemfunds calc iv-a-shares --from examples/mid-size/plan.yaml --award IVA-26
      stemfunds calc equitable-services-i-a --set allocation=1,000,000 \\
        --rows areas.csv --format md
    """
    from stemfunds.calculate.answers import Asked, example_answers
    from stemfunds.calculate.engine import CannotWorkOutError, work_out
    from stemfunds.cli.printing import show
    from stemfunds.judging.vocabulary import fund_names
    from stemfunds.reporting import worksheet_report
    from stemfunds.reporting.output import width
    from stemfunds.rulebook.compiled import load_rulebook

    known(form, FORMATS, "format")
    rulebook = load_rulebook(checked_packs(packs, plan or Path()))
    if not name:
        if form == "table":
            show(worksheet_report.calculator_list(rulebook, width()), no_color=no_color)
        else:
            sys.stdout.write(worksheet_report.listed(rulebook, form))
        return
    calculator = rulebook.calculators.get(name)
    if calculator is None:
        near = nearest_name(name, rulebook.calculators)
        hint = f' (did you mean "{near}"?)' if near else ""
        raise refuse(f'unknown calculator "{name}"{hint}; stemfunds calc lists them')
    funds = fund_names(rulebook)
    asked = example_answers(calculator, funds) if example else Asked(calculator, funds)
    if plan is not None:
        _fill(asked, plan, award, rulebook, judged_on(as_of))
    if rows is not None:
        _read(asked, rows)
    asked.take(given or ())
    if not asked.wrong and sys.stdin.isatty() and sys.stderr.isatty():
        _ask(asked)
    _refuse_gaps(asked)
    try:
        sheet = work_out(calculator, asked.answers(), rulebook)
    except CannotWorkOutError as stopped:
        raise refuse(f"{calculator.id}: {stopped}") from None
    if form == "table":
        show(worksheet_report.table(sheet, rulebook, width()), no_color=no_color)
    else:
        sys.stdout.write(
            worksheet_report.document(sheet, rulebook) if form == "json" else worksheet_report.markdown(sheet, rulebook)
        )


def _fill(asked: Asked, plan: Path, award: str, rulebook: Rulebook, as_of: date) -> None:
    """Answers from a plan."""
    from stemfunds.judging.plan_answers import WrongAwardError, plan_answers
    from stemfunds.judging.vocabulary import plan_vocabulary
    from stemfunds.plan.reader import read_plan

    try:
        values, lists = plan_answers(asked.calculator, read_plan(plan, plan_vocabulary(rulebook)), award, rulebook, as_of)
    except WrongAwardError as wrong:
        raise refuse(f"{plan}: {wrong}") from None
    asked.values.update(values)
    asked.rows.update(lists)


def _read(asked: Asked, path: Path) -> None:
    """A list from a CSV file."""
    from stemfunds.calculate.rows import read_rows

    lists = [one for one in asked.calculator.inputs if one.unit == "rows"]
    if not lists:
        raise refuse(f"{asked.calculator.id} takes no list; --rows is not for it")
    asked.rows[lists[0].id] = read_rows(path, lists[0], asked.funds)


def _ask(asked: Asked) -> None:
    """Ask on the terminal for what is missing, until it can be read."""
    for question in asked.missing():
        if question.unit == "rows":
            continue
        words = question.question
        if question.choices:
            words += " " + "; ".join(f"{choice}: {means}" for choice, means in question.choices.items())
        while not asked.answer(question, str(typer.prompt(words, err=True))):
            print(asked.wrong.pop(), file=sys.stderr)
            asked.wrong.clear()


def _refuse_gaps(asked: Asked) -> None:
    """End the call with everything that is wrong and everything that is missing."""
    told = list(asked.wrong)
    for question in asked.missing():
        if question.id in asked.unread:
            continue  # it was answered, and what is wrong with the answer is told already
        how = (
            f"--rows FILE with {', '.join(column.id for column in question.columns)}"
            if question.columns
            else f"--set {question.id}=…"
        )
        told.append(f"missing {question.id}: {question.question} ({how})")
    if told:
        name = asked.calculator.id
        raise refuse("\n".join(one if one.startswith(f"{name} ") else f"{name}: {one}" for one in told))

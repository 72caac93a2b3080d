"""One round of `stemfunds check`: read, judge, accept what a baseline accepts, and report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stemfunds.cli.options import refuse
from stemfunds.cli.plans import plan_of_call
from stemfunds.interface import judge, load_rulebook
from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.reading.problems import Problem, UnusableInput
from stemfunds.reporting.output import FOR_PIPELINES, report, report_to_pipeline
from stemfunds.reporting.styled import Line
from stemfunds.rulebook.model import Rulebook

EVERYTHING = "all"
"""What `--explain` takes for every finding of a plan."""
_ALL_ALLOWABLE = "Every verdict is allowable: nothing to explain"


@dataclass(frozen=True, slots=True)
class Round:
    """What one round judges and how it tells."""

    plans: Sequence[Path]
    packs: Sequence[Path]
    as_of: date
    form: str
    fail_on: Verdict
    baseline: Path | None = None
    state: str = ""
    quiet: bool = False
    color: bool = True
    lines: Path | None = None
    annotate: Path | None = None
    explain: str | None = None


def run_round(asked: Round) -> tuple[list[PlanResult], bool]:
    """Judge and report; the results, and whether one of them stands at or above `fail_on`.

    Raises UnusableInput with the problems of all files that cannot be used, after the others are reported.
    """
    rulebook = load_rulebook(asked.packs)
    results, problems = list[PlanResult](), list[Problem]()
    for path in asked.plans:
        try:
            plan = _read(path, rulebook, asked.lines)
            for remark in plan.remarks:
                print(remark, file=sys.stderr)
            _tell_of_another_state(plan, asked.state)
            results.append(judge(plan, rulebook, asked.as_of))
        except UnusableInput as unusable:
            problems += unusable.problems
    verdicts = [result.verdict for result in results]
    if asked.baseline is not None:
        from stemfunds.baseline.applying import accept, standing
        from stemfunds.baseline.model import Baseline
        from stemfunds.reading.side_file import read_side_file

        accepted = read_side_file(asked.baseline, Baseline)
        results = [accept(result, accepted, rulebook) for result in results]
        verdicts = [standing(result) for result in results]
    if asked.annotate is not None:
        if asked.lines is not None:
            _annotate_lines(asked.lines, asked.annotate, results, problems, asked.quiet)
        else:
            _annotate(asked.plans[0], asked.annotate, results, problems, asked.quiet)
    if asked.form in FOR_PIPELINES:
        report_to_pipeline(results, rulebook, asked.form, asked.fail_on, problems)
    elif results:
        report(results, rulebook, asked.form, quiet=asked.quiet, color=asked.color)
        if asked.explain is not None:
            _explain(results, rulebook, asked)
    if problems:
        sys.stdout.flush()
        raise UnusableInput(problems)
    return results, any(verdict.at_least_as_bad_as(asked.fail_on) for verdict in verdicts)


def _explain(results: Sequence[PlanResult], rulebook: Rulebook, asked: Round) -> None:
    """The reasoning below the table; a rule that has nothing to say of a plan is told on standard error."""
    from stemfunds.cli.printing import show
    from stemfunds.explaining.choosing import NothingToExplainError, all_findings, deciding_findings, explanations, told_once
    from stemfunds.explaining.explaining import Explainer
    from stemfunds.explaining.report import Folding, explanation_lines
    from stemfunds.reporting.output import width

    for result in results:
        explainer, title = Explainer(result, rulebook), ""
        try:
            if asked.explain == EVERYTHING:
                found = [explainer.finding(finding) for finding in all_findings(result)]
            elif asked.explain:
                found = explanations(explainer, asked.explain)
            else:
                found = told_once(explainer.finding(finding) for finding in deciding_findings(result))
                title = "The reasoning behind each verdict worse than allowable, the worst first" if found else _ALL_ALLOWABLE
        except NothingToExplainError as nothing:
            print(f"{result.plan.path}: {nothing}", file=sys.stderr)
            continue
        head: list[Line] = [[], [(title, "title")]] if title else []
        below: list[Line] = [[], *explanation_lines(found, width(), Folding())] if found else []
        show([*head, *below], no_color=not asked.color)


def _tell_of_another_state(plan: Plan, state: str) -> None:
    if state and plan.district.state != state:
        print(f"{plan.path}: a plan of {plan.district.state}; the settings are of {state}", file=sys.stderr)


def refuse_other_plans(plans: Sequence[Path], lines: Path | None, annotate: Path | None) -> None:
    """End a call that asks of several plans, or of a plan of another format, what is done with one."""
    if annotate is None and lines is None:
        return
    if len(plans) != 1:
        raise refuse(f"{'--lines' if annotate is None else '--annotate'} takes one plan, found {len(plans)}")
    if annotate is None:
        return
    if lines is not None:
        _refuse_other_lines(plans[0], lines, annotate)
        return
    if plans[0].suffix.lower() != ".xlsx" or annotate.suffix.lower() != ".xlsx":
        raise refuse(f"--annotate writes a copy of an Excel workbook (.xlsx), found {plans[0].name} and {annotate.name}")
    if annotate.exists() and annotate.resolve() == plans[0].resolve():
        raise refuse(f"{annotate}: this is the plan itself; --annotate writes another file")


def _refuse_other_lines(plan: Path, lines: Path, annotate: Path) -> None:
    """Findings on lines of their own file go into a copy of that file, in its format."""
    if annotate.suffix.lower() != lines.suffix.lower():
        raise refuse(
            f"--annotate writes a copy of {lines.name} with the findings; expected a name that ends in {lines.suffix}, "
            f"found {annotate.name}"
        )
    if annotate.exists() and any(annotate.resolve() == one.resolve() for one in (lines, plan)):
        raise refuse(f"{annotate}: this is the plan itself; --annotate writes another file")


def _annotate_lines(lines: Path, target: Path, results: Sequence[PlanResult], problems: Sequence[Problem], quiet: bool) -> None:
    """Write the findings, or the mistakes in what was typed, into a copy of a file of lines."""
    from stemfunds.workbook.annotate_lines import annotate_lines, annotate_problems_of_lines

    try:
        told = annotate_lines(lines, target, results[0]) if results else annotate_problems_of_lines(lines, target, problems)
    except OSError as error:
        raise refuse(f"{target}: cannot be written: {error.strerror}") from None
    except UnusableInput:
        return  # the lines cannot be read at all; what is wrong with them is told with the other problems
    if not quiet:
        more = f"; {told.elsewhere} more are about no line of it" if told.elsewhere else ""
        print(f"{target} written: {told.here} findings on its lines{more}.", file=sys.stderr)


def _annotate(plan: Path, target: Path, results: Sequence[PlanResult], problems: Sequence[Problem], quiet: bool) -> None:
    """Write the findings, or the mistakes in what was typed, back into a copy of a workbook."""
    from stemfunds.workbook.annotate import annotate_problems, annotate_result

    try:
        notes = annotate_result(plan, target, results[0]) if results else annotate_problems(plan, target, problems)
    except OSError as error:
        raise refuse(f"{target}: cannot be written: {error.strerror}") from None
    if not quiet:
        print(f"{target} written: {len(notes)} findings on the sheet Findings and on their cells.", file=sys.stderr)


def _read(path: Path, rulebook: Rulebook, lines: Path | None) -> Plan:
    if lines is not None:
        from stemfunds.workbook.csv_lines import read_plan_with_lines

        return read_plan_with_lines(path, lines, plan_vocabulary(rulebook))
    return plan_of_call(path, rulebook)

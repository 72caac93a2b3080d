"""A plan from one format into another: YAML, JSON and Excel, every value kept."""

from __future__ import annotations

from pathlib import Path

from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import FORMATS, Format, parse_plan, read_plan
from stemfunds.plan.writer import plan_json, plan_yaml
from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.model import Rulebook
from stemfunds.whole_file import write_whole


def convert_plan(source: Path, target: Path, rulebook: Rulebook) -> Plan:
    """Read a plan and write it in the format of the target's suffix; the plan that was read.

    What was written is read again before it takes its place; raises UnusableInput where the source cannot be read or
    the target's format is not known, and OSError where the target cannot be written.
    """
    format_of(target)
    plan = read_plan(source, plan_vocabulary(rulebook))
    write_plan(plan, target, rulebook)
    return plan


def format_of(target: Path) -> Format:
    """The format of a new plan file by its suffix; raises UnusableInput where it is not known."""
    form = FORMATS.get(target.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        message = f'cannot tell the format from "{target.suffix}"; expected {known}'
        Problems(str(target)).stop(Place(1, 1), message, found=target.suffix, expected=known)
    return form


def write_plan(plan: Plan, target: Path, rulebook: Rulebook) -> None:
    """Write a plan in the format of the target's suffix, read again before it takes its place."""
    form, vocabulary = format_of(target), plan_vocabulary(rulebook)
    if form == "xlsx":
        from stemfunds.workbook.writer import workbook_bytes

        content = workbook_bytes(rulebook, plan)
    else:
        content = (plan_json if form == "json" else plan_yaml)(plan, vocabulary).encode()
    if parse_plan(content, str(target), form, vocabulary) != plan:
        message = f"a value of the plan cannot be written as {target.suffix}; nothing was written"
        Problems(plan.path).stop(Place(1, 1), message)
    write_whole(target, content)

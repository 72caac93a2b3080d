"""What is said of a workbook written into a copy of it: comments on the cells, a sheet Findings, and nothing else changed.

Findings of a check, mistakes in what was typed, or what to look at in a plan that was copied into a new year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from stemfunds.judging.result import PlanResult
from stemfunds.reading.problems import Problem
from stemfunds.whole_file import write_whole
from stemfunds.workbook.comments import Cell, put_comments
from stemfunds.workbook.findings_sheet import MARK, put_findings
from stemfunds.workbook.layout import FINDINGS_SHEET
from stemfunds.workbook.marks import PackageView
from stemfunds.workbook.notes import NEW_YEAR_RULE, Note, notes_of, notes_of_problems
from stemfunds.workbook.package import safe_package
from stemfunds.workbook.parts import Parts
from stemfunds.workbook.reader import column_places, first_cell


def annotate_result(source: Path, target: Path, result: PlanResult) -> list[Note]:
    """Write a copy of the workbook with the findings of its plan; raises OSError where it cannot be written."""
    data = safe_package(source)
    notes = notes_of(result, column_places(data, str(source)))
    write_whole(
        target, annotated(data, str(source), notes, f"The plan is {result.verdict.value.replace('-', ' ')} as of {result.as_of}.")
    )
    return notes


def annotate_problems(source: Path, target: Path, problems: Sequence[Problem]) -> list[Note]:
    """Write a copy of the workbook with what keeps its plan from being read."""
    notes = notes_of_problems(problems)
    data = safe_package(source)
    write_whole(target, annotated(data, str(source), notes, "The plan cannot be judged until these are repaired."))
    return notes


def flagged(data: bytes, file: str, flags: Sequence[Note], summary: str) -> bytes:
    """The bytes of the workbook with what to look at; the next check replaces it with its findings."""
    return annotated(data, file, flags, f"{summary} {len(flags)} places to look at; each has a comment on its cell, too.", "")


def annotated(data: bytes, file: str, notes: Sequence[Note], summary: str, more: str | None = None) -> bytes:
    """The bytes of the workbook with notes; comments and findings of an earlier check are replaced. `more` stands behind the
    summary, in place of the number of findings.
    """
    parts, sheets = Parts(data, file), PackageView(data, file).sheets
    texts: defaultdict[str, dict[Cell, list[str]]] = defaultdict(lambda: defaultdict(list))
    for note in notes:
        if note.sheet in sheets and note.row and note.is_to_act:
            texts[note.sheet][note.row, note.column].append(_comment(note))
    for sheet, part in sheets.items():
        put_comments(parts, part, {cell: "\n\n".join(lines) for cell, lines in texts[sheet].items()})
    counted = f" {len(notes)} findings; those that need somebody to act stand on their cells as comments, too."
    put_findings(parts, notes, summary + (counted if more is None else more), _earlier_findings(data, file, sheets))
    return parts.packed()


def _earlier_findings(data: bytes, file: str, sheets: Mapping[str, str]) -> str | None:
    """The part of the sheet that an earlier check added, also after another program has saved the workbook."""
    named = [name for name in sheets if name.startswith(FINDINGS_SHEET)]
    if not named:
        return None
    rows = {name: first_cell(data, file, name) for name in named}
    return next((sheets[name] for name, cell in rows.items() if cell == MARK), None)


def _comment(note: Note) -> str:
    head = f"{note.severity.upper()}  {note.rule}" + (f"  ({note.fund})" if note.fund else "")
    if note.rule == NEW_YEAR_RULE:
        head = "LOOK AT THIS"
    to_do = f"What to do: {note.hint}" if note.hint else ""
    return "\n".join(line for line in (head, note.words, to_do, note.citation) if line)

"""Findings written back beside budget lines that stand in a file of their own: columns of a CSV file, comments of a workbook.

No cell that is there already changes, byte for byte: in CSV, cells are put behind those of a row, and what an earlier
check put there is taken away first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemfunds.judging.result import Finding, LineResult, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.problems import Problem, Problems
from stemfunds.whole_file import write_whole
from stemfunds.workbook.annotate import annotated
from stemfunds.workbook.csv_lines import lines_of_file
from stemfunds.workbook.lines_table import (
    ADDED,
    CsvRow,
    csv_of_lines,
    csv_rows,
    csv_text_of,
    encoding_of,
    lines_layout,
    separator_of,
    sheet_of_lines,
)
from stemfunds.workbook.notes import FORM_RULE, notes_of, notes_of_problems
from stemfunds.workbook.safe_text import csv_text

_MARK = b"\xef\xbb\xbf"
_BETWEEN = " | "
"""Stands between the findings of one line, each of which is in the same place of every added cell."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many findings stand in the file, and how many are about no line of it."""

    here: int
    elsewhere: int


def annotate_lines(source: Path, target: Path, result: PlanResult) -> Told:
    """Write a copy of the lines with the findings on them; raises OSError where it cannot be written."""
    data, file = lines_of_file(source), str(source)
    if source.suffix.lower() == ".csv":
        by_row = _by_row(result, file)
        write_whole(target, annotated_csv(data, file, {row: _cells(line) for row, line in by_row.items()}))
        here = sum(len(list(_to_act(line))) for line in by_row.values())
        every = {finding for finding in _all_of(result) if _is_to_act(finding)}
        on_lines = {finding for line in by_row.values() for finding in _to_act(line)}
        return Told(here, len(every - on_lines))
    table = sheet_of_lines(data, file, lines_layout())
    notes = notes_of(result, {table.table.sheet: table.columns})
    write_whole(
        target, annotated(data, file, notes, f"The plan is {result.verdict.value.replace('-', ' ')} as of {result.as_of}.")
    )
    return Told(len(notes), 0)


def annotate_problems_of_lines(source: Path, target: Path, problems: Sequence[Problem]) -> Told:
    """Write a copy of the lines with the mistakes that keep the plan from being read."""
    data, file = lines_of_file(source), str(source)
    if source.suffix.lower() == ".csv":
        here = [one for one in problems if one.file == file]
        rows: dict[int, list[Problem]] = {}
        for one in here:
            rows.setdefault(one.line, []).append(one)
        cells = {row: ("", *_joined((FORM_RULE, one.message, "") for one in found)) for row, found in rows.items()}
        write_whole(target, annotated_csv(data, file, cells))
        return Told(len(here), len(problems) - len(here))
    notes = notes_of_problems(problems)
    write_whole(target, annotated(data, file, notes, "The plan cannot be judged until these are repaired."))
    return Told(len(notes), 0)


# --- findings of lines --------------------------------------------------------------------------------------


def _by_row(result: PlanResult, file: str) -> dict[int, LineResult]:
    """The lines of the file by their rows."""
    places = {(activity.id, line.id): line.at for activity in result.plan.activities for line in activity.lines}
    found = ((places[activity.id, line.id], line) for activity in result.activities for line in activity.lines)
    return {at.line: line for at, line in found if at.file == file}


def _cells(line: LineResult) -> tuple[str, ...]:
    told = ((finding.rule, finding.message, finding.hint) for finding in _to_act(line))
    return (line.verdict.value.replace("-", " "), *_joined(told))


def _joined(told: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    rules, messages, hints = zip(*told, strict=True) if (told := list(told)) else ((), (), ())
    return tuple(_BETWEEN.join(texts).strip(_BETWEEN) for texts in (rules, messages, hints))


def _to_act(line: LineResult) -> Iterator[Finding]:
    """The findings of a line that ask somebody to act, each once, though several charges have it."""
    seen = set[tuple[str, str]]()
    for finding in (finding for charge in line.charges for finding in charge.findings):
        if _is_to_act(finding) and (finding.rule, finding.message) not in seen:
            seen.add((finding.rule, finding.message))
            yield finding


def _is_to_act(finding: Finding) -> bool:
    return finding.severity != "note" or finding.verdict is not Verdict.ALLOWABLE


def _all_of(result: PlanResult) -> Iterator[Finding]:
    for activity in result.activities:
        for line in activity.lines:
            yield from _to_act(line)
    yield from result.findings


# --- CSV ----------------------------------------------------------------------------------------------------


def annotated_csv(data: bytes, file: str, cells: Mapping[int, Sequence[str]]) -> bytes:
    """The file with the added cells, `cells` by row; what an earlier check added is replaced."""
    problems = Problems(file)
    heading_row = csv_of_lines(data, file, lines_layout(), problems).heading_row
    writer = _Writer(data, file)
    rows = list(csv_rows(data, file, problems))
    listed = [row for row in rows if row.begins >= heading_row]
    is_again = any(tuple(row.cells[-len(ADDED) :]) == ADDED for row in listed[:1])
    width = len(listed[0].cells) - len(ADDED) if is_again else max(len(row.cells) for row in listed)
    written = []
    for row in rows:
        if row.begins < heading_row or not any(row.cells):
            written.append(writer.as_it_is(row))
        else:
            added = ADDED if row.begins == heading_row else cells.get(row.begins, ())
            written.append(writer.with_cells(row, width, added, is_again))
    return writer.beginning + b"".join(written)


class _Writer:
    """Writes the rows of a file again: the bytes of its owner's cells are taken from the file and never encoded anew."""

    def __init__(self, data: bytes, file: str) -> None:
        self.separator = separator_of(csv_text_of(data, file))
        self.encoding = encoding_of(data)
        self.beginning = _MARK if data.startswith(_MARK) else b""
        self._data, self._offset = data, len(self.beginning)

    def as_it_is(self, row: CsvRow) -> bytes:
        """The bytes of the next row."""
        size = len(row.text.encode("utf-8")) if self.encoding == "utf-8" else len(row.text)
        self._offset += size
        return self._data[self._offset - size : self._offset]

    def with_cells(self, row: CsvRow, width: int, added: Sequence[str], is_again: bool) -> bytes:
        """The bytes of the next row with cells behind those of its owner, of which there are at most `width`."""
        # One sign for each byte, so that nothing is lost; the signs that part cells and rows are the same in both encodings.
        whole = self.as_it_is(row).decode("latin-1")
        text = whole.rstrip("\r\n")
        own = _raw_cells(text, self.separator)
        if is_again:
            own = own[:width]
        if added:
            own += [""] * (width - len(own))
        cells = [cell.encode("latin-1") for cell in own]
        cells += [self._quoted(csv_text(cell)).encode(self.encoding, errors="replace") for cell in added]
        return self.separator.encode().join(cells) + whole[len(text) :].encode("latin-1")

    def _quoted(self, text: str) -> str:
        needs = any(sign in text for sign in (self.separator, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if needs else text


def _raw_cells(text: str, separator: str) -> list[str]:
    """The cells of a row as they stand there, quotes and all."""
    sign = re.escape(separator)
    return [found[1] for found in re.finditer(rf'(?:^|{sign})("(?:[^"]|"")*"[^{sign}]*|[^{sign}]*)', text)]

"""A worked-out calculator as a table on the terminal, as Markdown and as JSON: the same steps in each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from stemfunds import __version__
from stemfunds.calculate.amounts import as_text, in_words, is_exact
from stemfunds.calculate.worksheet import Row, RowTable, TableColumn, Worksheet
from stemfunds.judging.findings import FindingMaker
from stemfunds.reporting.styled import Line, shortened, wrapped
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.terms import Citation

_VALUE = 17
_NUMERIC = ("money", "number", "count", "percent")


def calculator_list(rulebook: Rulebook, width: int) -> Iterator[Line]:
    """All calculators with one line each."""
    yield [("Calculators", "title")]
    yield []
    longest = max(map(len, rulebook.calculators), default=0)
    for _, calculator in sorted(rulebook.calculators.items()):
        yield from wrapped(calculator.title, width, longest + 4, first=[(f"  {calculator.id:<{longest}}  ", "rule")])
    yield []
    yield from wrapped("stemfunds calc NAME --example shows one; stemfunds calc NAME asks what it needs.", width, 0, "quiet")


def listed(rulebook: Rulebook, form: str) -> str:
    """The same as JSON or Markdown: the id of each, its title and what it works out."""
    found = [one for _, one in sorted(rulebook.calculators.items())]
    if form == "json":
        entries = [{"id": one.id, "title": one.title, "says": one.says} for one in found]
        return json.dumps({"stemfunds": __version__, "calculators": entries}, ensure_ascii=False, indent=2) + "\n"
    rows = "".join(f"| {one.id} | {one.title} | {one.says} |\n" for one in found)
    return f"| Calculator | Title | What it works out |\n| --- | --- | --- |\n{rows}"


def table(sheet: Worksheet, rulebook: Rulebook, width: int) -> Iterator[Line]:
    """The worksheet in columns: letter, label, value; below each step its arithmetic and its source."""
    above: Line | None = None
    for line in _lines(sheet, rulebook, width):
        if line or above:
            yield line
        above = line


def _lines(sheet: Worksheet, rulebook: Rulebook, width: int) -> Iterator[Line]:
    cited = FindingMaker(rulebook)
    yield from wrapped(sheet.title, width, 0, "title")
    yield from wrapped(sheet.says, width, 0, "quiet")
    yield []
    for entry in sheet.entries:
        if isinstance(entry, RowTable):
            yield from _grid(entry, cited, width)
        elif entry.value is not None:
            yield from _row(entry, cited, width, entry.letter == sheet.result)
    yield []
    for note in (*_left_open(sheet), *_rounding(sheet), *sheet.notes):
        yield from wrapped(note, width, 2, "quiet", first=[("- ", "quiet")])
    yield from wrapped(f"Rests on {sources(sheet.cite, cited)}.", width, 2, "quiet", first=[("- ", "quiet")])


def _row(row: Row, cited: FindingMaker, width: int, is_result: bool) -> Iterator[Line]:
    style = "rule" if is_result else ""
    space = max(width - _VALUE - 6, 20)
    first, *rest = wrapped(row.label, space + 5, 5, style, first=[(f"{row.letter:<4} ", "rule")])
    filled = sum(len(text) for text, _ in first)
    yield [*first, (" " * max(space + 5 - filled, 1) + f"{row.words:>{_VALUE}}", style)]
    yield from rest
    below = [row.arithmetic, row.note, sources(row.cite, cited)]
    for text in below:
        if text:
            yield from wrapped(text, width - _VALUE, 7, "quiet")


def _grid(grid: RowTable, cited: FindingMaker, width: int) -> Iterator[Line]:
    """A table with one line for each member of a list; where it is too wide, each member has its values below its name."""
    columns = [column for number, column in enumerate(grid.columns) if any(cells[number] is not None for cells in grid.cells)]
    if not grid.cells:
        return
    yield []
    for column in columns:
        if column.letter:
            text = f"{column.label}: {column.formula}"
            yield from wrapped(text, width, 5, first=[(f"{column.letter:<4} ", "rule")])
            if column.note or column.cite:
                told = " ".join(part for part in (column.note, sources(column.cite, cited)) if part)
                yield from wrapped(told, width - _VALUE, 7, "quiet")
    kept = [grid.columns.index(column) for column in columns]
    body = [[in_words(cells[number], grid.columns[number].unit) for number in kept] for cells in grid.cells]
    heads = [_head(column) for column in columns]
    widths = [max(len(head), *(len(cells[at]) for cells in body)) for at, head in enumerate(heads)]
    if 2 + sum(widths) + 2 * len(widths) > width:
        yield from _stacked(heads, body, width)
    else:
        right = [column.unit in _NUMERIC for column in columns]
        yield [("  " + "  ".join(_cell(head, size, end) for head, size, end in zip(heads, widths, right, strict=True)), "quiet")]
        for cells in body:
            yield [("  " + "  ".join(_cell(text, size, end) for text, size, end in zip(cells, widths, right, strict=True)), "")]
    yield []


def _stacked(heads: list[str], body: list[list[str]], width: int) -> Iterator[Line]:
    for name, *values in body:
        yield [("  " + shortened(name, width - 2), "")]
        yield from wrapped("; ".join(f"{head} {value}" for head, value in zip(heads[1:], values, strict=True)), width, 5)


def _head(column: TableColumn) -> str:
    return f"{column.letter} {column.label}" if column.letter else column.label


def _cell(text: str, size: int, right: bool) -> str:
    return f"{text:>{size}}" if right else f"{text:<{size}}"


def _left_open(sheet: Worksheet) -> Iterator[str]:
    """The steps that nothing was given for; they stand in the JSON, and here by letter only."""
    letters = [entry.letter for entry in sheet.entries if isinstance(entry, Row) and entry.value is None]
    if letters:
        yield f"Not needed, or not given: {', '.join(letters)}."


def _rounding(sheet: Worksheet) -> Iterator[str]:
    rows = (entry for entry in sheet.entries if isinstance(entry, Row))
    values = [
        (value, column.unit)
        for one in sheet.entries
        if isinstance(one, RowTable)
        for number, column in enumerate(one.columns)
        for value in (cells[number] for cells in one.cells)
    ]
    if any(not row.exact for row in rows) or any(value is not None and not is_exact(value, unit) for value, unit in values):
        yield "≈ marks a value that goes on; the next step uses all of it."


def sources(cite: tuple[Citation, ...], cited: FindingMaker) -> str:
    """Citations as people read them, each once."""
    return "; ".join(dict.fromkeys(one.short for one in cited.cited(cite)))


# --- Markdown ---------------------------------------------------------------------------------------------------------


def markdown(sheet: Worksheet, rulebook: Rulebook) -> str:
    """The worksheet as a Markdown document."""
    from stemfunds.reporting.markdown_report import escaped

    cited = FindingMaker(rulebook)
    lines = [f"# {escaped(sheet.title)}", "", escaped(sheet.says), ""]
    head = ["", "| Step | What | Arithmetic | Value | Source |", "| --- | --- | --- | ---: | --- |"]
    in_table = False
    for entry in sheet.entries:
        if isinstance(entry, RowTable):
            lines += _markdown_grid(entry)
            in_table = False
        elif entry.value is not None:
            lines += [] if in_table else head[0 if lines[-1] else 1 :]
            in_table = True
            words = f"**{escaped(entry.words)}**" if entry.letter == sheet.result else escaped(entry.words)
            label = ". ".join(part for part in (entry.label.removesuffix("?") if entry.note else entry.label, entry.note) if part)
            cells = (entry.letter, escaped(label), escaped(entry.arithmetic), words, escaped(sources(entry.cite, cited)))
            lines.append(f"| {' | '.join(cells)} |")
    lines.append("")
    lines += [f"- {escaped(note)}" for note in (*_left_open(sheet), *_rounding(sheet), *sheet.notes)]
    lines.append(f"- Rests on {escaped(sources(sheet.cite, cited))}.")
    return "\n".join(lines) + "\n"


def _markdown_grid(grid: RowTable) -> Iterator[str]:
    from stemfunds.reporting.markdown_report import escaped

    kept = [n for n, _ in enumerate(grid.columns) if any(cells[n] is not None for cells in grid.cells)]
    if not grid.cells:
        return
    yield ""
    for number in kept:
        column = grid.columns[number]
        if column.letter:
            yield f"- **{column.letter}** {escaped(column.label)}: {escaped(column.formula)}"
    yield ""
    yield f"| {' | '.join(escaped(_head(grid.columns[number])) for number in kept)} |"
    yield f"| {' | '.join('---:' if grid.columns[number].unit in _NUMERIC else '---' for number in kept)} |"
    for cells in grid.cells:
        yield f"| {' | '.join(escaped(in_words(cells[number], grid.columns[number].unit)) for number in kept)} |"
    yield ""


# --- JSON -------------------------------------------------------------------------------------------------------------


def document(sheet: Worksheet, rulebook: Rulebook) -> str:
    """The worksheet as one JSON object. Money is decimal text; `exact` says whether the text shows all of a value."""
    cited = FindingMaker(rulebook)
    whole = {
        "stemfunds": __version__,
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "calculator": sheet.calculator,
        "title": sheet.title,
        "says": sheet.says,
        "result": sheet.result or None,
        "steps": [_step(entry, cited) if isinstance(entry, Row) else _rows(entry, cited) for entry in sheet.entries],
        "notes": list(sheet.notes),
        "citations": _citations(sheet.cite, cited),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _step(row: Row, cited: FindingMaker) -> dict[str, Any]:
    return {
        "step": row.letter,
        "label": row.label,
        "formula": row.formula or None,
        "numbers": row.numbers or None,
        "rounding": row.rounding or None,
        "unit": row.unit,
        "value": None if row.value is None else row.text,
        "exact": row.exact,
        "note": row.note or None,
        "citations": _citations(row.cite, cited),
    }


def _rows(grid: RowTable, cited: FindingMaker) -> dict[str, Any]:
    return {
        "over": grid.over,
        "columns": [
            {
                "step": column.letter or None,
                "label": column.label,
                "formula": column.formula or None,
                "unit": column.unit,
                "citations": _citations(column.cite, cited),
            }
            for column in grid.columns
        ],
        "rows": [
            [None if value is None else as_text(value, column.unit) for value, column in zip(cells, grid.columns, strict=True)]
            for cells in grid.cells
        ],
    }


def _citations(cite: tuple[Citation, ...], cited: FindingMaker) -> list[dict[str, Any]]:
    return [
        {"source": one.source, "pinpoint": one.pinpoint, "text": one.text, "url": one.url or None} for one in cited.cited(cite)
    ]

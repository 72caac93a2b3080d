"""The two sheets that list no parts: District, one field a row, and Facts, one answer a row."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.reading.nodes import Mapping, Node, Place, Scalar
from stemfunds.workbook.cells import answer_spec
from stemfunds.workbook.computed import computed_headings
from stemfunds.workbook.headings import find_headings, plain_heading
from stemfunds.workbook.layout import FACTS, FORM, Column, form_columns
from stemfunds.workbook.records import Grid, headings_of, put


def form_node(grid: Grid, remarks: list[str]) -> Mapping:
    """What a plan has once: title, district, period. A field whose cell is empty knows the place of that cell."""
    node = Mapping([], 1, 1, table=grid.table, blanks={})
    found = find_headings(grid.rows, FORM.columns, FORM.part, ("What it is",))
    places = {column.name: place for place, column in found.columns.items()} if found is not None else {}
    label_at, value_at = places.get("field", 0), places.get("answer", 1)
    known = {plain_heading(column.heading): column for column in form_columns()}
    known.update({plain_heading(column.path[-1]): column for column in form_columns() if column.path[:-1] == ("district",)})
    for number, row in enumerate(grid.rows, 1):
        label = row[label_at] if label_at < len(row) else ""
        column = known.get(plain_heading(label)) if isinstance(label, str) else None
        if column is None:
            _remark_value(grid, number, row, label, value_at, found is not None and number > found.row + 1, remarks)
            continue
        value = row[value_at] if value_at < len(row) else ""
        if grid.cells.is_blank(value, number, value_at + 1):
            _note_blank(node, column, Place(number, value_at + 1, grid.table))
        elif (read := grid.cells.node(value, number, value_at + 1, column.spec)) is not None:
            put(node, column.path, read)
    return node


def _note_blank(node: Mapping, column: Column, place: Place) -> None:
    """Remember the empty cell of a field, in the record to which it belongs."""
    inner: Node | None = node
    for name in column.path[:-1]:
        inner = inner.get(name) if isinstance(inner, Mapping) else None
    if not isinstance(inner, Mapping) and column.path[0] == "district":  # every plan has one, also when all cells are empty
        inner = Mapping([], place.line, place.column, table=place.table, blanks={})
        put(node, column.path[:-1], inner)
    if isinstance(inner, Mapping):
        inner.blanks = {**(inner.blanks or {}), column.path[-1]: place}


def _remark_value(grid: Grid, number: int, row: object, label: object, value_at: int, below: bool, remarks: list[str]) -> None:
    """A row with an answer under a name that is no field is told, because nothing that was typed is lost in silence."""
    assert isinstance(row, list)
    has_value = value_at < len(row) and not grid.cells.is_blank(row[value_at], number, value_at + 1)
    if below and has_value and isinstance(label, str) and label.strip():
        remarks.append(
            f'{grid.table.file}: sheet {grid.table.sheet}: the row "{label.strip()}" is not part of a plan and was not read'
        )


def facts_of(grid: Grid, vocabulary: Vocabulary, remarks: list[str]) -> Iterator[tuple[Scalar, Scalar, Scalar, Node]]:
    """Every answer with what it is about, the id of that, and the fact; rows without an answer are questions still open."""
    found = headings_of(grid, FACTS, computed_headings(FACTS.name), remarks)
    if found is None:
        return
    places = {column.name: place for place, column in found.columns.items()}
    for number, row in enumerate(grid.rows[found.row + 1 :], found.row + 2):
        values = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        if "answer" not in values or grid.cells.is_blank(values["answer"], number, places["answer"] + 1):
            continue
        about, identity, fact = (_scalar(grid, values, places, name, number) for name in ("about", "id", "fact"))
        fact.text = grid.cells.words.fact(fact.text)
        spec = answer_spec(fact.text, (vocabulary.facts or {}).get(fact.text))
        answer = grid.cells.node(values["answer"], number, places["answer"] + 1, spec)
        if answer is not None:
            yield about, _spelled(grid, about, identity), fact, answer


def _scalar(grid: Grid, values: dict[str, object], places: dict[str, int], name: str, number: int) -> Scalar:
    column = FACTS.column(name)
    if column is None or name not in places or grid.cells.is_blank(values[name], number, places[name] + 1):
        return Scalar("", number, places.get(name, 0) + 1, True, grid.table)
    node = grid.cells.node(values[name], number, places[name] + 1, column.spec)
    return node if isinstance(node, Scalar) else Scalar("", number, places[name] + 1, True, grid.table)


def _spelled(grid: Grid, about: Scalar, identity: Scalar) -> Scalar:
    known = grid.cells.words.ids.get(about.text.lower(), {})
    identity.text = known.get(identity.text.casefold()) or identity.text
    return identity

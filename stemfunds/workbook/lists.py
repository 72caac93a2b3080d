"""The words that cells may hold: for the dropdowns on a hidden sheet, for people on the sheet Words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from stemfunds.plan.vocabulary import Vocabulary, ids_of
from stemfunds.reading.nodes import column_letters
from stemfunds.reading.places import STATES
from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.layout import FACTS, LISTS_SHEET, Column, form_columns, sheets
from stemfunds.workbook.safe_text import write_text
from stemfunds.workbook.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

WORDS_SHEET = "Words"
_FACT, _QUESTION, _FACT_OF_CHOICE, _CHOICE = "Fact", "Question", "Fact of choice", "Choice"


class Lists:
    """The lists of one workbook, each a column of the hidden sheet."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.columns: dict[str, Sequence[str]] = {"yes-no": ("yes", "no"), "state": tuple(STATES)}
        for form, words in (
            ("fund", vocabulary.funds),
            ("kind", vocabulary.kinds),
            ("item", vocabulary.items),
            ("object", vocabulary.objects),
            ("rule", vocabulary.rules),
        ):
            self.columns[form] = sorted(ids_of(words) or ())
        for column in _all_columns():
            if column.spec.choices:
                self.columns[_choices_name(column)] = column.spec.choices
        self._add_facts(vocabulary)

    def _add_facts(self, vocabulary: Vocabulary) -> None:
        shapes = {name: shape for name, shape in sorted((vocabulary.facts or {}).items()) if not shape.built_in}
        self.columns[_FACT], self.columns[_QUESTION] = list(shapes), [shape.question for shape in shapes.values()]
        answers = [
            (name, word)
            for name, shape in shapes.items()
            for word in (("yes", "no") if shape.type == "yes-no" else tuple(shape.choices))
        ]
        self.columns[_FACT_OF_CHOICE], self.columns[_CHOICE] = [name for name, _ in answers], [word for _, word in answers]

    def places(self) -> Mapping[str, int]:
        """The column of each list, from 1."""
        return {name: number for number, name in enumerate(self.columns, 1)}

    def last_row(self) -> int:
        """The last row that any list reaches, from 1."""
        return max(map(len, self.columns.values())) + 1

    def source(self, column: Column) -> str | None:
        """What a dropdown of a column lists, as a formula; None where the column takes any value."""
        form = column.spec.form.removesuffix("-list")
        name = _choices_name(column) if column.spec.choices else form
        if form == "fact":
            name = _FACT
        return self._range(name) if self.columns.get(name) else None

    def answers(self, fact_cell: str) -> str:
        """The answers that fit the fact in a cell; for facts with a free answer the list is empty."""
        facts, choices = self._range(_FACT_OF_CHOICE), self._range(_CHOICE)
        first = choices.partition(":")[0].removeprefix("=")
        facts = facts.removeprefix("=")
        return f"=OFFSET({first},MATCH({fact_cell},{facts},0)-1,0,COUNTIF({facts},{fact_cell}),1)"

    def write(self, sheet: Worksheet, styles: Styles) -> None:
        """Write all lists; the sheet is hidden."""
        text = styles.plain_text()
        for number, (name, words) in enumerate(self.columns.items()):
            sheet.write_string(0, number, name, styles.heading)
            for row, word in enumerate(words, 1):
                write_text(sheet, row, number, word, text)
        sheet.hide()
        sheet.protect()

    def _range(self, name: str) -> str:
        letters = column_letters(self.places()[name])
        return f"={LISTS_SHEET}!${letters}$2:${letters}${len(self.columns[name]) + 1}"


def _choices_name(column: Column) -> str:
    return f"{column.spec.owner}.{column.name}"


def _all_columns() -> Iterable[Column]:
    yield from form_columns()
    yield from (column for column in FACTS.columns)
    for layout in sheets():
        yield from layout.columns


def words_table(rulebook: Rulebook) -> list[tuple[str, str, str, str]]:
    """For people: sort, word, name, and what it means, of all words that the dropdowns hold."""
    rows = [("Fund", fund.id, fund.name, fund.purpose) for fund in rulebook.funds.values()]
    rows += [("Activity kind", kind.id, kind.name, kind.means) for kind in rulebook.kinds.values()]
    classes = {one.id: one.title for one in rulebook.object_classes.values()}
    rows += [("Cost item", item.id, item.name, f"Object class: {classes[item.object]}.") for item in rulebook.items.values()]
    rows += [("Object class", one.id, one.title, one.means) for one in rulebook.object_classes.values()]
    rows += [("Goal", goal.id, goal.title, goal.means) for goal in rulebook.goals.values()]
    asked = sorted((fact for fact in rulebook.facts.values() if not fact.built_in), key=lambda fact: fact.name)
    rows += [("Fact", fact.name, fact.question, _choices(fact.choices)) for fact in asked]
    return rows


def _choices(choices: Mapping[str, str]) -> str:
    return "; ".join(f"{word}: {means}" if means else word for word, means in choices.items())

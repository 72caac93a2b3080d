"""The justification as a document of no format: what is said, in which order, and what each figure is.

Builders in `stemfunds.justify.parts` make it from a judged plan; a renderer walks it and decides only how it
looks. A renderer must know the blocks and cells of this module and nothing else, so all formats say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from stemfunds.judging.verdicts import Verdict

Manner = Literal["plain", "strong", "quiet", "missing"]
RowRole = Literal["body", "subtotal", "total", "foot"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one manner: `missing` marks what the plan does not give; `url` makes a link."""

    text: str
    manner: Manner = "plain"
    url: str = ""


Text: TypeAlias = tuple[Span, ...]


# --- cells --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Text in a cell, in one or more paragraphs."""

    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """Cents. Nothing was budgeted where it is None."""

    cents: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number of things; None where the plan does not say."""

    value: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, both in cents; a renderer prints a percentage with one decimal."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date; None where there is none."""

    on: date | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, with what stands under it in the cell."""

    verdict: Verdict
    below: tuple[Text, ...] = ()


Cell: TypeAlias = Words | Money | Count | Share | Day | Judged


# --- blocks -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a `lead` opens a section, a `note` explains a table."""

    text: Text
    role: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Standing:
    """A verdict on a line of its own, with what is said behind it."""

    verdict: Verdict
    behind: Text = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """Short texts, each behind its label: the facts of an activity."""

    entries: tuple[tuple[str, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    entries: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; widths are relative to each other."""

    title: str
    width: float
    align: Literal["left", "right", "center"] = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with one cell for each column."""

    cells: tuple[Cell, ...]
    role: RowRole = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; the number is given when the document is put together."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its whole in cents, and the cents of each key of the chart, in the keys' order."""

    label: str
    cents: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StackedBars:
    """A chart of money; `keys` are number and name of each part. The table that follows holds the same figures."""

    caption: str
    keys: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """One award in time: its window, the last day to pay, and the first and last obligation of the plan."""

    label: str
    opens: date | None
    closes: date | None
    liquidate_by: date | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A chart of windows and obligations, seen on a day. The table that follows holds the same dates."""

    caption: str
    periods: tuple[Period, ...]
    seen_on: date
    number: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """One box to tick: a duty, its number in the document, and what stands under it."""

    number: str
    text: Text
    details: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """Boxes to tick."""

    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A text that nobody should miss."""

    title: str
    text: Text


@dataclass(frozen=True, slots=True)
class Signatures:
    """Empty lines for people to sign on, by role. Nothing is ever signed by a program."""

    roles: tuple[str, ...]


Chart: TypeAlias = StackedBars | Timeline
"""A renderer that cannot draw leaves these out: nothing is told by a chart alone."""

Block: TypeAlias = Paragraph | Standing | Labelled | Bullets | Table | Chart | Checklist | Notice | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()
    new_page: bool = False
    wide: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would stand under the heading."""
        return not self.blocks and all(part.is_empty for part in self.parts)


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: whose plan it is, how far it has come, and the facts that identify it.

    A document that judges no plan as a whole has no verdict. A letter has the lines of its `letterhead` in place of a page of
    its own.
    """

    title: str
    district: str
    plan: str
    verdict: Verdict | None
    status: str
    entries: tuple[tuple[str, tuple[Text, ...]], ...]
    statement: Text
    letterhead: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole justification.

    One that `is_short` is set for a few pages: its cover is the head of its first page, its type and its gaps are
    smaller, and paper goes without charts, since a bar or two say no more than the table that follows.
    """

    cover: Cover
    sections: tuple[Section, ...]
    is_draft: bool
    title: str
    author: str
    as_of: date
    version: str
    digest: str
    language: str = "en-US"
    is_short: bool = False

    @property
    def footer(self) -> str:
        """What every page says at its foot: plan, rulebook, date of the check."""
        return f"{self.title} · rulebook {self.version}, {self.short_digest} · as of {self.as_of.isoformat()}"

    @property
    def short_digest(self) -> str:
        """The first twelve signs of the rulebook's digest: enough to tell two versions apart on paper."""
        return self.digest.removeprefix("sha256:")[:12]

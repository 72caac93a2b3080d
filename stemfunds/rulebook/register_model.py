"""The registers as typed data: what of the law, the letter and the sheets is encoded, and what is not judged here."""

from typing import Literal

from stemfunds.rulebook.terms import Citation, Frozen


class Program(Frozen, frozen=True):
    """The register's entry for a fund: what is encoded and what is not."""

    fund: str
    encoded: Literal["full", "partial", "none"]
    verified_through: str = ""
    status: str = ""
    known_gaps: tuple[str, ...] = ()


class SheetRow(Frozen, frozen=True):
    """A numbered paragraph or table row of a fact sheet: what encodes it, or why it is not a rule."""

    row: str
    encoded_by: tuple[str, ...] = ()
    not_a_rule: str = ""


class Sheet(Frozen, frozen=True):
    """A fact sheet that the rules were written from, row by row."""

    id: str
    title: str
    rows: tuple[SheetRow, ...]


class LetterExample(Frozen, frozen=True):
    """An example of the Dear Colleague Letter, with the grade of what was read of it."""

    id: str
    section: str
    who: str
    kinds: tuple[str, ...]
    fund: str
    paraphrase: str
    rests_on: tuple[Citation, ...]
    grade: str
    condition: str = ""


class LetterGrade(Frozen, frozen=True):
    """How much of the letter was read for an example, and what may therefore be said of it."""

    id: str
    means: str
    tool_may_say: str


class Reference(Frozen, frozen=True):
    """A program that is not judged here and could be worth a look, with the restriction that decides."""

    id: str
    name: str
    agency: str
    who_applies: str
    kinds: tuple[str, ...]
    could_pay: str
    restriction: str
    assistance_listing: str = ""
    status: str = ""
    cite: tuple[Citation, ...] = ()

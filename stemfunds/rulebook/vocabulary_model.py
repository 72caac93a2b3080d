"""The words of the rules as typed data: sources, facts, kinds, items, dated figures and conditions with a name."""

from typing import Literal

import msgspec

from stemfunds.rulebook.calculator_model import WorkedOut
from stemfunds.rulebook.terms import Citation, Condition, Frozen

FactType = Literal["yes-no", "choice", "choices", "money", "number", "percent", "date", "text"]
DecidedBy = Literal["usual", "district", "others"]
"""Who decides a fact. Usually what is asked of an activity or a line is the district's to decide, and nothing else is."""


class Verification(Frozen, frozen=True):
    """How a source was checked: the text itself (read), a report of it (secondary), or not at all (memory)."""

    how: Literal["read", "secondary", "memory"]
    text: str = ""
    on: str | None = None


class Source(Frozen, frozen=True):
    """One section of law or guidance that rules may cite."""

    id: str
    name: str
    weight: str
    verified: Verification
    title: str = ""
    code: str = ""
    url: str = ""


class Fact(Frozen, frozen=True):
    """A typed input that rules read, with the question that asks for it.

    ``worked_out`` names the steps of calculators that give it where the plan does not; the first that can does. ``usually`` is
    the answer of an ordinary district where tests assume the exception that a rule is about.
    """

    id: str
    type: FactType
    question: str
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    why: str = ""
    built_in: bool = False
    always: bool = False
    called: str = ""
    decided_by: DecidedBy = "usual"
    tests_assume: str | tuple[str, ...] | None = None
    usually: str | tuple[str, ...] | None = None
    worked_out: tuple[WorkedOut, ...] = ()

    @property
    def scope(self) -> str:
        """The first word of the id: where the fact belongs."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The short name, as a plan writes it under ``facts:``."""
        return self.id.partition(".")[2]


class Kind(Frozen, frozen=True):
    """What an activity is."""

    id: str
    name: str
    group: str
    means: str
    also_called: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    letter_sections: tuple[str, ...] = ()
    incidental: bool = False
    never_primary: bool = False


class Item(Frozen, frozen=True):
    """What a line buys. ``obligated`` says when 34 CFR 76.707 counts it as obligated.

    ``kind`` is what a line with this item is judged as; a line may name another kind, unless it ``kind_stays``.
    """

    id: str
    name: str
    object: str
    obligated: Literal["commitment", "performed", "taken", "used", "received", "closeout"]
    kind: str = ""
    kind_stays: bool = False
    also_called: tuple[str, ...] = ()
    cite: tuple[Citation, ...] = ()


class Named(Frozen, frozen=True):
    """An entry of a short ordered list of the rulebook: a ladder step, goal, object class, framework, reason or list word."""

    id: str
    title: str
    number: int = 0
    means: str = ""
    in_indirect_base: bool = False
    also_called: tuple[str, ...] = ()


class FigureValue(Frozen, frozen=True):
    """The value of a figure from a date on, until the next entry."""

    since: str
    value: int | str
    cite: tuple[Citation, ...]


class Figure(Frozen, frozen=True):
    """An amount, percentage or count that the law changes over time."""

    id: str
    says: str
    unit: Literal["money", "percent", "number", "days", "months"]
    chosen_by: str
    values: tuple[FigureValue, ...]


class Definition(Frozen, frozen=True):
    """A condition with a name."""

    id: str
    says: str
    means: Condition
    cite: tuple[Citation, ...]

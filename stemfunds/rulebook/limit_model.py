"""Limits as typed data: a cap or floor over sums of a plan, and the bases that they are taken of."""

from typing import Literal

from stemfunds.rulebook.rule_model import Selector
from stemfunds.rulebook.terms import Citation, Condition, FactRef, FigureRef, Frozen, Value


class Counted(Frozen, frozen=True, tag="counted"):
    """Which charges a limit adds up: a static choice and, if wanted, a condition."""

    selector: Selector = Selector()
    where: Condition | None = None


class LeftOut(Frozen, frozen=True):
    """A part of a base that does not count: charges (of each, what is above ``beyond`` where that is given), or the
    amount that a fact gives.
    """

    id: str
    says: str
    counts: Counted | None = None
    beyond: FigureRef | None = None
    amount: FactRef | None = None


class Base(Frozen, frozen=True):
    """What the charges of an award add up to, less what is left out: a base with a name, such as that of an indirect rate."""

    id: str
    says: str
    counts: Counted
    leaves_out: tuple[LeftOut, ...]
    cite: tuple[Citation, ...]


class BaseRef(Frozen, frozen=True, tag="base"):
    """A base by its name."""

    base: str


class Limit(Frozen, frozen=True):
    """A cap or floor over sums of a plan: a bound, a base, and which charges count.

    ``calculator`` works out the same sum; where none does, ``no_calculator`` says why none is needed.
    """

    id: str
    owner: str
    says: str
    cite: tuple[Citation, ...]
    step: str
    file: str
    line: int
    per: Literal["award", "activity", "plan"]
    direction: Literal["at_most", "at_least"]
    bound: Value | FigureRef | FactRef
    bound_unit: Literal["money", "percent"]
    counts: Counted
    base: FactRef | Counted | BaseRef | None = None
    applies: Condition | None = None
    otherwise: str = ""
    repair: str = ""
    in_force_from: str | None = None
    in_force_until: str | None = None
    stops_charges: bool = False
    trial: bool = False
    tightens: str = ""
    calculator: str = ""
    no_calculator: str = ""

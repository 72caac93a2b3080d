"""A fund as typed data, and the window in which its money may be obligated."""

from typing import Literal

from stemfunds.rulebook.terms import Citation, FigureRef, Frozen


class Moment(Frozen, frozen=True):
    """A fixed date, or a month and day in the federal fiscal year's calendar year."""

    date: str | None = None
    month: int = 0
    day: int = 0


class Stream(Frozen, frozen=True):
    """The opening of a part of the money, and how many months it is first available."""

    opens: Moment
    months: int


class Window(Frozen, frozen=True):
    """When an award may be obligated: opening, first availability, the carryover (Tydings) months, and liquidation."""

    id: str
    owner: str
    says: str
    cite: tuple[Citation, ...]
    file: str
    line: int
    opens: Moment
    months: int = 0
    closes: Moment | None = None
    tydings_months: int = 0
    october: Stream | None = None
    liquidation_days: FigureRef | None = None
    otherwise: str = ""
    repair: str = ""
    tightens: str = ""


class Fund(Frozen, frozen=True):
    """A source of money with its own rules."""

    id: str
    name: str
    short: str
    purpose: str
    follows: tuple[str, ...]
    indirect_rate: Literal["restricted", "unrestricted", "none"]
    file: str
    who: str = ""
    also_called: tuple[str, ...] = ()
    assistance_listing: str = ""
    supplement_not_supplant: str = ""
    cite: tuple[Citation, ...] = ()
    uses: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    window: Window | None = None

    def of_year(self, year: int) -> str:
        """The fund's short name with its fiscal year: the federal one where federal law opens and closes the money."""
        return f"{self.short}, {'FY' if self.window is None else 'FFY'} {year}"

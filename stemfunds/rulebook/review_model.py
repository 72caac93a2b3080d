"""What a reviewer of many plans works with, as typed data: the rows of the checklist, and the checks across plans."""

from typing import Literal

import msgspec

from stemfunds.rulebook.terms import Frozen

Compares = Literal["lines", "positions", "districts", "vendors", "unit-prices"]


class ReviewSection(Frozen, frozen=True):
    """A part of the review, in the order in which reviewers work."""

    id: str
    title: str


class ChecklistRow(Frozen, frozen=True):
    """One row of the checklist. A row without `rules`, `steps`, `checks` and `warnings` is a person's to fill in.

    `rules` are ids of rules, limits, windows or notices; what they do not name goes by the ladder's `steps`. `warnings` takes
    every warning that nobody has explained, `checks` are checks across plans. `title` is the short heading that letters use.
    """

    id: str
    section: str
    title: str
    says: str
    rules: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    warnings: bool = False

    @property
    def is_human(self) -> bool:
        """Whether a person decides, with nothing from the result."""
        return not (self.rules or self.steps or self.checks or self.warnings)


class CrossCheck(Frozen, frozen=True):
    """A comparison of plans with each other: what it compares, from which figures on it speaks, and in which words."""

    id: str
    compares: Compares
    severity: Literal["warning", "note"]
    title: str
    says: str
    repair: str
    tells_district: bool = False
    within: Literal["district", "batch"] = "district"
    at_least: int = 0
    more_than: str = ""
    leaves_out: tuple[str, ...] = ()
    prices: int = 0
    deviations: str = ""
    times: str = ""
    many: int = 0
    """More findings than this about one plan and the same others are told as one; 0 tells each."""
    says_many: str = ""


class Review(Frozen, frozen=True):
    """The checklist and the checks, in the order of their files."""

    sections: dict[str, ReviewSection] = msgspec.field(default_factory=dict)
    rows: dict[str, ChecklistRow] = msgspec.field(default_factory=dict)
    checks: dict[str, CrossCheck] = msgspec.field(default_factory=dict)

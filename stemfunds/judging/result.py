"""What judging a plan gives: verdicts with their reasons, as data. Renderers make the sentences' layout, never their substance.

Money is integer cents throughout. Citations are resolved, so that a renderer needs no rulebook to print them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.plan.model import NOWHERE, Award, Determination, Explanation, Plan, Position
from stemfunds.rulebook.model import Fund, Severity


class CitedSource(Struct, frozen=True):
    """A citation with its source resolved: `name` is how people cite it, `code` the other way (may be empty)."""

    source: str
    name: str
    code: str
    title: str
    weight: str
    pinpoint: str
    url: str
    verified_how: str
    confirmed_on: str | None

    @property
    def text(self) -> str:
        """How the citation is printed: ``ESEA 4107(a)(3)(C); 20 USC 7117(a)(3)(C)`` or ``2 CFR 200.439(b)(2)``."""
        other = f"; {self.code}{self.pinpoint if self._is_paragraph else ''}" if self.code else ""
        return self.short + other

    @property
    def short(self) -> str:
        """The citation under its usual name only: ``ESEA 4107(a)(3)(C)``."""
        if not self.pinpoint:
            return self.name
        if self._is_paragraph:
            return f"{self.name}{' ' if self.name.endswith(')') else ''}{self.pinpoint}"
        return f"{self.name}, {self.pinpoint}"

    @property
    def _is_paragraph(self) -> bool:
        return self.pinpoint.startswith("(")


class FactNeeded(Struct, frozen=True):
    """A question whose answer would decide. `subject` is the id of the school or line it is about, if not the charge's own."""

    fact: str
    question: str
    type: str
    choices: tuple[tuple[str, str], ...] = ()
    why: str = ""
    subject: str = ""


class Acceptance(Struct, frozen=True):
    """Who has accepted a finding for a time, and why. It changes no verdict."""

    reason: str
    owner: str
    until: date

    @property
    def words(self) -> str:
        """How an acceptance is printed."""
        return f"Accepted by {self.owner} until {self.until}: {self.reason}"


@dataclass(frozen=True)
class Finding:
    """One rule that says something about a charge, an award, an activity or the plan.

    There are many of them, alike but for their place; without slots one is copied from another in a fraction of the time.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    message: str
    hint: str
    step: str
    citations: tuple[CitedSource, ...] = ()
    reason: Reason | None = None
    fund: str | None = None
    award: str | None = None
    activity: str | None = None
    line: str | None = None
    facts_needed: tuple[FactNeeded, ...] = ()
    keep: tuple[str, ...] = ()
    weigh: tuple[tuple[str, str], ...] = ()
    scope: str = "charge"
    at: Position = NOWHERE
    explanation: Explanation | None = None
    determination: Determination | None = None
    acceptance: Acceptance | None = None
    without_figures: Finding | None = field(default=None, compare=False, repr=False)
    """The same words without the figures of a case; there are few of these, and each is written once."""

    def with_figures(self, figures: tuple[tuple[str, str], ...]) -> Finding:
        """The same words beside the figures of a case."""
        finding = object.__new__(Finding)
        finding.__dict__.update(self.__dict__, weigh=figures, without_figures=self)
        return finding

    def placed(self, fund: str | None, award: str | None, activity: str | None, line: str | None, at: Position) -> Finding:
        """The same finding at a place of the plan."""
        finding = object.__new__(Finding)
        finding.__dict__.update(self.__dict__, fund=fund, award=award, activity=activity, line=line, at=at)
        return finding


class Authority(Struct, frozen=True):
    """The rule that lets the fund pay, with the letter's examples that support it."""

    rule: str
    says: str
    citations: tuple[CitedSource, ...]
    supported_by: tuple[str, ...] = ()


class ChargeResult(Struct, frozen=True, dict=True):
    """The verdict on one line's charge to one award.

    `said` are its findings without their place, in the order of the ladder. Charges of which rules say the same share them: of
    thousands of plans, what is said can be written once, and no finding is placed that nobody looks at.
    """

    award: Award
    fund: str
    amount: int
    verdict: Verdict
    reason: Reason | None
    authority: Authority | None
    said: tuple[Finding, ...]
    activity: str
    line: str
    at: Position = NOWHERE
    obligated_from: date | None = None
    obligated_to: date | None = None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is said, each finding at its place."""
        own = (self.fund, self.award.id, self.activity, self.line, self.at)
        return tuple([finding.placed(*own) for finding in self.said])


class LineResult(Struct, frozen=True):
    """A line and its charges; the verdict is the worst of theirs. `fiscal_year` is empty where the line names none."""

    id: str
    object: str
    item: str
    kind: str
    amount: int
    verdict: Verdict
    charges: tuple[ChargeResult, ...]
    fiscal_year: str = ""


class ActivityResult(Struct, frozen=True):
    """An activity and its lines; the verdict is the worst of theirs."""

    id: str
    kind: str
    goals: tuple[str, ...]
    amount: int
    verdict: Verdict
    lines: tuple[LineResult, ...]


class PlacedCharge(NamedTuple):
    """A charge with the line and the activity that it stands in."""

    activity: ActivityResult
    line: LineResult
    charge: ChargeResult


class BasePart(Struct, frozen=True):
    """A sum that enters a base, or that is left out of it. A range that facts leave open has `low` below `high`."""

    id: str
    says: str
    low: int
    high: int
    left_out: bool = False


class LimitResult(Struct, frozen=True):
    """A cap or floor with what was measured against it. A range that facts leave open has `measured` below
    `measured_at_most`, and so with the base. `parts` are the sums behind a base that leaves something out; `calculator` names
    the worksheet that takes the same percentage.
    """

    rule: str
    says: str
    fund: str
    award: str
    activity: str | None
    status: Literal["met", "breached", "unknown"]
    direction: Literal["at_most", "at_least"]
    measured: int
    measured_at_most: int
    bound: int | None
    base: int | None
    base_at_most: int | None
    percent: str | None
    counted: tuple[str, ...] = ()
    citations: tuple[CitedSource, ...] = ()
    base_says: str = ""
    parts: tuple[BasePart, ...] = ()
    calculator: str = ""

    @property
    def is_idle(self) -> bool:
        """Whether it is a cap that nothing counts toward, and so is met without a figure to show."""
        return self.status == "met" and self.direction == "at_most" and not self.measured_at_most


class GoalCoverage(Struct, frozen=True):
    """How many activities, and how much money, serve one goal of the initiative. An activity with two goals counts for both."""

    goal: str
    number: int
    title: str
    activities: int
    amount: int


class FiscalYearTotal(Struct, frozen=True):
    """What the lines of one of the district's fiscal years cost; `fiscal_year` is empty for lines that name none."""

    fiscal_year: str
    amount: int


class AwardUse(Struct, frozen=True):
    """One award: what can be spent, what the plan charges, and the window in force."""

    award: Award
    fund: Fund
    available: int
    charged: int
    opens: date | None
    closes: date | None
    liquidate_by: date | None

    @property
    def name(self) -> str:
        """The fund's short name with its fiscal year, and that it is carryover: ``Title IV-A, FFY 2025 carryover``."""
        year = self.fund.of_year(self.award.federal_fiscal_year)
        return f"{year} carryover" if self.award.is_carryover else year


class PlanResult(Struct, frozen=True):
    """The whole judgement of one plan as of a date under one version of the rulebook."""

    plan: Plan
    as_of: date
    rulebook_version: str
    rulebook_digest: str
    verdict: Verdict
    total: int
    activities: tuple[ActivityResult, ...]
    limits: tuple[LimitResult, ...]
    findings: tuple[Finding, ...]
    awards: tuple[AwardUse, ...] = ()
    goals: tuple[GoalCoverage, ...] = ()
    fiscal_years: tuple[FiscalYearTotal, ...] = ()
    unexplained_warnings: int = 0
    determinations: int = 0
    notes: tuple[str, ...] = ()

    @property
    def charges(self) -> Iterator[ChargeResult]:
        """All charges, in the order of the plan."""
        return (charge for activity in self.activities for line in activity.lines for charge in line.charges)

    @property
    def placed_charges(self) -> Iterator[PlacedCharge]:
        """All charges with their line and activity, in the order of the plan."""
        for activity in self.activities:
            for line in activity.lines:
                for charge in line.charges:
                    yield PlacedCharge(activity, line, charge)

    @property
    def every_finding(self) -> Iterator[Finding]:
        """The findings of the plan, then those of its charges."""
        yield from self.findings
        for charge in self.charges:
            yield from charge.findings

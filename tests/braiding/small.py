"""A tiny rulebook with three sources of money, and small plans for it: every sum can be done in the head.

The STEM Fund pays for robotics and camps, the Robot Fund for robotics only and closes a year earlier, local money for everything and
never closes.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tiny import activity, award, line, plan, rulebook_with

from stemfunds.braiding.braider import Braider, Proposal
from stemfunds.braiding.request import request_of
from stemfunds.judging.judge import Judge
from stemfunds.plan.model import Activity, Award, Cents, Charge, Line, Plan
from stemfunds.rulebook.model import Rulebook

AS_OF = date(2026, 8, 1)

ROBOT_FUND = """\
fund: robot-fund
name: The Robot Fund
short: Robot Fund
purpose: Robots.
follows: [federal]
indirect_rate: restricted
supplement_not_supplant: It adds to local money.
window:
  id: RF-WINDOW
  says: 15 months.
  opens: {month: 7, day: 1}
  months: 15
  repair: Use another award.
  cite: law-1 (w)
authorities:
  - id: RF-ROBOTICS
    says: The fund pays for robotics.
    for: {kinds: [robotics]}
    cite: law-1 (b)(2)
"""
LOCAL = """\
fund: home
name: Local money
short: Local
purpose: Everything.
follows: []
indirect_rate: none
authorities:
  - id: HOME-AUTHORITY
    says: Local money pays for what the district needs.
    for: {kinds: [robotics, camp, food]}
    cite: law-1 (h)
"""
MORE = """\
  - id: SF-CAMP
    says: The fund pays for camps.
    for: {kinds: [camp]}
    cite: law-1 (b)(3)
limits:
  - id: SF-TECH
    says: At most 15 percent of the award goes to technology.
    counts: {where: {activity.area: tech}}
    at_most: figure.cap
    of: award.amount
    cite: law-1 (c)
    repair: Buy less.
"""
WEIGHTS = """\
braiding:
  - {choice: smallest-charge, amount: "10.00", says: Not less.}
  - {choice: another-payer, amount: "20.00", says: For more than this.}
  - {choice: a-change, amount: "1.00", says: For more than this.}
"""


@cache
def small_rulebook(weights: str = WEIGHTS, more: str = MORE) -> Rulebook:
    """The rulebook, read once."""
    with TemporaryDirectory() as folder:
        files = (("robot.yaml", "", ROBOT_FUND), ("home.yaml", "", LOCAL), ("weights.yaml", "", weights))
        return rulebook_with(Path(folder), more, *files)


def three_awards(stem: int = 100_000, robot: int = 100_000, home: int = 100_000) -> tuple[Award, ...]:
    """One award of each source, with so many cents."""
    return (
        award(id="STEM", amount=Cents(stem)),
        award(id="ROBOT", fund="robot-fund", amount=Cents(robot)),
        award(id="HOME", fund="home", amount=Cents(home)),
    )


def two_years(old: int) -> tuple[object, ...]:
    """Two awards of one fund, of which the older one has so many cents left."""
    return (
        award(id="OLD", federal_fiscal_year=2025, amount=Cents(500_000), carryover=Cents(old)),
        award(id="NEW", amount=Cents(500_000)),
    )


def cost(identity: str, dollars: int, payer: str | None = None, **fields: Any) -> Line:
    """A line of so many dollars; nobody pays it where no payer is named."""
    charges = () if payer is None else (Charge(award=payer, amount=Cents(dollars * 100)),)
    return line(identity, dollars * 100, charges=charges, **fields)


def club(*lines: Line, kind: str = "robotics", **fields: Any) -> Activity:
    """An activity with these lines; it is no technology, unless facts say otherwise."""
    return activity(*lines, kind=kind, **{"id": f"A-{lines[0].id}", "facts": {"area": "arts"}, **fields})


def small_plan(*activities: Activity, **fields: Any) -> Plan:
    """A plan with one award of each source, unless others are given."""
    return plan(*activities, **{"awards": three_awards(), **fields})


def proposed(subject: Plan, rulebook: Rulebook | None = None, **request: Any) -> Proposal:
    """The proposal for a plan."""
    return braided(subject, rulebook, **request)[1]


def braided(subject: Plan, rulebook: Rulebook | None = None, **request: Any) -> tuple[Braider, Proposal]:
    """The search, and its proposal."""
    braider = Braider(subject, Judge(rulebook or small_rulebook()), AS_OF, request_of(subject, **request))
    return braider, braider.propose()


def payers(proposal: Proposal) -> dict[str, str]:
    """Who pays each line, as one text: awards with their cents where there are several."""
    return {
        name: next(iter(paid)) if len(paid) == 1 else " ".join(f"{award}:{cents}" for award, cents in paid.items())
        for name, paid in proposal.charges.items()
    }

"""A judged plan, made by hand, with figures that can be added in the head: $10,000.00 on four lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from stemfunds.judging.result import (
    ActivityResult,
    Authority,
    AwardUse,
    ChargeResult,
    Finding,
    GoalCoverage,
    LimitResult,
    LineResult,
    PlanResult,
)
from stemfunds.judging.verdicts import Verdict, worst
from stemfunds.plan.model import (
    Activity,
    Award,
    Cents,
    Charge,
    District,
    Evidence,
    Line,
    Period,
    Plan,
    School,
)

from .rules import cited, rulebook


def line(name: str, quantity: int, unit_cost: int, *awards: str) -> Line:
    """A line whose whole amount is shared evenly by the awards."""
    amount = quantity * unit_cost
    parts = tuple(Charge(award=award, amount=Cents(amount // len(awards))) for award in awards)
    return Line(
        id=name,
        description=f"What {name} buys",
        item="thing",
        quantity=Decimal(quantity),
        unit="units",
        unit_cost=Cents(unit_cost),
        amount=Cents(amount),
        price_basis="Quote of June 3, 2026",
        vendor="To be selected by quotes",
        charges=parts,
    )


def activity(name: str, *lines: Line) -> Activity:
    """An activity with all its texts."""
    return Activity(
        id=name,
        title=f"Robotics {name}",
        kind="robotics",
        description="Two teams build a robot.",
        goals=("learning",) if name == "A1" else ("learning", "educators"),
        need="31 percent meet the standard",
        need_source="State assessment 2026",
        objective="37 percent by June 2027",
        measure="State assessment",
        population="Students from low-income families",
        students=24,
        grades=(6, 8),
        schools=("ms",),
        responsible="Mei Tanaka",
        sustainability="The local fund pays from 2027",
        evidence=Evidence(tier="rationale", study="Logic model", citation="District 2026"),
        starts=date(2026, 9, 8),
        ends=date(2027, 5, 28),
        lines=lines,
    )


def plan() -> Plan:
    """Two activities, four lines, two awards, $10,000.00 in all."""
    return Plan(
        plan=1,
        title="STEM plan 2026-27",
        fictional=True,
        prepared_by="Dana Ortiz",
        contact="grants@lincoln.example",
        school_year="2026-27",
        district=District(name="Lincoln Unified", state="CA", nces_id="0612345", superintendent="Dr. Robin Hale"),
        period=Period(starts=date(2026, 7, 1), ends=date(2027, 6, 30)),
        schools=(School(id="ms", name="Lincoln Middle School", title_i_status="schoolwide"),),
        awards=(
            Award(id="AW-A", fund="fund-a", federal_fiscal_year=2026, amount=Cents(2_000_000)),
            Award(id="AW-B", fund="fund-b", federal_fiscal_year=2026, amount=Cents(500_000)),
        ),
        activities=(
            activity("A1", line("A1-pay", 10, 40_000, "AW-A"), line("A1-kits", 4, 50_000, "AW-A", "AW-B")),
            activity("A2", line("A2-lab", 1, 300_000, "AW-A"), line("A2-bus", 2, 50_000, "AW-B")),
        ),
    )


# --- judgement ----------------------------------------------------------------------------------------------

OBJECTS = {"A1-pay": "personnel", "A1-kits": "supplies", "A2-lab": "equipment", "A2-bus": "other"}
AUTHORITY = Authority("A-PAYS", "Robotics is paid.", (cited("act-10"),), ("DCL-1", "DCL-2", "DCL-3"))
DUTY = Finding(
    rule="A-DUTY",
    severity="note",
    verdict=Verdict.WITH_CONDITIONS,
    message="Approval comes before the order.",
    hint="Get the approval in writing before the order.",
    step="cost-principles",
    citations=(cited("rule-30"),),
    keep=("the letter of approval",),
)
TO_JUDGE = Finding(
    rule="A-JUDGE",
    severity="note",
    verdict=Verdict.ALLOWABLE,
    message="A cost must be necessary.",
    hint="Name the need.",
    step="need",
    citations=(cited("act-20"),),
)
WITH_DUTY = ("A1-kits", "A2-lab")


def judged() -> PlanResult:
    """The plan with its verdicts: lines in `WITH_DUTY` carry a condition, the others are allowable."""
    one = plan()
    activities = tuple(_activity(one, activity) for activity in one.activities)
    charged = {
        award.id: sum(c.amount for a in activities for li in a.lines for c in li.charges if c.award == award)
        for award in one.awards
    }
    funds = rulebook().funds
    uses = tuple(
        AwardUse(
            award,
            funds[award.fund],
            award.available,
            charged[award.id],
            date(2026, 7, 1),
            date(2028, 9, 30),
            date(2028, 12, 29),
        )
        for award in one.awards
    )
    return PlanResult(
        plan=one,
        as_of=date(2026, 11, 23),
        rulebook_version="2026.11",
        rulebook_digest=rulebook().digest,
        verdict=worst(activity.verdict for activity in activities),
        total=one.total,
        activities=activities,
        limits=(limit("met", 300_000, 300_000),),
        findings=(),
        awards=uses,
        goals=(
            GoalCoverage("learning", 1, "Goal of learning", 2, 1_000_000),
            GoalCoverage("educators", 2, "Goal of educators", 1, 400_000),
            GoalCoverage("strategic-investment", 3, "Goal of strategic-investment", 0, 0),
        ),
    )


def limit(status: Literal["met", "breached", "unknown"], measured: int, at_most: int) -> LimitResult:
    """A cap of $3,000.00 on award A."""
    return LimitResult(
        rule="A-CAP",
        says="At most 15 percent goes to equipment.",
        fund="fund-a",
        award="AW-A",
        activity=None,
        status=status,
        direction="at_most",
        measured=measured,
        measured_at_most=at_most,
        bound=300_000,
        base=2_000_000,
        base_at_most=2_000_000,
        percent="15",
        citations=(cited("rule-40", "(b)"),),
    )


def _activity(one: Plan, activity: Activity) -> ActivityResult:
    lines = tuple(_line(one, activity, line) for line in activity.lines)
    return ActivityResult(
        id=activity.id,
        kind=activity.kind,
        goals=activity.goals,
        amount=activity.amount,
        verdict=worst(line.verdict for line in lines),
        lines=lines,
    )


def _line(one: Plan, activity: Activity, line: Line) -> LineResult:
    findings = (DUTY, TO_JUDGE) if line.id in WITH_DUTY else (TO_JUDGE,)
    charges = tuple(
        ChargeResult(
            award=award,
            fund=award.fund,
            amount=charge.amount,
            verdict=worst(finding.verdict for finding in findings),
            reason=None,
            authority=AUTHORITY,
            said=findings,
            activity=activity.id,
            line=line.id,
            at=line.at,
            obligated_from=date(2026, 9, 8),
            obligated_to=date(2027, 5, 28),
        )
        for charge in line.charges
        for award in one.awards
        if award.id == charge.award
    )
    return LineResult(
        id=line.id,
        object=OBJECTS[line.id],
        item=line.item,
        kind="robotics",
        amount=line.amount,
        verdict=worst(charge.verdict for charge in charges),
        charges=charges,
    )

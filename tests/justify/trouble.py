"""What can go wrong with a plan, laid over the clean one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from msgspec import structs

from stemfunds.judging.result import ChargeResult, FactNeeded, Finding, PlanResult
from stemfunds.judging.verdicts import Reason, Verdict, worst
from stemfunds.plan.model import Determination, Explanation

from .judged import limit
from .rules import cited

QUESTION = FactNeeded(
    fact="activity.organizer",
    question="Who runs the event?",
    type="choice",
    choices=(("nonprofit", "A nonprofit organization"), ("for-profit", "A company")),
    why="Only nonprofit events are paid.",
)
REFUSED = Finding(
    rule="A-MUST",
    severity="error",
    verdict=Verdict.NOT_ALLOWABLE,
    message="Buses are not paid.",
    hint="Charge the buses to a local source.",
    step="program",
    citations=(cited("act-20", "(c)"),),
    reason=Reason.PROHIBITED,
)
OPEN = Finding(
    rule="A-PAYS",
    severity="warning",
    verdict=Verdict.NEEDS_INFORMATION,
    message="Robotics is paid.",
    hint=QUESTION.question,
    step="purpose",
    citations=(cited("act-10"),),
    facts_needed=(QUESTION,),
)
WARNING = Finding(
    rule="A-WARN",
    severity="warning",
    verdict=Verdict.ALLOWABLE,
    message="Prices above the market are questioned.",
    hint="Keep a quote.",
    step="cost-principles",
    citations=(cited("rule-40"),),
)
EXPLANATION = Explanation(
    rule="A-WARN",
    words="The price is that of the State contract.",
    author="Dana Ortiz",
    date=date(2026, 6, 18),
)
DETERMINATION = Determination(
    rule="A-JUDGE",
    decision="met",
    reason="Three quotes were compared.",
    author="Mei Tanaka",
    date=date(2026, 6, 20),
    until=date(2027, 6, 30),
)
_ADDED = {
    "A2-bus": (REFUSED,),
    "A1-pay": (OPEN, replace(WARNING, explanation=EXPLANATION)),
    "A1-kits": (OPEN,),
    "A2-lab": (WARNING,),
}


def in_trouble(result: PlanResult) -> PlanResult:
    """The plan with findings of every sort; the first activity has lost its need and its measure."""
    activities = tuple(
        structs.replace(
            activity,
            lines=tuple(
                structs.replace(line, charges=charges, verdict=worst(c.verdict for c in charges))
                for line in activity.lines
                for charges in [tuple(_troubled(charge, line.id) for charge in line.charges)]
            ),
        )
        for activity in result.activities
    )
    activities = tuple(structs.replace(a, verdict=worst(line.verdict for line in a.lines)) for a in activities)
    first, *others = result.plan.activities
    plan = structs.replace(
        result.plan,
        activities=(structs.replace(first, need="", measure=""), *others),
        explanations=(EXPLANATION,),
        determinations=(DETERMINATION,),
    )
    return structs.replace(
        result,
        plan=plan,
        activities=activities,
        limits=(limit("unknown", 200_000, 400_000),),
        verdict=worst(activity.verdict for activity in activities),
        unexplained_warnings=1,
        determinations=1,
    )


def _troubled(charge: ChargeResult, line: str) -> ChargeResult:
    findings = (*_ADDED[line], *charge.said)
    findings = tuple(
        replace(finding, determination=DETERMINATION) if finding.rule == "A-JUDGE" else finding for finding in findings
    )
    reason = next((finding.reason for finding in findings if finding.reason), None)
    opened = any(finding.verdict is Verdict.NEEDS_INFORMATION for finding in findings)
    return structs.replace(
        charge,
        said=findings,
        verdict=worst(finding.verdict for finding in findings),
        reason=reason,
        authority=None if opened else charge.authority,
    )
